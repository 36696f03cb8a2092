import { useTranslation } from 'react-i18next'
import { credentialRowsShape } from '../../api/office.ts'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { CredentialTable } from '../agreement/CredentialTable.tsx'

export function OwnCredentialsPage() {
  return (
    <Door needs="agency.credentials.read">
      <OwnCredentials />
    </Door>
  )
}

function OwnCredentials() {
  const { t } = useTranslation()
  const query = useAsked('/agency/credentials', credentialRowsShape)
  return (
    <Page title={t('credential.title')} lead={t('credential.leadOwn')}>
      <Loaded query={query}>{(rows) => <CredentialTable credentials={rows} withAgency={false} />}</Loaded>
    </Page>
  )
}
