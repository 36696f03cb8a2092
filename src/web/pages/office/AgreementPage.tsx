import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { agreementShape } from '../../api/agreement.ts'
import { withQuery } from '../../api/client.ts'
import { credentialRowsShape } from '../../api/office.ts'
import { PATHS } from '../../paths.ts'
import { ActBar } from '../../ui/ActBar.tsx'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay } from '../../ui/me.ts'
import { Page, Section } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { AgreementFacts } from '../agreement/AgreementFacts.tsx'
import { AgreementRooms } from '../agreement/AgreementRooms.tsx'
import { AgreementTabs } from '../agreement/AgreementTabs.tsx'
import { CredentialTable } from '../agreement/CredentialTable.tsx'
import { PackDownload } from '../proofs/PackDownload.tsx'
import { useAgreementActs } from './agreement-acts.ts'

export function AgreementPage() {
  return (
    <Door needs="agreement.read">
      <Agreement />
    </Door>
  )
}

function Agreement() {
  const { t } = useTranslation()
  const { code } = useParams({ from: '/shell/perjanjian/$code' })
  const mayAct = useMay('office.agreements.change')
  const maySeeAgency = useMay('office.agencies.read')
  const maySeeCredentials = useMay('office.credentials.read')
  const query = useAsked(`/agreements/${encodeURIComponent(code)}`, agreementShape)
  const acts = useAgreementActs(query.data)
  const title =
    query.data === undefined
      ? t('agreement.title')
      : `${t('agreement.title')} ${query.data.number.civilRegistry}`
  return (
    <Page
      title={title}
      lead={
        query.data !== undefined &&
        (maySeeAgency ? (
          <PathLink to={PATHS.agency} params={{ id: String(query.data.agencyId) }}>
            {query.data.agency}
          </PathLink>
        ) : (
          query.data.agency
        ))
      }
    >
      <AgreementTabs code={code} withName={false} />
      <Loaded query={query}>
        {(agreement) => (
          <>
            <div className="card">
              <AgreementFacts agreement={agreement} />
            </div>
            {maySeeAgency && (
              <Section title={t('agreement.actions')}>
                {agreement.state === 'suspended' && (
                  <ActBar state={agreement.state} mayAct={mayAct} acts={acts} />
                )}
                <p>
                  <PathLink to={PATHS.agreementEnding} params={{ code }}>
                    {t('agreement.toEnding')}
                  </PathLink>
                </p>
              </Section>
            )}
          </>
        )}
      </Loaded>
      <AgreementRooms code={code} />
      {maySeeCredentials && <Credentials code={code} />}
      <PackDownload code={code} />
    </Page>
  )
}

function Credentials({ code }: { code: string }) {
  const { t } = useTranslation()
  const credentials = useAsked(withQuery('/office/credentials', { agreement: code }), credentialRowsShape)
  return (
    <Section title={t('agreement.credentials')}>
      <Loaded query={credentials}>
        {(rows) => <CredentialTable credentials={rows} withAgency={false} />}
      </Loaded>
      <p>
        <PathLink to={PATHS.credentials} search={{ perjanjian: code }}>
          {t('agreement.manageCredentials')}
        </PathLink>
      </p>
    </Section>
  )
}
