import { append, auditEntry } from '../audit/index.ts'
import type { Tx } from '../kernel/database.ts'
import type { Actor } from '../offices/index.ts'

/** Appends what became of a proposal, in the transaction in which it did. Never a secret. */
export function recordProposal(
  tx: Tx,
  event: string,
  actor: Actor,
  proposal: { id: number; officeId: number; kind: string; whom: string },
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const { id, officeId, kind, whom } = proposal
  return append(tx, [
    auditEntry({
      event,
      requestId: actor.requestId,
      officeId,
      localOperator: actor.by,
      address: actor.address,
      detail: JSON.stringify({ by: actor.by, proposal: id, kind, whom, ...detail }),
    }),
  ])
}
