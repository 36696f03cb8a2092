import { useTranslation } from 'react-i18next'
import { PATHS } from '../../paths.ts'
import { useMay } from '../../ui/me.ts'
import { PathLink } from '../../ui/PathLink.tsx'

/** Leads from an agreement to its meetings and its breaches. */
export function AgreementRooms({ code }: { code: string }) {
  const { t } = useTranslation()
  const [seesMeetings, seesBreaches] = [useMay('meetings.read'), useMay('breaches.read')]
  return (
    <ul>
      {seesMeetings && (
        <li>
          <PathLink to={PATHS.meetings} search={{ perjanjian: code }}>
            {t('nav.meetings')}
          </PathLink>
        </li>
      )}
      {seesBreaches && (
        <li>
          <PathLink to={PATHS.breaches} search={{ perjanjian: code }}>
            {t('nav.breaches')}
          </PathLink>
        </li>
      )}
    </ul>
  )
}
