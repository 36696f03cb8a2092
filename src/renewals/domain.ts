/** What became of the wish to go on after the end. */
export type RenewalState = 'open' | 'granted' | 'refused' | 'withdrawn'

export type Renewal = {
  id: number
  askedOn: string
  /** Asked early enough that access may go on after the end while it is open (RN-02). */
  isInTime: boolean
  paperId: number | null
  state: RenewalState
  closedAt: string | null
  closeReason: string | null
}

/** Access after the end of the paper's term. */
export type Extension = {
  id: number
  statementId: number
  /** The last day that is in. */
  until: string
  approvedAt: string
  closedAt: string | null
  closeReason: string | null
  /** Whether it holds now: not closed, not over, and its SPTJM in force. */
  isInForce: boolean
}

/** Where an agreement names none. */
export const USUAL_MONTHS_BEFORE_END = 2

/** An extension bridges the renewal and does not stand in for it (RN-05). */
export const MAX_EXTENSION_MONTHS = 6

/** The end of an agreement or of a statement, for whoever reminds people of it. */
export type End = {
  kind: 'agreement' | 'extension' | 'sptjm' | 'nda' | 'closed-network'
  officeId: number
  agencyId: number | null
  agreementId: number
  agreementCode: string
  agreementNumber: string
  agencyName: string
  /** The statement; null: the agreement itself. */
  statementId: number | null
  /** The last day that is in. */
  lastDay: string
  /** The last day on which a renewal is asked in time; null: nothing is renewed. */
  renewalDue: string | null
  /** Whether a renewal is open, or the agreement that renews it is there. */
  isRenewed: boolean
}
