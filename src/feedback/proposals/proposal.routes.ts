import type { FastifyInstance, FastifyRequest } from 'fastify'
import { findVisibleAgreement } from '../../agreements/index.ts'
import { inTx, type Pool } from '../../kernel/database.ts'
import { type Fields, readFields } from '../../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../../kernel/problem.ts'
import { actorOf, idIn } from '../../offices/index.ts'
import { isDecidedField } from '../../registry/index.ts'
import { decideNext, MOST_AT_ONCE } from './decide-many.ts'
import { decideProposals } from './decide-proposals.ts'
import { maskedNik, nameOfValue, PROPOSAL_MARKS, PROPOSAL_STATES, saysAlready } from './domain.ts'
import { countOutcomes } from './outcomes.store.ts'
import { countProposals, listProposals, type ProposalFilter, type ProposalLine } from './proposal.store.ts'
import { openProposal } from './proposal-view.ts'
import type { Decider } from './record-proposals.ts'
import { listProposingAgencies, summariseOpen } from './summary.store.ts'
import { withdrawDecision } from './withdraw-decision.ts'

type OfId = { Params: { id: string } }
type OfCode = { Params: { code: string } }

const DECIDE = { config: { access: { permission: 'feedback.proposals.decide' } } } as const
/** What changes many residents, or takes back what was decided about one. */
const GRAVE = {
  config: { access: { permission: 'feedback.proposals.decide', reauthenticated: true } },
} as const

const PAGE = { usual: 50, most: 200 }
const LARGEST_ID = Number.MAX_SAFE_INTEGER

/** Proposals to the registry, for the registry officer; and for the agency what became of its own, as counts. */
export function registerProposalRoutes(app: FastifyInstance, { pool }: { pool: Pool }): void {
  app.get('/api/portal/registry-proposals', DECIDE, async ({ signedIn, query }) => {
    const fields = readFields(query)
    const filter = filterOf(fields, signedIn.officeId)
    const limit = Math.min(Math.max(fields.integer('limit') ?? PAGE.usual, 1), PAGE.most)
    const lines = await listProposals(pool, filter, { after: fields.integer('after') ?? 0, limit: limit + 1 })
    const items = lines.slice(0, limit).map(lineView)
    return { items, next: lines.length > limit ? (items.at(-1)?.id ?? null) : null }
  })

  app.get('/api/portal/registry-proposals/count', DECIDE, ({ signedIn, query }) =>
    countProposals(pool, filterOf(readFields(query), signedIn.officeId)),
  )

  app.get('/api/portal/registry-proposals/summary', DECIDE, ({ signedIn: { officeId } }) =>
    inTx(pool, async (tx) => ({
      ...(await summariseOpen(tx, officeId)),
      agencies: await listProposingAgencies(tx, officeId),
    })),
  )

  app.get<OfId>('/api/portal/registry-proposals/:id', DECIDE, async (request, reply) => {
    const id = proposalIdIn(readFields(request.params))
    const view = id === undefined ? undefined : await openProposal(pool, deciderOf(request), id)
    return view ?? sendNotFound(reply)
  })

  for (const [path, act] of [
    ['acceptance', 'accept'],
    ['rejection', 'reject'],
  ] as const) {
    app.post<OfId>(`/api/portal/registry-proposals/:id/${path}`, DECIDE, async (request, reply) => {
      const id = proposalIdIn(readFields(request.params))
      const fields = readFields(request.body)
      const seen = fields.has('seen') && !fields.isBlank('seen') ? fields.text('seen') : null
      const proofRowId = fields.integer('proof') ?? null
      const result = await decideProposals(pool, id === undefined ? [] : [id], {
        ...deciderOf(request),
        act,
        reason: fields.text('reason'),
        looked: { seen, proofRowId },
      })
      if (result.kind === 'refused') return sendInvalid(reply, [result])
      const { done, settled, refused } = result.decided
      const [why] = refused
      if (why !== undefined) return reply.code(409).send(conflict(why.why, request))
      return done + settled === 0 ? sendNotFound(reply) : result.decided
    })

    app.post(
      `/api/portal/registry-proposals/${path}`,
      act === 'accept' ? GRAVE : DECIDE,
      async (request, reply) => {
        const fields = readFields(request.body)
        const decision = { ...deciderOf(request), act, reason: fields.text('reason') }
        if (fields.has('ids')) {
          const ids = idsIn(request.body)
          if (ids.length === 0 || ids.length > MOST_AT_ONCE) {
            return sendInvalid(reply, [{ field: 'ids', message: `Pilih 1 sampai ${MOST_AT_ONCE} usulan.` }])
          }
          const result = await decideProposals(pool, ids, decision)
          if (result.kind === 'refused') return sendInvalid(reply, [result])
          return { ...result.decided, next: null }
        }
        const expected = fields.integer('expected')
        const upTo = fields.integer('upTo')
        if (expected === undefined || upTo === undefined) {
          return sendInvalid(reply, [{ field: 'expected', message: 'Sebutkan jumlah yang Anda setujui.' }])
        }
        const result = await decideNext(pool, {
          ...decision,
          filter: { ...filterOf(fields, decision.officeId), state: 'open' },
          expected,
          upTo,
          after: fields.integer('after') ?? 0,
        })
        if (result.kind === 'refused') return sendInvalid(reply, [result])
        return { ...result.decided, next: result.next }
      },
    )
  }

  app.post<OfId>('/api/portal/registry-proposals/:id/withdrawal', GRAVE, async (request, reply) => {
    const id = proposalIdIn(readFields(request.params))
    if (id === undefined) return sendNotFound(reply)
    const fields = readFields(request.body)
    const take = fields.text('take') === 'import' ? 'import' : 'before'
    const result = await withdrawDecision(pool, {
      ...deciderOf(request),
      id,
      reason: fields.text('reason'),
      take,
    })
    if (result.kind === 'refused') return sendInvalid(reply, [result])
    return result.kind === 'withdrawn' ? { id } : sendNotFound(reply)
  })

  app.get<OfCode>(
    '/api/portal/agreements/:code/registry-proposals',
    { config: { access: { permission: 'feedback.read' } } },
    async ({ signedIn, params }, reply) => {
      const agreement = await findVisibleAgreement(pool, signedIn, params.code)
      return agreement === undefined ? sendNotFound(reply) : countOutcomes(pool, agreement.id)
    },
  )
}

