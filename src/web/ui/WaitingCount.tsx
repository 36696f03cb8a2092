import { useTranslation } from 'react-i18next'
import { useWaiting } from './use-waiting.ts'

/** How many proposals wait for the viewer's answer, beside the name of the page. */
export function WaitingCount() {
  const { t } = useTranslation()
  const forYou = useWaiting()?.forYou ?? 0
  if (forYou === 0) return null
  return (
    <span className="nav-count">
      <span aria-hidden>{forYou}</span>
      <span className="visually-hidden">{t('approval.waitingForYou', { n: forYou })}</span>
    </span>
  )
}
