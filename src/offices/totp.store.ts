import type { Tx } from '../kernel/database.ts'

/** A second factor that is offered; the confirmed one, if any, stays in force. */
export async function updatePendingTotp(tx: Tx, staffId: number, sealed: Buffer): Promise<void> {
  await tx.query('update staff set totp_pending_sealed = $2 where id = $1', [staffId, sealed])
}

/** The offered one is in force from now on, with the step of the code that proved it. */
export async function confirmTotp(tx: Tx, staffId: number, step: number): Promise<void> {
  await tx.query(
    `update staff set totp_secret_sealed = totp_pending_sealed, totp_pending_sealed = null,
       totp_confirmed_at = clock_timestamp(), totp_last_step = $2
     where id = $1 and totp_pending_sealed is not null`,
    [staffId, step],
  )
}

export async function deleteTotp(tx: Tx, staffId: number): Promise<void> {
  await tx.query(
    `update staff set totp_secret_sealed = null, totp_pending_sealed = null, totp_confirmed_at = null,
       totp_last_step = null where id = $1`,
    [staffId],
  )
}

/** Takes a step, unless it or a later one was taken already. @returns whether it was free */
export async function takeStep(tx: Tx, staffId: number, step: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    'update staff set totp_last_step = $2 where id = $1 and coalesce(totp_last_step, -1) < $2',
    [staffId, step],
  )
  return rowCount === 1
}

export async function replaceRecoveryCodes(
  tx: Tx,
  staffId: number,
  hashes: readonly Buffer[],
): Promise<void> {
  await deleteRecoveryCodes(tx, staffId)
  await tx.query('insert into staff_recovery_code (staff_id, code_hash) select $1, unnest($2::bytea[])', [
    staffId,
    hashes,
  ])
}

export async function deleteRecoveryCodes(tx: Tx, staffId: number): Promise<void> {
  await tx.query('delete from staff_recovery_code where staff_id = $1', [staffId])
}

/** How many recovery codes are left. */
export async function countRecoveryCodes(tx: Tx, staffId: number): Promise<number> {
  const { rows } = await tx.query<{ left: number }>(
    'select count(*)::int as left from staff_recovery_code where staff_id = $1 and used_at is null',
    [staffId],
  )
  return rows[0]?.left ?? 0
}

/** Uses a recovery code up. @returns how many are left; undefined when there is none like it */
export async function takeRecoveryCode(tx: Tx, staffId: number, hash: Buffer): Promise<number | undefined> {
  const { rowCount } = await tx.query(
    `update staff_recovery_code set used_at = clock_timestamp()
     where staff_id = $1 and code_hash = $2 and used_at is null`,
    [staffId, hash],
  )
  return rowCount === 1 ? countRecoveryCodes(tx, staffId) : undefined
}

/** How many second factors were sealed with another key. */
export async function countForeignSeals(tx: Tx, keyId: Buffer): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `select count(*)::int as count from staff
     where totp_secret_sealed is not null and substring(totp_secret_sealed from 2 for $2) <> $1`,
    [keyId, keyId.length],
  )
  return rows[0]?.count ?? 0
}
