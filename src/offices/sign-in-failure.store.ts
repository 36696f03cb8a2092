import { createHmac } from 'node:crypto'
import type { Pool, Tx } from '../kernel/database.ts'
import { waitSeconds } from './throttle.ts'

/** What is being tried, and from where. */
export type Attempt = {
  /** Of the name and the kind of secret, keyed: names are guessed, and people type passwords as names. */
  target: Buffer
  /** An address, or `device:…`. */
  source: string
  isKnownDevice: boolean
}

export type AttemptKind = 'password' | 'second-factor'

export function targetOf(key: Buffer, kind: AttemptKind, name: string): Buffer {
  return createHmac('sha256', key).update(`${kind} ${name}`).digest()
}

/**
 * Takes one attempt, counted as failed until it is known to have succeeded: attempts made at once are counted
 * one after the other, so that no flood is looked at for the price of one.
 *
 * @returns seconds to wait when it is too early; asking too early changes nothing
 */
export async function takeAttempt(
  tx: Tx,
  { target, source, isKnownDevice }: Attempt,
): Promise<{ kind: 'taken' } | { kind: 'too-early'; retryAfterSeconds: number }> {
  // The row is made first and locked, then judged: the wait is a table in throttle.ts, not in SQL.
  const { rows } = await tx.query<{ here: number; since: number; isNew: boolean; elsewhere: number }>(
    `with own as (
       insert into sign_in_failure as f (username_hash, source, count, last_at)
       values ($1, $2, 0, clock_timestamp())
       on conflict (username_hash, source) do update set count =
         case when f.last_at < clock_timestamp() - interval '1 day' then 0 else f.count end
       returning count, extract(epoch from clock_timestamp() - last_at)::float8 as since, xmax = 0 as is_new)
     select own.count as here, own.since, own.is_new as "isNew",
       (select coalesce(sum(o.count), 0)::int from sign_in_failure o where o.username_hash = $1 and o.source <> $2
          and o.last_at > clock_timestamp() - interval '1 hour') as elsewhere
     from own`,
    [target, source],
  )
  const row = rows[0]
  if (row === undefined) throw new Error('the attempt was not counted')
  const wait = waitSeconds({ fromHere: row.here, fromElsewhere: row.elsewhere, isKnownDevice })
  const left = wait - (row.isNew ? 0 : row.since)
  if (left > 0) return { kind: 'too-early', retryAfterSeconds: Math.ceil(left) }
  await tx.query(
    `update sign_in_failure set count = count + 1, last_at = clock_timestamp()
     where username_hash = $1 and source = $2`,
    [target, source],
  )
  return { kind: 'taken' }
}

/** The attempt succeeded: what was counted against this source is forgotten. */
export async function forgetAttempts(tx: Tx, { target, source }: Attempt): Promise<void> {
  await tx.query('delete from sign_in_failure where username_hash = $1 and source = $2', [target, source])
}

/** Removes what no longer makes anybody wait. */
export async function purgeAttempts(pool: Pool): Promise<void> {
  await pool.query(`delete from sign_in_failure where last_at < clock_timestamp() - interval '1 day'`)
}