const MESSAGES = {
  'not-open': 'Usulan ini sudah diputuskan.',
  unknown: 'NIK ini tidak terdapat dalam database; usulannya hanya dapat ditolak.',
  contested: 'Ada usulan lain untuk data yang sama; putuskan dari halamannya.',
  doubtful: 'Instansi tidak pernah mengakses orang ini; putuskan dari halamannya.',
  stale: 'Data penduduk telah berubah sejak Anda membukanya. Periksa nilai yang sekarang.',
} as const

const conflict = (why: keyof typeof MESSAGES, { requestId }: FastifyRequest) => ({
  code: why,
  message: MESSAGES[why],
  requestId,
})

function deciderOf(request: FastifyRequest): Decider {
  const { by, requestId } = actorOf(request)
  const { officeId, address } = request.signedIn
  return { officeId, by, address, requestId }
}

function proposalIdIn(fields: Fields): number | undefined {
  const id = fields.integer('id')
  return id !== undefined && id >= 1 && id <= LARGEST_ID ? id : undefined
}

function idsIn(body: unknown): number[] {
  const ids = typeof body === 'object' && body !== null && 'ids' in body ? body.ids : []
  return Array.isArray(ids) ? [...new Set(ids.filter(isId))] : []
}

const isId = (id: unknown): id is number => typeof id === 'number' && Number.isSafeInteger(id) && id > 0

/** What is no filter is none: the list shows more, and a decision on it is confirmed with its count. */
function filterOf(fields: Fields, officeId: number): ProposalFilter {
  const field = fields.text('field')
  const mark = PROPOSAL_MARKS.find((one) => one === fields.text('mark'))
  const agencyId = idIn(fields, 'agency')
  const minAgeDays = fields.integer('minAgeDays')
  return {
    officeId,
    state: PROPOSAL_STATES.find((one) => one === fields.text('state')) ?? 'open',
    ...(isDecidedField(field) ? { field } : {}),
    ...(agencyId === undefined ? {} : { agencyId }),
    ...(minAgeDays === undefined || minAgeDays < 1 || minAgeDays > 10_000 ? {} : { minAgeDays }),
    ...(mark === undefined ? {} : { mark }),
    ...(fields.text('import') === 'yes' ? { isImportContested: true } : {}),
  }
}

/** A line as it leaves: names for values, and a NIK that tells rows apart and no more. */
function lineView(line: ProposalLine) {
  const { id, field, nik, oldValue, newValue, liveValue, isKnown, ...rest } = line
  return {
    ...rest,
    id,
    field,
    nik: maskedNik(nik),
    // As of now: whoever was not known when it was made may have been imported since.
    isUnknown: !isKnown,
    oldValue: nameOfValue(field, oldValue),
    newValue: nameOfValue(field, newValue) ?? newValue,
    liveValue: nameOfValue(field, liveValue),
    isStale: rest.state === 'open' && isKnown && liveValue !== oldValue,
    isSettled:
      rest.state === 'open' && isKnown && field !== 'death' && saysAlready({ field, newValue }, [liveValue]),
  }
}
