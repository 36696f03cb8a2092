import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import '../../messages/agreement-form/words.ts'
import { type CentralApproval, doRequestAct, type RequestView, requestShape } from '../../api/requests.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { AgreementForm } from '../agreement-form/AgreementForm.tsx'
import type { Limits } from '../agreement-form/limits.ts'

export function RequestDraftPage() {
  return (
    <Door needs="requests.work">
      <RequestDraft />
    </Door>
  )
}

const OPEN: readonly string[] = ['approved', 'drafted', 'endorsed']

function RequestDraft() {
  const { t } = useTranslation('agreement-form')
  const { id } = useParams({ from: '/shell/permohonan/$id/rancangan' })
  const query = useAsked(`/requests/${encodeURIComponent(id)}`, requestShape)
  return (
    <Page title={t('path.draftTitle')} lead={query.data?.agency.name}>
      <Loaded query={query}>
        {(request) =>
          OPEN.includes(request.state) && request.approval !== null ? (
            <Fields request={request} approval={request.approval} />
          ) : (
            <p>{t('path.closed')}</p>
          )
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

function Fields({ request, approval }: { request: RequestView; approval: CentralApproval }) {
  const { t } = useTranslation('agreement-form')
  const format = useFormat()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { id } = request
  const finish = async () => {
    await queries.invalidateQueries({ queryKey: ['/requests'] })
    await navigate({ to: PATHS.request, params: { id: String(id) } })
  }
  const source = t('path.source', { number: approval.number, day: format.day(approval.date) })
  return (
    <AgreementForm
      name={t('path.draftTitle')}
      kind="draft"
      keptAs={`rancangan-${id}`}
      start={startOf(request, approval)}
      limits={limitsOf(approval, source)}
      label={t('path.draftSave')}
      send={(file) => {
        const { code, ...draft } = Object.fromEntries(Object.entries(file))
        return doRequestAct(id, 'draft', { code, draft })
      }}
      onSent={() => void finish()}
    />
  )
}

/** The first draft is what was asked for, as far as it was approved. */
function startOf({ state, draft, code }: RequestView, approval: CentralApproval): object {
  const named = code === null ? {} : { code }
  if (state !== 'approved') return { ...draft, ...named }
  const { purpose, elements, methods, quotaAfterProofOfConcept } = approval
  return {
    ...draft,
    ...named,
    purpose,
    elements,
    methods,
    ...(quotaAfterProofOfConcept === null ? {} : { quotaAfterProofOfConcept }),
    feedback: {
      ...Object(draft.feedback),
      fields: approval.feedback.map((name) => ({ name })),
    },
  }
}

const limitsOf = (approval: CentralApproval, source: string): Limits => ({
  source,
  texts: {
    purpose: approval.purpose,
    ...(approval.quotaAfterProofOfConcept === null
      ? {}
      : { quotaAfterProofOfConcept: String(approval.quotaAfterProofOfConcept) }),
  },
  sets: {
    elements: approval.elements,
    methods: approval.methods,
    'feedback.fields': approval.feedback,
  },
  termMonths: approval.termMonths,
})
