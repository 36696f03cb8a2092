import { post } from './client.ts'
import {
  anything,
  dictionary,
  exactly,
  list,
  nothing,
  nullable,
  number,
  type Of,
  optional,
  record,
  text,
  truth,
} from './shape.ts'

const person = record({ username: text, fullName: text })

export const PROPOSAL_STATES = ['waiting', 'approved', 'rejected', 'withdrawn', 'expired'] as const

export const proposalShape = record({
  id: number,
  kind: text,
  whom: text,
  act: dictionary(anything),
  reason: text,
  state: exactly(...PROPOSAL_STATES),
  proposedBy: person,
  proposedAt: text,
  expiresAt: text,
  decidedBy: nullable(person),
  decidedAt: nullable(text),
  decisionReason: nullable(text),
  isOwn: truth,
  /** Why the viewer cannot approve or reject it; null where they can. */
  whyNotDecide: nullable(text),
  mayWithdraw: truth,
  secret: nullable(
    record({
      part: exactly('whole', 'first', 'second'),
      state: exactly('waiting', 'fetched', 'lapsed'),
      until: text,
    }),
  ),
})

export type Proposal = Of<typeof proposalShape>

export const proposalsShape = list(proposalShape)

export const waitingShape = record({
  waiting: number,
  forYou: number,
  fourEyes: exactly('required', 'single'),
})

/** What an act answers that was only asked for, or done without anything to tell. */
export const proposedShape = optional(record({ proposal: optional(number) }))

/** The number of the proposal that an act became; undefined when it was done. */
export function proposalIn(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null || !('proposal' in value)) return undefined
  return typeof value.proposal === 'number' ? value.proposal : undefined
}

const at = (id: number) => `/office/approvals/${id}`

export const decideProposal = (id: number, how: 'approval' | 'rejection', reason: string) =>
  post(`${at(id)}/${how}`, nothing, { reason })

export const withdrawProposal = (id: number) => post(`${at(id)}/withdrawal`, nothing)

export const fetchSecret = (id: number) => post(`${at(id)}/secret`, record({ secret: text }))
