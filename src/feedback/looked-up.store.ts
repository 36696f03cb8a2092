import { inTx, type Pool, type Tx } from '../kernel/database.ts'

/** Entries taken in one transaction: about half a second of work. */
const SPAN = 50_000

/**
 * Brings `looked_up` up to the end of the audit log. Any number of processes may follow at once: they take
 * turns at the cursor. Only what disclosed or matched something counts, and only of production credentials: a
 * development User ID sees invented people.
 */
export async function followAccesses(pool: Pool): Promise<void> {
  for (;;) {
    const done = await inTx(pool, async (tx) => {
      const { rows } = await tx.query<{ behind: string }>(
        `select (select seq from audit_head) - seq as behind from looked_up_cursor for update`,
      )
      if (Number(rows[0]?.behind ?? 0) <= 0) return true
      await tx.query(FOLLOW, [SPAN])
      return false
    })
    if (done) return
  }
}

const FOLLOW = `
with until as (
  select least(c.seq + $1, h.seq) as seq, c.seq as from_seq from looked_up_cursor c, audit_head h),
moved as (update looked_up_cursor set seq = until.seq from until),
fresh as (
  select e.agreement_id, e.nik_hash, min(e.at) as first_at, max(e.at) as last_at, max(e.seq) as last_seq,
    count(*)::int as hits, (array_agg(e.credential_id order by e.seq desc))[1] as credential_id,
    (array_agg(e.local_operator order by e.seq desc))[1] as operator
  from audit_entry e join until on true join credential c on c.id = e.credential_id
  where e.seq > until.from_seq and e.seq <= until.seq and e.event = 'verification.answered'
    and e.outcome in ('disclosed', 'matched') and e.nik_hash is not null and c.kind = 'production'
  group by e.agreement_id, e.nik_hash)
insert into looked_up as l (agreement_id, nik_hash, first_at, last_at, last_seq, last_credential_id, last_operator,
  hits)
select agreement_id, nik_hash, first_at, last_at, last_seq, credential_id, operator, hits from fresh
on conflict (agreement_id, nik_hash) do update set last_at = excluded.last_at, last_seq = excluded.last_seq,
  last_credential_id = excluded.last_credential_id, last_operator = excluded.last_operator,
  hits = l.hits + excluded.hits`

/** How far `looked_up` is behind the log, in entries. */
export async function entriesBehind(tx: Tx): Promise<number> {
  const { rows } = await tx.query(
    'select (select seq from audit_head) - (select seq from looked_up_cursor) as behind',
  )
  return Number(rows[0]?.behind ?? 0)
}
