import type { Statement, StatementKind } from './domain.ts'

/** What a statement waits for, or what became of it, as one word. */
export type StatementStep = 'to-sign' | 'to-check' | 'in-force' | 'expired' | 'rejected' | 'withdrawn'

/** A statement as the portal shows it. */
export type StatementView = {
  id: number
  kind: StatementKind
  agreement: string | null
  agreementNumber: string | null
  agency: string | null
  staffId: number | null
  signerName: string
  extendsUntil: string | null
  step: StatementStep
  signedOn: string | null
  validUntil: string | null
  paperId: number | null
  scans: number
  askedAt: string
  handedInAt: string | null
  decidedAt: string | null
  decisionReason: string | null
}

export function toStatementView(statement: Statement): StatementView {
  return {
    id: statement.id,
    kind: statement.kind,
    agreement: statement.agreementCode,
    agreementNumber: statement.agreementNumber,
    agency: statement.agencyName,
    staffId: statement.staffId,
    signerName: statement.signerName,
    extendsUntil: statement.extendsUntil,
    step: stepOf(statement),
    signedOn: statement.signedOn,
    validUntil: statement.validUntil,
    paperId: statement.paperId,
    scans: statement.scans,
    askedAt: statement.askedAt,
    handedInAt: statement.handedInAt,
    decidedAt: statement.decidedAt,
    decisionReason: statement.decisionReason,
  }
}

export function stepOf({ state, isHandedIn, isExpired }: Statement): StatementStep {
  if (state === 'waiting') return isHandedIn ? 'to-check' : 'to-sign'
  if (state === 'accepted') return isExpired ? 'expired' : 'in-force'
  return state
}
