import { Button, Group, NativeSelect, Stack } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { withQuery } from '../../api/client.ts'
import { agreementRowsShape, credentialRowsShape, type IssuedSecret } from '../../api/office.ts'
import { PATHS } from '../../paths.ts'
import { type Act, ActConfirm } from '../../ui/ActConfirm.tsx'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay } from '../../ui/me.ts'
import { Page } from '../../ui/Page.tsx'
import { Secret } from '../../ui/Secret.tsx'
import { CredentialTable } from '../agreement/CredentialTable.tsx'
import { FeedbackTokens } from '../feedback/FeedbackTokens.tsx'
import { CredentialActs } from './CredentialActs.tsx'
import { IssueCredential } from './IssueCredential.tsx'

export function CredentialsPage() {
  return (
    <Door needs="office.credentials.read">
      <Credentials />
    </Door>
  )
}

function Credentials() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { perjanjian: agreement } = useSearch({ from: '/shell/kredensial' })
  const mayManage = useMay('office.credentials.manage')
  const agreements = useAsked('/office/agreements', agreementRowsShape)
  const query = useAsked(withQuery('/office/credentials', { agreement }), credentialRowsShape)
  const [act, setAct] = useState<Act>()
  const [isIssuing, setIssuing] = useState(false)
  const [secret, setSecret] = useState<IssuedSecret>()
  const choices = (agreements.data ?? []).map(({ code, agency, number }) => ({
    value: code,
    label: `${agency} · ${number.civilRegistry}`,
  }))
  return (
    <Page
      title={t('credential.title')}
      lead={mayManage ? t('credential.lead') : `${t('credential.lead')} ${t('app.readOnly')}`}
      actions={
        mayManage && (
          <Button disabled={isIssuing} onClick={() => setIssuing(true)}>
            {t('credential.issue')}
          </Button>
        )
      }
    >
      {isIssuing && (
        <IssueCredential
          agreements={choices}
          chosen={agreement}
          onClose={() => setIssuing(false)}
          onIssued={(issued) => {
            setIssuing(false)
            setSecret(issued)
          }}
        />
      )}
      {secret !== undefined && (
        <Stack mb="md">
          <Secret
            title={t('credential.issued', { userId: secret.userId })}
            facts={[
              [t('credential.userId'), secret.userId],
              [t('credential.secret'), secret.secret],
            ]}
            note={t('credential.secretNote')}
          />
          <Group>
            <Button variant="default" onClick={() => setSecret(undefined)}>
              {t('app.close')}
            </Button>
          </Group>
        </Stack>
      )}
      <div className="filters">
        <NativeSelect
          label={t('credential.agreement')}
          value={agreement ?? ''}
          onChange={({ currentTarget: { value } }) =>
            void navigate({
              to: PATHS.credentials,
              search: value === '' ? {} : { perjanjian: value },
              replace: true,
            })
          }
          data={[{ value: '', label: t('credential.allAgreements') }, ...choices]}
        />
      </div>
      <Loaded query={query}>
        {(rows) => (
          <CredentialTable
            credentials={rows}
            withAgency
            acts={
              mayManage
                ? (credential) => (
                    <CredentialActs credential={credential} onAct={setAct} onSecret={setSecret} />
                  )
                : undefined
            }
          />
        )}
      </Loaded>
      <FeedbackTokens agreement={agreement} />
      {act !== undefined && <ActConfirm act={act} onClose={() => setAct(undefined)} />}
    </Page>
  )
}
