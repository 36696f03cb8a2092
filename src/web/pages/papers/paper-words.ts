import '../../messages/papers/words.ts'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../messages/format.ts'

type Named = { kindName: string; number: string | null; date: string }

/** How people call a paper, and how large its files are. */
export function usePaperWords() {
  const { t } = useTranslation('papers')
  const format = useFormat()
  return {
    name: ({ kindName, number, date }: Named) =>
      `${kindName} ${number ?? t('date', { date: format.day(date) })}`,
    size: (bytes: number) =>
      bytes < 1024 * 1024
        ? `${format.number(Math.max(1, Math.round(bytes / 1024)))} kB`
        : `${format.number(Math.round(bytes / 1024 / 102.4) / 10)} MB`,
  }
}
