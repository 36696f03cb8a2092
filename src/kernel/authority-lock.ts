import type { Tx } from './database.ts'

// Any number that no one else uses as an advisory lock in this database.
const AUTHORITY_LOCK = 7_305_021_978

/**
 * Shares the lock which orders answers and changes of authority: waits until no change is under way, and holds
 * further ones off until the transaction ends. Whatever changes authority takes the lock alone, so that in the
 * audit log no disclosure stands after the revocation that forbade it.
 *
 * MUST be a transaction's first statement: the snapshot of every later one is taken after the lock.
 */
export const SHARE_AUTHORITY = {
  name: 'authority-share',
  text: `select pg_advisory_xact_lock_shared(${AUTHORITY_LOCK})`,
} as const

/** Waits until the batches under way are answered, and holds further ones off until the transaction ends. */
export async function lockAuthority(tx: Tx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(${AUTHORITY_LOCK})`)
}
