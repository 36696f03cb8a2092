import '../../messages/statements/words.ts'
import { useTranslation } from 'react-i18next'
import { waitingStatementsShape } from '../../api/statements.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay } from '../../ui/me.ts'
import { Page } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { useStatementName } from './statement-words.ts'

/** Every statement that waits for whoever is signed in, over all agreements. */
export function WaitingStatementsPage() {
  return (
    <Door needs="statements.prepare">
      <Waiting />
    </Door>
  )
}

function Waiting() {
  const { t } = useTranslation('statements')
  const format = useFormat()
  const nameOf = useStatementName()
  const isOffice = useMay('statements.decide')
  const query = useAsked('/statements/waiting', waitingStatementsShape)
  return (
    <Page title={t('waitingTitle')} lead={isOffice ? t('waitingLeadOffice') : t('waitingLead')}>
      <Loaded query={query}>
        {(waiting) => (
          <DataTable
            name={t('waitingTitle')}
            rows={waiting}
            rowKey={({ agreement, kind, staffId, signerName, why }) =>
              `${agreement} ${kind} ${staffId} ${signerName} ${why}`
            }
            empty={t('waitingEmpty')}
            columns={[
              { title: t('kind'), cell: (one) => nameOf(one).kind },
              { title: t('signer'), cell: ({ signerName }) => signerName },
              {
                title: t('state'),
                cell: ({ why }) => <span className="toned tone-warn">{t(`why.${why}`)}</span>,
              },
              { title: t('since'), cell: ({ since }) => format.day(since) },
              {
                title: t('agreement'),
                cell: ({ agreement, agreementNumber, agency }) => (
                  <>
                    <PathLink to={PATHS.agreementStatements} params={{ code: agreement }}>
                      {agreementNumber}
                    </PathLink>
                    {isOffice && <div className="dim">{agency}</div>}
                  </>
                ),
              },
            ]}
          />
        )}
      </Loaded>
    </Page>
  )
}
