import { inTx, type Pool } from '../kernel/database.ts'
import type { Sealer } from '../kernel/seal.ts'
import { type Person, sealedFor } from './decide.ts'
import { findProposalForUpdate } from './proposal.store.ts'
import { recordProposal } from './record-proposal.ts'
import { type SecretPart, takeSecret } from './secret.store.ts'

/**
 * Tells a person the secret, or the half of one, that waits for them, and forgets it (AP-11).
 *
 * @returns undefined when there is none for them: never was, fetched already, or too late
 */
export function fetchSecret(
  pool: Pool,
  sealer: Sealer,
  { id, person }: { id: number; person: Person },
): Promise<{ secret: string; part: SecretPart } | undefined> {
  const { officeId, staffId, actor } = person
  return inTx(pool, async (tx) => {
    const proposal = await findProposalForUpdate(tx, { officeId, id, staffId })
    const taken = await takeSecret(tx, { proposalId: id, staffId })
    if (proposal === undefined || taken === undefined) return undefined
    const secret = sealer.open(taken.sealed, sealedFor(id, staffId)).toString('utf8')
    await recordProposal(tx, 'proposal.secret_fetched', actor, proposal, { part: taken.part })
    return { secret, part: taken.part }
  })
}
