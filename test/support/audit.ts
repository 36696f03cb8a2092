import { inTx, type Pool } from '../../src/kernel/database.ts'

export type StoredEntry = {
  seq: number
  event: string
  outcome: string
  credentialId: number | null
  nikHash: string | null
  elementMask: number
  detail: string | null
}

/** The audit log in its order, as the tests read it. */
export async function auditEntries(pool: Pool, credentialId?: number): Promise<StoredEntry[]> {
  const { rows } = await pool.query<StoredEntry>(
    `select seq::int, event, outcome, credential_id as "credentialId", encode(nik_hash, 'hex') as "nikHash",
       element_mask::float8 as "elementMask", detail
     from audit_entry where $1::int is null or credential_id = $1 order by audit_entry.seq`,
    [credentialId ?? null],
  )
  return rows
}

/** The hits of a credential, over all days. */
export async function hitsOf(pool: Pool, credentialId: number): Promise<number> {
  const { rows } = await pool.query<{ used: number }>(
    'select coalesce(sum(used), 0)::int as used from quota_use where credential_id = $1',
    [credentialId],
  )
  return rows[0]?.used ?? 0
}

/** Changes the log behind the triggers' back, as only a superuser can. */
export async function tamper(pool: Pool, sql: string): Promise<void> {
  await inTx(pool, async (tx) => {
    await tx.query('set local session_replication_role = replica')
    await tx.query(sql)
  })
}
