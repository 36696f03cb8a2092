import { type Answer, call, post, withQuery } from './client.ts'
import { exactly, list, nothing, nullable, number, type Of, optional, record, text, truth } from './shape.ts'

export const PROPOSAL_FIELDS = [
  'blood-type',
  'death',
  'occupation',
  'education',
  'birth-certificate',
] as const
export const PROPOSAL_STATES = ['open', 'accepted', 'rejected', 'settled'] as const
export const PROPOSAL_MARKS = ['contested', 'doubtful', 'unknown'] as const
export const REFUSALS = ['not-open', 'unknown', 'contested', 'doubtful', 'stale'] as const

export type ProposalState = (typeof PROPOSAL_STATES)[number]
export type Refusal = (typeof REFUSALS)[number]

const field = exactly(...PROPOSAL_FIELDS)
const state = exactly(...PROPOSAL_STATES)

const lineShape = record({
  id: number,
  field,
  nik: text,
  oldValue: nullable(text),
  newValue: text,
  liveValue: nullable(text),
  state,
  isDoubtful: truth,
  isContested: truth,
  isUnknown: truth,
  isStale: truth,
  isSettled: truth,
  madeAt: text,
  agencies: list(text),
})

export type ProposalLine = Of<typeof lineShape>

export const proposalListShape = record({ items: list(lineShape), next: nullable(number) })

export const proposalSummaryShape = record({
  kinds: list(record({ field, count: number, oldestAt: text, oldestDays: number })),
  importContested: nullable(record({ count: number, oldestAt: text })),
  agencies: list(record({ id: number, name: text })),
})

export const proposalCountShape = record({ count: number, upTo: number })

const evidenceShape = record({
  rowId: number,
  agency: text,
  agreement: text,
  deliveryId: number,
  documentNo: nullable(text),
  documentOn: nullable(text),
  isStranger: truth,
  receivedAt: text,
})

const changeShape = record({
  id: number,
  before: nullable(text),
  after: nullable(text),
  proof: nullable(text),
  proofOn: nullable(text),
  changedAt: text,
  changedBy: text,
  proposalId: number,
  isReversal: truth,
})

export const proposalShape = record({
  id: number,
  field,
  state,
  nik: text,
  madeAt: text,
  isDoubtful: truth,
  isContested: truth,
  person: nullable(record({ name: text, birthDate: text, birthPlace: text })),
  oldValue: nullable(text),
  newValue: text,
  now: nullable(record({ seen: nullable(text), name: nullable(text), proof: nullable(text) })),
  isStale: truth,
  isSettled: truth,
  evidence: list(evidenceShape),
  others: list(record({ id: number, value: text, state, madeAt: text })),
  changes: list(changeShape),
  acts: list(
    record({
      act: exactly('accepted', 'rejected', 'withdrawn', 'settled'),
      reason: text,
      by: text,
      at: text,
    }),
  ),
  imported: nullable(record({ name: nullable(text), at: text })),
})

export type Proposal = Of<typeof proposalShape>

const decidedShape = record({
  done: number,
  settled: number,
  refused: list(record({ id: number, why: exactly(...REFUSALS) })),
  next: optional(nullable(number)),
})

export type Decided = Of<typeof decidedShape>

export type ProposalAct = 'acceptance' | 'rejection'

const at = (id: number | string) => `/registry-proposals/${id}`

export const acceptProposal = (
  id: number,
  given: { seen: string | null; proof: number | null; reason: string },
) => post(`${at(id)}/acceptance`, nothing, given)

export const rejectProposal = (id: number, reason: string) => post(`${at(id)}/rejection`, nothing, { reason })

export const withdrawDecision = (id: number, given: { reason: string; take: 'before' | 'import' }) =>
  post(`${at(id)}/withdrawal`, nothing, given)

/** What the list is narrowed to, as the server names it. */
export type ProposalFilter = {
  state?: string
  field?: string
  agency?: string
  minAgeDays?: string
  mark?: string
  import?: string
}

export const countProposals = (filter: ProposalFilter): Promise<Answer<Of<typeof proposalCountShape>>> =>
  call('GET', withQuery('/registry-proposals/count', filter), proposalCountShape)

/** Decides one portion: the chosen ones, or the next of what a filter finds. */
export const decideMany = (
  act: ProposalAct,
  given:
    | { reason: string; ids: readonly number[] }
    | ({ reason: string; expected: number; upTo: number; after: number } & ProposalFilter),
) => post(`/registry-proposals/${act}`, decidedShape, given)

/** What became of an agency's deliveries; the small ones together. */
export const outcomesShape = list(
  record({
    deliveryId: nullable(number),
    begunAt: text,
    open: number,
    accepted: number,
    rejected: number,
    settled: number,
  }),
)
