import type { PaperKind } from '../papers/domain.ts'

/** What somebody answers for with their signature (docs/rules/statements.md). */
export const STATEMENT_KINDS = {
  sptjm: { name: 'SPTJM', paper: 'sptjm', signer: 'kepala instansi' },
  nda: { name: 'Surat menjaga kerahasiaan (NDA)', paper: 'nda', signer: 'operator dan kepala instansi' },
  'closed-network': {
    name: 'Pernyataan jaringan tertutup',
    paper: 'closed-network-statement',
    signer: 'penyedia jaringan',
  },
} as const satisfies Record<string, { name: string; paper: PaperKind; signer: string }>

export type StatementKind = keyof typeof STATEMENT_KINDS

export function isStatementKind(text: string): text is StatementKind {
  return Object.hasOwn(STATEMENT_KINDS, text)
}

/**
 * What people decided. Expiry is not among them: it follows from `validUntil`. A statement waits for its
 * signature until it is handed in, and then for the office.
 */
export type StatementState = 'waiting' | 'accepted' | 'rejected' | 'withdrawn'

/** The acts on a statement: from which state, to which, and whether the signed paper must have come. */
export const STATEMENT_ACTS = {
  'hand-in': { from: 'waiting', to: 'waiting', event: 'statement.handed_in' },
  accept: { from: 'waiting', to: 'accepted', event: 'statement.accepted' },
  reject: { from: 'waiting', to: 'rejected', event: 'statement.rejected' },
  withdraw: { from: 'accepted', to: 'withdrawn', event: 'statement.withdrawn' },
} as const satisfies Record<string, { from: StatementState; to: StatementState; event: string }>

export type StatementAct = keyof typeof STATEMENT_ACTS

export type Statement = {
  id: number
  officeId: number
  agencyId: number | null
  agencyName: string | null
  agreementId: number | null
  agreementCode: string | null
  agreementNumber: string | null
  kind: StatementKind
  /** Whose confidentiality it is; null: somebody without an account. */
  staffId: number | null
  signerName: string
  /** An SPTJM for the time after the agreement's end, up to this last day. */
  extendsUntil: string | null
  signedOn: string | null
  /** The last day that is in; null: as long as its agreement. */
  validUntil: string | null
  paperId: number | null
  state: StatementState
  /** Accepted, begun and not over, at the instant that was asked for. */
  isInForce: boolean
  /** Accepted, and its time is over. */
  isExpired: boolean
  /** The signed paper has come, and the office has not yet looked at it. */
  isHandedIn: boolean
  scans: number
  askedAt: string
  handedInAt: string | null
  decidedAt: string | null
  decisionReason: string | null
}

/** A signature that access waits for, or will soon. */
export type MissingStatement = {
  kind: StatementKind
  staffId: number | null
  signerName: string
  /** What it is about: never asked for, being signed, looked at by the office, sent back, or over. */
  why: 'not-asked' | 'to-sign' | 'to-check' | 'rejected' | 'expired'
  statementId: number | null
}

/** A fault of what somebody sent; `code` is the rule. */
export type StatementFault = { field: string; code: string; message: string }
