import { useTranslation } from 'react-i18next'
import { Note } from './Note.tsx'
import { useWaiting } from './use-waiting.ts'

/** Says that one person is enough here to grant authority. */
export function SingleWarning() {
  const { t } = useTranslation()
  if (useWaiting()?.fourEyes !== 'single') return null
  return (
    <Note tone="warn" title={t('approval.singleTitle')}>
      <p>{t('approval.singleText')}</p>
    </Note>
  )
}
