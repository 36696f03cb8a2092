import { proposedShape } from './approvals.ts'
import { post } from './client.ts'
import { exactly, list, nothing, nullable, number, type Of, record, text, truth } from './shape.ts'

const kind = exactly('sptjm', 'nda', 'closed-network')

const statementShape = record({
  id: number,
  kind,
  agreement: nullable(text),
  agreementNumber: nullable(text),
  agency: nullable(text),
  staffId: nullable(number),
  signerName: text,
  extendsUntil: nullable(text),
  step: exactly('to-sign', 'to-check', 'in-force', 'expired', 'rejected', 'withdrawn'),
  signedOn: nullable(text),
  validUntil: nullable(text),
  paperId: nullable(number),
  scans: number,
  askedAt: text,
  handedInAt: nullable(text),
  decidedAt: nullable(text),
  decisionReason: nullable(text),
})

export type Statement = Of<typeof statementShape>

const why = exactly('not-asked', 'to-sign', 'to-check', 'rejected', 'expired')

const missingShape = record({ kind, staffId: nullable(number), signerName: text, why })

export type Missing = Of<typeof missingShape>

/** The statements of one agreement, and what it still needs. */
export const statementsShape = record({
  isSptjmRequired: truth,
  statements: list(statementShape),
  missing: list(missingShape),
})

export const waitingStatementsShape = list(
  record({
    kind,
    staffId: nullable(number),
    signerName: text,
    why,
    agreement: text,
    agreementNumber: text,
    agency: text,
    since: text,
  }),
)

export type WaitingStatement = Of<typeof waitingStatementsShape>[number]

const of = (code: string) => `/agreements/${encodeURIComponent(code)}`

export type StatementWish = {
  kind: Statement['kind']
  staffId?: number
  signerName?: string
  extendsUntil?: string
}

export const askStatement = (code: string, wanted: StatementWish) =>
  post(`${of(code)}/statements`, record({ id: number, paperId: nullable(number) }), wanted)

export const handInStatement = (id: number, signedOn: string, validUntil: string) =>
  post(`/statements/${id}/hand-in`, nothing, { signedOn, validUntil })

export type StatementDecision = 'acceptance' | 'rejection' | 'withdrawal'

export const decideStatement = (id: number, how: StatementDecision, reason: string) =>
  post(`/office/statements/${id}/${how}`, nothing, { reason })

export const renewalShape = record({
  today: text,
  lastDay: text,
  isOver: truth,
  monthsBeforeEnd: number,
  renewalDue: text,
  isInTime: truth,
  longestExtension: text,
  renewals: list(
    record({
      id: number,
      askedOn: text,
      isInTime: truth,
      paperId: nullable(number),
      state: exactly('open', 'granted', 'refused', 'withdrawn'),
      closedAt: nullable(text),
      closeReason: nullable(text),
    }),
  ),
  extensions: list(
    record({
      id: number,
      until: text,
      approvedAt: text,
      closedAt: nullable(text),
      closeReason: nullable(text),
      isInForce: truth,
    }),
  ),
  acceptedUntil: list(text),
  askedUntil: list(text),
})

export type Renewal = Of<typeof renewalShape>

export const askRenewal = (code: string, reason: string) =>
  post(`${of(code)}/renewal`, record({ paperId: number, isInTime: truth }), { reason })

export const closeRenewal = (code: string, how: 'rejection' | 'withdrawal', reason: string) =>
  post(`${of(code)}/renewal/${how}`, nothing, { reason })

/** @returns the number of the proposal that this became, where two people are needed */
export const extendAgreement = (code: string, until: string, reason: string) =>
  post(`/office${of(code)}/extension`, proposedShape, { until, reason })
