import type { Tx } from '../kernel/database.ts'

/** Today, where the office is. */
export async function findOfficeDay(tx: Tx, officeId: number): Promise<string> {
  const { rows } = await tx.query<{ day: string }>(
    'select (clock_timestamp() at time zone time_zone)::date as day from office where id = $1',
    [officeId],
  )
  return rows[0]?.day ?? ''
}
