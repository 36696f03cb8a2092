import type { Tx } from '../kernel/database.ts'

export async function updateAddresses(tx: Tx, id: number, networks: readonly string[]): Promise<void> {
  await tx.query('update credential set addresses = $2::text[]::cidr[] where id = $1', [id, networks])
}

export async function updateQuota(tx: Tx, id: number, quotaPerDay: number | null): Promise<void> {
  await tx.query('update credential set quota_per_day = $2 where id = $1', [id, quotaPerDay])
}

/** The calendar day of an office, by the database's clock. */
export async function officeDay(tx: Tx, officeId: number): Promise<string> {
  const { rows } = await tx.query<{ day: string }>(
    'select (clock_timestamp() at time zone time_zone)::date::text as day from office where id = $1',
    [officeId],
  )
  const row = rows[0]
  if (row === undefined) throw new Error(`there is no office ${officeId}`)
  return row.day
}
