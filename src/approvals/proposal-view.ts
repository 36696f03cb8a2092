import { mayDo, type SignedIn } from '../offices/index.ts'
import { type Answer, type DecisionFault, decisionFault, KINDS, type Kind, type Proposal } from './domain.ts'
import type { SecretPart, SecretRow } from './secret.store.ts'

/** A proposal as the portal shows it to one person, with what they may answer. */
export type ProposalView = {
  id: number
  kind: Kind
  whom: string
  /** What is to be done, by name; never a secret. */
  act: Readonly<Record<string, unknown>>
  reason: string
  state: Proposal['state']
  proposedBy: { username: string; fullName: string }
  proposedAt: string
  expiresAt: string
  decidedBy: { username: string; fullName: string } | null
  decidedAt: string | null
  decisionReason: string | null
  isOwn: boolean
  /** Why this person cannot approve or reject it; null where they can. */
  whyNotDecide: DecisionFault | 'about-you' | null
  mayWithdraw: boolean
  /** What the act made and this person may fetch; null: nothing for them. */
  secret: { part: SecretPart; state: SecretRow['state']; until: string } | null
}

type Viewer = Pick<SignedIn, 'staffId' | 'role'>

export function toProposalView(
  proposal: Proposal,
  viewer: Viewer,
  secret: SecretRow | undefined,
): ProposalView {
  const { proposedBy, decidedBy } = proposal
  return {
    id: proposal.id,
    kind: proposal.kind,
    whom: proposal.whom,
    act: isObject(proposal.act) ? proposal.act : {},
    reason: proposal.reason,
    state: proposal.state,
    proposedBy: { username: proposedBy.username, fullName: proposedBy.fullName },
    proposedAt: proposal.proposedAt,
    expiresAt: proposal.expiresAt,
    decidedBy: decidedBy && { username: decidedBy.username, fullName: decidedBy.fullName },
    decidedAt: proposal.decidedAt,
    decisionReason: proposal.decisionReason,
    isOwn: proposedBy.staffId === viewer.staffId,
    whyNotDecide: whyNotDecide(proposal, viewer),
    mayWithdraw: faultOf('withdraw', proposal, viewer) === undefined,
    secret: secret === undefined ? null : { part: secret.part, state: secret.state, until: secret.until },
  }
}

/** How many proposals wait for this person's answer. */
export function countWaitingFor(proposals: readonly Proposal[], viewer: Viewer): number {
  return proposals.filter((proposal) => whyNotDecide(proposal, viewer) === null).length
}

function whyNotDecide(proposal: Proposal, viewer: Viewer): ProposalView['whyNotDecide'] {
  const fault = faultOf('reject', proposal, viewer)
  if (fault !== undefined) return fault
  const { act } = proposal
  const isAboutViewer =
    KINDS[proposal.kind].propose === 'staff.manage' && isObject(act) && act.staffId === viewer.staffId
  return isAboutViewer ? 'about-you' : null
}

function faultOf(answer: Answer, proposal: Proposal, { staffId, role }: Viewer) {
  return decisionFault(answer, proposal, { staffId, may: (permission) => mayDo(role, permission) })
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
