import type { Tx } from '../kernel/database.ts'

/** A call of one User ID as its entry tells it; `count` above 1 where the log only counted refusals. */
export type CallEntry = {
  /** Milliseconds since 1970. */
  at: number
  outcome: string
  method: string | null
  /** Hexadecimal. */
  nikHash: string | null
  address: string | null
  localOperator: string | null
  detail: string | null
  count: number
}

/** More are not read: who looks at a window of some hours has seen enough by then. */
const MAX_CALLS = 10_000

type Window = { credentialId: number; from: string; until: string | null }

/**
 * What a User ID did in a time, oldest first; refusals that were only counted come last, those of minutes that
 * are not settled yet too.
 *
 * @param window.until null: up to now; half open otherwise
 */
export async function listCallsOf(tx: Tx, window: Window): Promise<CallEntry[]> {
  const { rows } = await tx.query<CallEntry>(
    `select (extract(epoch from e.at) * 1000)::float8 as at, e.outcome, e.method,
       encode(e.nik_hash, 'hex') as "nikHash", e.address, e.local_operator as "localOperator", e.detail, 1 as count
     from audit_entry e
     where e.credential_id = $1 and e.at >= $2::timestamptz and e.at < coalesce($3::timestamptz, 'infinity')
       and e.event in ('verification.answered', 'verification.refused')
     order by e.seq limit ${MAX_CALLS}`,
    [window.credentialId, window.from, window.until],
  )
  const counted = await tx.query<CallEntry>(
    `select (extract(epoch from minute) * 1000)::float8 as at, outcome, null as method, null as "nikHash",
       null as address, null as "localOperator", null as detail, count::float8 as count
     from (
       select minute, outcome, count from audit_overflow where credential_id = $1
       union all
       select (e.detail::json->>'minute')::timestamptz, e.outcome, (e.detail::json->>'count')::bigint
       from audit_entry e
       where e.credential_id = $1 and e.event = 'verification.refusals_counted' and e.at >= $2::timestamptz) all_counted
     where minute >= date_trunc('minute', $2::timestamptz) and minute < coalesce($3::timestamptz, 'infinity')`,
    [window.credentialId, window.from, window.until],
  )
  return [...rows, ...counted.rows]
}

/** Rows of feedback that a development User ID posted in a time, by what would have become of them. */
export async function countTriedFeedback(
  tx: Tx,
  window: Window,
): Promise<{ stored: number; refused: number }> {
  const { rows } = await tx.query<{ stored: number; refused: number }>(
    `select coalesce(sum((e.detail::json->>'stored')::int), 0)::int as stored,
       coalesce(sum((e.detail::json->>'refused')::int), 0)::int as refused
     from audit_entry e
     where e.credential_id = $1 and e.at >= $2::timestamptz and e.at < coalesce($3::timestamptz, 'infinity')
       and e.event = 'feedback.tried'`,
    [window.credentialId, window.from, window.until],
  )
  return rows[0] ?? { stored: 0, refused: 0 }
}
