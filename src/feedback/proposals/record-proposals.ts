import { append, auditEntry } from '../../audit/index.ts'
import type { Tx } from '../../kernel/database.ts'
import type { Proposal } from './domain.ts'

/** Who decides, from where, in which request. */
export type Decider = { officeId: number; by: string; address: string; requestId: string }

export type ProposalEvent = 'opened' | 'accepted' | 'rejected' | 'withdrawn' | 'settled'

/** What was done with proposals: which, about whom (by keyed hash), why. Never a value (I7). */
export function recordProposals(
  tx: Tx,
  who: Decider,
  acts: readonly { event: ProposalEvent; proposal: Pick<Proposal, 'id' | 'field' | 'nikHash'> }[],
  reason: string | null,
): Promise<void> {
  return append(
    tx,
    acts.map(({ event, proposal }) =>
      auditEntry({
        event: `registry-proposal.${event}`,
        requestId: who.requestId,
        officeId: who.officeId,
        localOperator: who.by,
        address: who.address,
        nikHash: proposal.nikHash,
        purpose: reason,
        detail: JSON.stringify({ by: who.by, proposal: proposal.id, field: proposal.field }),
      }),
    ),
  )
}
