import type { Tx } from './database.ts'

// Any number that no one else uses as an advisory lock in this database.
const AUTHORITY_LOCK = 7_305_021_978

/**
 * Begins a transaction that shares the lock which orders answers and changes of authority: it waits until no
 * change is under way, and holds further ones off until it ends. Whatever changes authority takes the lock
 * alone, so that in the audit log no disclosure stands after the revocation that forbade it.
 *
 * Two statements in one message: the snapshot of every later statement is taken after the lock.
 */
export const BEGIN_SHARING_AUTHORITY = `begin; select pg_advisory_xact_lock_shared(${AUTHORITY_LOCK})`

/** Waits until the batches under way are answered, and holds further ones off until the transaction ends. */
export async function lockAuthority(tx: Tx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(${AUTHORITY_LOCK})`)
}
