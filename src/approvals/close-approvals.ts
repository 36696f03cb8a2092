import { randomUUID } from 'node:crypto'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import { type Expired, expireProposals } from './proposal.store.ts'
import { recordProposal } from './record-proposal.ts'
import { removeLapsedSecrets } from './secret.store.ts'

/** Ends what time has ended: proposals nobody answered (AP-08), secrets nobody fetched (AP-11). */
export async function closeApprovals(pool: Pool): Promise<void> {
  await inTx(pool, async (tx) => {
    const expired = await expireProposals(tx, null)
    await removeLapsedSecrets(tx)
    await recordExpired(tx, expired)
  })
}

export async function recordExpired(tx: Tx, expired: readonly Expired[]): Promise<void> {
  const actor = { by: 'gapura', requestId: randomUUID(), address: null }
  for (const { proposedBy, ...proposal } of expired) {
    await recordProposal(tx, 'proposal.expired', actor, proposal, { proposedBy: `staff:${proposedBy}` })
  }
}
