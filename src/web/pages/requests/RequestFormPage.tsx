import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import '../../messages/agreement-form/words.ts'
import { type RequestView, requestShape, saveRequestDraft } from '../../api/requests.ts'
import { PATHS } from '../../paths.ts'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { AgreementForm } from '../agreement-form/AgreementForm.tsx'

export function RequestFormPage() {
  return (
    <Door needs="requests.prepare">
      <RequestForm />
    </Door>
  )
}

const OPEN: readonly string[] = ['drafting', 'returned']

function RequestForm() {
  const { t } = useTranslation('agreement-form')
  const { id } = useParams({ from: '/shell/permohonan/$id/isian' })
  const query = useAsked(`/requests/${encodeURIComponent(id)}`, requestShape)
  return (
    <Page title={t('path.requestTitle')} lead={query.data?.agency.name}>
      <Loaded query={query}>
        {(request) =>
          OPEN.includes(request.state) ? <Fields request={request} /> : <p>{t('path.closed')}</p>
        }
      </Loaded>
      <p>
        <PathLink to={PATHS.request} params={{ id }}>
          {t('path.toRequest')}
        </PathLink>
      </p>
    </Page>
  )
}

/** Every request asks for the closed network: nothing else is given. */
const CLOSED = { kind: 'closed' }

function Fields({ request }: { request: RequestView }) {
  const { t } = useTranslation('agreement-form')
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { id, draft, needs } = request
  const finish = async () => {
    await queries.invalidateQueries({ queryKey: ['/requests'] })
    await navigate({ to: PATHS.request, params: { id: String(id) } })
  }
  return (
    <AgreementForm
      name={t('path.requestTitle')}
      kind="request"
      keptAs={`permohonan-${id}`}
      start={draft.network === undefined ? { ...draft, network: CLOSED } : draft}
      needs={needs}
      label={t('path.requestSave')}
      send={(file, reasons) => saveRequestDraft(id, file, reasons)}
      onSent={() => void finish()}
    />
  )
}
