import type { TimeZone } from '../../kernel/clock.ts'
import type { Element } from '../../registry/elements.ts'
import type { AccessMethod, Operation } from '../domain.ts'
import type { Outcome } from '../outcomes.ts'

/** The operator who asks, as their session knows them. */
export type Operator = { staffId: number; username: string; fullName: string; timeZone: TimeZone }

export type Labelled = { element: Element; label: string }

/** How much of today's quota is left, and when it starts anew. `limit` null: unlimited, or not known. */
export type QuotaView = {
  left: number | 'unlimited' | null
  limit: number | null
  resetsAt: string
  zone: string
}

/** Why access is closed though agreement, agency and User ID are active; by the rule that refused. */
export const REFUSAL_CAUSES = {
  'V-05': 'user-id-expired',
  'V-09': 'method-not-granted',
  'V-10': 'proof-of-concept-missing',
  'V-25': 'sptjm-missing',
  'V-26': 'nda-missing',
} as const satisfies Record<string, string>

export type RefusalCause =
  | (typeof REFUSAL_CAUSES)[keyof typeof REFUSAL_CAUSES]
  /** There was one, and its time is over: `changedOn` is its last day. */
  | 'sptjm-expired'
  | 'nda-expired'

/** What the words of a refusal name. Every field only where the outcome's words need it. */
export type AnswerDetail = {
  address?: string
  /** The number of Pihak Kesatu. */
  agreement?: string
  /** The last day of its term. */
  validUntil?: string
  /** What people decided about agreement, agency or User ID, where that is the reason; with its day. */
  state?: string
  reason?: string
  changedOn?: string
  /** What is missing, where nobody decided anything: a statement, the proof of concept, the method, time. */
  cause?: RefusalCause
  contact?: string
  /** `07.00–16.00 WIB` */
  hours?: string
  /** The first thing that is wrong with the digits; never repeats them. */
  nikFault?: string
}

/** The answer to one question, for one screen. It holds what was granted and nothing else (I2). */
export type PortalAnswer = {
  outcome: Outcome
  requestId: string
  /** The instant of decision. */
  at: string
  values: (Labelled & { value: string | null })[]
  rows: (Labelled & { matches: boolean; score: number | null })[]
  quota: QuotaView
  /** What lies over the values on the screen. */
  mark: { operator: string; at: string; caseNumber: string }
  clearAfterSeconds: number
  /** Whether the terms it was decided by let it be printed (P-30). */
  printAllowed: boolean
  detail?: AnswerDetail
}

/** What the form of an operator offers before anything is asked. */
export type VerificationForm = {
  purposes: string[]
  caseNumberRequired: true
  elements: (Labelled & { isMatchable: boolean })[]
  methods: readonly AccessMethod[]
  quota: QuotaView
  agreement: {
    code: string
    /** The number of Pihak Kesatu. */
    number: string
    validUntil: string
    daysLeft: number
  }
  printAllowed: boolean
  clearAfterSeconds: number
}

/** One of the operator's own calls. No values, no NIK. */
export type HistoryItem = {
  seq: number
  at: string
  outcome: string
  purpose: string | null
  caseNumber: string | null
  operation: Operation
}
