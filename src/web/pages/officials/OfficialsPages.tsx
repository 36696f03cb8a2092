import '../../messages/officials/words.ts'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { PATHS } from '../../paths.ts'
import { Door } from '../../ui/Door.tsx'
import { useMay } from '../../ui/me.ts'
import { Page } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { Officials } from './Officials.tsx'

/** Who heads the agency of whoever is signed in, and holds its other positions. */
export function OwnOfficialsPage() {
  const { t } = useTranslation('officials')
  const mayChange = useMay('agency.contacts.manage')
  return (
    <Door needs="agency.read">
      <Page title={t('ofAgency')} lead={t('lead')}>
        <Officials place="/agency" mayChange={mayChange} />
        <p>
          <PathLink to={PATHS.overview}>{t('toOverview')}</PathLink>
        </p>
      </Page>
    </Door>
  )
}

/** Those of an agency, for its office. */
export function AgencyOfficialsPage() {
  const { t } = useTranslation('officials')
  const { id } = useParams({ from: '/shell/instansi/$id/pejabat' })
  const mayChange = useMay('office.contacts.manage')
  return (
    <Door needs="office.agencies.read">
      <Page title={t('ofAgency')} lead={t('leadForAgency')}>
        <Officials place={`/office/agencies/${encodeURIComponent(id)}`} mayChange={mayChange} />
        <p>
          <PathLink to={PATHS.agency} params={{ id }}>
            {t('toAgency')}
          </PathLink>
        </p>
      </Page>
    </Door>
  )
}

/** The office's own. */
export function OfficeOfficialsPage() {
  const { t } = useTranslation('officials')
  const mayChange = useMay('office.contacts.manage')
  const seesSettings = useMay('office.settings.read')
  return (
    <Door needs="office.agencies.read">
      <Page title={t('ofOffice')} lead={t('lead')}>
        <Officials place="/office" mayChange={mayChange} />
        {seesSettings && (
          <p>
            <PathLink to={PATHS.settings}>{t('toSettings')}</PathLink>
          </p>
        )}
      </Page>
    </Door>
  )
}
