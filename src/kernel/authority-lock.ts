import type { Tx } from './database.ts'

// Any number that no one else uses as an advisory lock in this database.
const AUTHORITY_LOCK = 7_305_021_978

/**
 * The lock that orders answers and changes of authority. A batch of answers holds it shared; whatever
 * changes authority takes it alone, so that in the audit log no disclosure stands after the revocation that
 * forbade it.
 *
 * Waits until no change of authority is under way, and holds further ones off until the transaction ends.
 */
export async function shareAuthority(tx: Tx): Promise<void> {
  await tx.query({ name: 'authority-share', text: `select pg_advisory_xact_lock_shared(${AUTHORITY_LOCK})` })
}

/** Waits until the batches under way are answered, and holds further ones off until the transaction ends. */
export async function lockAuthority(tx: Tx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(${AUTHORITY_LOCK})`)
}
