import type { Permission, Role } from '../offices/index.ts'

/** What a person answers to a proposal, and what time does to it. */
export type ProposalState = 'waiting' | 'approved' | 'rejected' | 'withdrawn' | 'expired'

type KindRow = {
  /** Who may ask for it: whoever could do it where one person is enough. */
  propose: Permission
  decide: Permission
  /** Who fetches the secret that the act makes: the proposer all of it, or both people a half each (AP-11). */
  secret: 'none' | 'proposer' | 'halves'
}

/** The acts that grant authority (docs/rules/approvals.md, AP-01, AP-02). What is not here takes one person. */
export const KINDS = {
  'credential.issue': {
    propose: 'office.credentials.manage',
    decide: 'approvals.access.decide',
    secret: 'proposer',
  },
  'credential.reactivate': {
    propose: 'office.credentials.manage',
    decide: 'approvals.access.decide',
    secret: 'none',
  },
  'agreement.enter': {
    propose: 'office.agreements.change',
    decide: 'approvals.access.decide',
    secret: 'none',
  },
  'agreement.extend': {
    propose: 'office.agreements.change',
    decide: 'approvals.access.decide',
    secret: 'none',
  },
  'agreement.reactivate': {
    propose: 'office.agreements.change',
    decide: 'approvals.access.decide',
    secret: 'none',
  },
  'agreement.purposes': {
    propose: 'office.agreements.change',
    decide: 'approvals.access.decide',
    secret: 'none',
  },
  // The changes of an agreement (docs/rules/changes.md).
  'agreement.amend': {
    propose: 'changes.check',
    decide: 'approvals.access.decide',
    secret: 'none',
  },
  'credential.addresses': {
    propose: 'changes.check',
    decide: 'approvals.access.decide',
    secret: 'none',
  },
  'credential.quota': {
    propose: 'changes.check',
    decide: 'approvals.access.decide',
    secret: 'none',
  },
  'credential.holder': {
    propose: 'changes.check',
    decide: 'approvals.access.decide',
    secret: 'proposer',
  },
  'agency.reactivate': {
    propose: 'office.agencies.suspend',
    decide: 'approvals.access.decide',
    secret: 'none',
  },
  'staff.create': { propose: 'staff.manage', decide: 'approvals.staff.decide', secret: 'halves' },
  'staff.reactivate': { propose: 'staff.manage', decide: 'approvals.staff.decide', secret: 'none' },
  'staff.reset-password': { propose: 'staff.manage', decide: 'approvals.staff.decide', secret: 'halves' },
  'staff.reset-second-factor': { propose: 'staff.manage', decide: 'approvals.staff.decide', secret: 'none' },
} as const satisfies Record<string, KindRow>

export type Kind = keyof typeof KINDS

export function isKind(text: string): text is Kind {
  return Object.hasOwn(KINDS, text)
}

/** After so long nobody can approve a proposal any more: its reason may no longer hold (AP-08). */
export const PROPOSAL_DAYS = 14

/** So long a secret waits to be fetched (AP-11). */
export const SECRET_HOURS = 24

/** A proposal with its people, as the database tells it now. */
export type Proposal = {
  id: number
  officeId: number
  kind: Kind
  whom: string
  /** As it was asked for; `readGrantingAct` reads it. */
  act: unknown
  reason: string
  state: ProposalState
  proposedBy: { staffId: number; username: string; fullName: string; role: Role; isActive: boolean }
  proposedAt: string
  expiresAt: string
  decidedBy: { staffId: number; username: string; fullName: string } | null
  decidedAt: string | null
  decisionReason: string | null
}

/** What keeps a person from an answer; `closed` says that somebody, or time, was first. */
export type DecisionFault = 'closed' | 'own' | 'not-own' | 'role' | 'proposer-inactive'

export type Answer = 'approve' | 'reject' | 'withdraw'

/**
 * Whether a person may give this answer (AP-02, AP-03, AP-07 to AP-10); the first rule that forbids it.
 *
 * @param may whether the person's role has a permission
 */
export function decisionFault(
  answer: Answer,
  proposal: Pick<Proposal, 'kind' | 'state' | 'proposedBy'>,
  person: { staffId: number; may: (permission: Permission) => boolean },
): DecisionFault | undefined {
  const isOwn = proposal.proposedBy.staffId === person.staffId
  if (proposal.state !== 'waiting') return 'closed'
  if (answer === 'withdraw') return isOwn ? undefined : 'not-own'
  if (isOwn) return 'own'
  if (!person.may(KINDS[proposal.kind].decide)) return 'role'
  // Whoever was suspended may have asked with somebody else at their keyboard.
  if (answer === 'approve' && !proposal.proposedBy.isActive) return 'proposer-inactive'
  return undefined
}

/** The halves of a first password: neither lets anybody in. */
export function halvesOf(secret: string): [string, string] {
  const middle = Math.ceil(secret.length / 2)
  return [secret.slice(0, middle), secret.slice(middle)]
}
