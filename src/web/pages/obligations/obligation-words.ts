import '../../messages/obligations/words.ts'
import { useTranslation } from 'react-i18next'
import type { CalendarItem } from '../../api/obligations.ts'
import { useFormat } from '../../messages/format.ts'

type Named = Pick<CalendarItem, 'kind' | 'title'>

/** What an obligation is called; what people have added keeps their words. */
export function useObligationName(): (obligation: Named) => string {
  const { t } = useTranslation('obligations')
  return ({ kind, title }) => (kind === 'own' ? title : t(`kinds.${kind}`))
}

/** Where a due date comes from. */
export function useBasisText(): (basis: CalendarItem['basis']) => string {
  const { t } = useTranslation('obligations')
  const format = useFormat()
  return ({ by, months, days, weeks, year, from, isCustom }) => {
    const n = months ?? days ?? weeks ?? year ?? 0
    const text = t(`basis.${by}`, { n, day: from === undefined ? '' : format.day(from) })
    return isCustom === true ? `${text} (${t('basis.custom')})` : text
  }
}
