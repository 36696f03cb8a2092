import type { Tx } from '../kernel/database.ts'
import { int4Array, textArray } from '../kernel/pg-array.ts'

/** Hits that one credential wants today. */
export type QuotaRequest = {
  credentialId: number
  /** The office's calendar day at the instant of decision. */
  day: string
  /** null: unlimited. */
  limit: number | null
  wanted: number
}

/** `granted` of the wanted hits may be answered; `used` counts the day's hits, these included. */
export type QuotaAnswer = { granted: number; used: number }

/**
 * Takes hits from the day's quota of each credential, as many as are left (I3). The rows stay locked until
 * the transaction ends, so any number of nodes together never grant more than the limit.
 *
 * The count of a day is never reset, only the day changes: a clock that steps back finds the old count.
 */
export async function takeQuota(
  tx: Tx,
  requests: readonly QuotaRequest[],
): Promise<Map<number, QuotaAnswer>> {
  if (requests.length === 0) return new Map()
  // Locks are taken in id order by every node, so that no two wait for each other.
  const ordered = [...requests].sort((a, b) => a.credentialId - b.credentialId)
  const { rows } = await tx.query<[number, number, number]>({
    name: 'quota-take',
    text: SQL,
    values: [
      int4Array(ordered.map((request) => request.credentialId)),
      textArray(ordered.map((request) => request.day)),
      int4Array(ordered.map((request) => request.limit)),
      int4Array(ordered.map((request) => request.wanted)),
    ],
    rowMode: 'array',
  })
  return new Map(rows.map(([credentialId, granted, used]) => [credentialId, { granted, used }]))
}

// least() ignores null, so a null limit takes all that is wanted. The outer greatest() keeps a count that is
// already above a limit lowered since.
const SQL = `
insert into quota_use as q (credential_id, day, daily_limit, used, granted)
select a.credential_id, a.day::date, a.daily_limit, least(a.daily_limit, a.wanted), least(a.daily_limit, a.wanted)
from unnest($1::int[], $2::text[], $3::int[], $4::int[]) as a (credential_id, day, daily_limit, wanted)
order by a.credential_id
on conflict (credential_id, day) do update set
  daily_limit = excluded.daily_limit,
  used = greatest(q.used, least(excluded.daily_limit, q.used + excluded.granted)),
  granted = greatest(q.used, least(excluded.daily_limit, q.used + excluded.granted)) - q.used
returning credential_id, granted, used`
