import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { RequestView } from '../../api/requests.ts'
import { PATHS } from '../../paths.ts'
import { Note } from '../../ui/Note.tsx'
import { PathLink } from '../../ui/PathLink.tsx'

const PREPARING: readonly string[] = ['drafting', 'returned']
const DRAFTING: readonly string[] = ['drafted', 'endorsed']

/** Everything that stands in the way of the next step, and where it is put right. */
export function Lacking({ request }: { request: RequestView }) {
  const { t } = useTranslation('requests')
  const { id, state, missing, excess, network, statementsMissing, agreement } = request
  const params = { id: String(id) }
  const messages = (faults: readonly { message: string }[]) => faults.map(({ message }) => message)
  return (
    <>
      {PREPARING.includes(state) && missing.length > 0 && (
        <List title={t('lacking.title')} texts={messages(missing)}>
          <PathLink to={PATHS.requestForm} params={params}>
            {t('lacking.toForm')}
          </PathLink>
        </List>
      )}
      {DRAFTING.includes(state) && excess.length > 0 && (
        <List title={t('lacking.excess')} texts={messages(excess)}>
          <PathLink to={PATHS.requestDraft} params={params}>
            {t('lacking.toDraft')}
          </PathLink>
        </List>
      )}
      {state === 'guideline-issued' && network.lacking.length > 0 && (
        <List title={t('lacking.network')} texts={network.lacking} />
      )}
      {state === 'network-ready' && statementsMissing.length > 0 && (
        <List title={t('lacking.statements')} texts={statementsMissing}>
          {agreement !== null && (
            <PathLink to={PATHS.agreementStatements} params={{ code: agreement }}>
              {t('lacking.toStatements')}
            </PathLink>
          )}
        </List>
      )}
    </>
  )
}

type ListProps = { title: string; texts: readonly string[]; children?: ReactNode }

function List({ title, texts, children }: ListProps) {
  return (
    <div className="lacking">
      <Note tone="warn" title={title}>
        <ul className="plain-list">
          {texts.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        {children}
      </Note>
    </div>
  )
}
