import { inTx, type Pool, type Tx } from '../kernel/database.ts'

/** Entries taken in one transaction: about half a second of work. */
const SPAN = 50_000

/**
 * Brings `looked_up`, and what is counted of it, up to the end of the audit log. Any number of processes may follow at
 * once: they take turns at the cursor. Only what disclosed or matched something counts, and only of production
 * credentials: a development User ID sees invented people.
 */
export async function followAccesses(pool: Pool): Promise<void> {
  for (;;) {
    const done = await inTx(pool, async (tx) => {
      const { seq, head } = await lockLookedUp(tx)
      if (head <= seq) return true
      const until = Math.min(seq + SPAN, head)
      // By name: planning takes longer than a few entries, and every batch of posts asks.
      await tx.query({ name: 'feedback-follow', text: FOLLOW, values: [seq, until] })
      return false
    })
    if (done) return
  }
}

/**
 * Takes this transaction's turn at `looked_up`, and says how far it is and where the log ends. Rows of feedback are looked up as
 * index look-ups whatever the statistics say: while a table grows from nothing they are always old.
 */
export async function lockLookedUp(tx: Tx): Promise<{ seq: number; head: number }> {
  await tx.query('set local enable_seqscan = off')
  const { rows } = await tx.query<{ seq: string; head: string }>({
    name: 'feedback-cursor',
    text: `select seq, (select seq from audit_head) as head from looked_up_cursor for update`,
  })
  return { seq: Number(rows[0]?.seq ?? 0), head: Number(rows[0]?.head ?? 0) }
}

// Feedback may have come before the access: the same row once more is not stored again (FB-41), so it counts.
const FOLLOW = `
with moved as (update looked_up_cursor set seq = $2),
entries as materialized ( -- by their numbers, whatever else the planner believes: a span must not cost the whole log
  select agreement_id, nik_hash, at, seq, credential_id, local_operator from audit_entry
  where seq > $1 and seq <= $2 and event = 'verification.answered' and outcome in ('disclosed', 'matched')
    and nik_hash is not null),
seen as materialized (
  select e.*, (e.at at time zone o.time_zone)::date as day
  from entries e join credential c on c.id = e.credential_id join office o on o.id = c.office_id
  where c.kind = 'production'),
fresh as (
  select agreement_id, nik_hash, min(at) as first_at, max(at) as last_at, max(seq) as last_seq, count(*)::int as hits,
    array_agg(credential_id order by seq) as credentials, array_agg(local_operator order by seq) as operators,
    min(day) as first_on
  from seen group by agreement_id, nik_hash),
stored as (
  insert into looked_up as l (agreement_id, nik_hash, first_at, last_at, last_seq, last_credential_id, last_operator,
    hits, first_on, first_credential_id, first_operator, answered_at)
  select agreement_id, nik_hash, first_at, last_at, last_seq, credentials[hits], operators[hits], hits, first_on,
    credentials[1], coalesce(operators[1], ''),
    (select min(f.received_at) from feedback_row f
     where f.agreement_id = fresh.agreement_id and f.nik_hash = fresh.nik_hash)
  from fresh
  on conflict (agreement_id, nik_hash) do update set last_at = excluded.last_at, last_seq = excluded.last_seq,
    last_credential_id = excluded.last_credential_id, last_operator = excluded.last_operator,
    hits = l.hits + excluded.hits
  returning agreement_id, first_on, first_credential_id, first_operator, first_at, answered_at, xmax = 0 as is_new),
counted as (
  select agreement_id, day, credential_id, coalesce(local_operator, '') as operator, count(*)::int as hits,
    0 as people, 0 as answered, 0 as within_7, 0 as within_30, 0 as within_90
  from seen group by 1, 2, 3, 4
  union all
  select agreement_id, first_on, first_credential_id, first_operator, 0, count(*)::int, count(answered_at)::int,
    count(*) filter (where answered_at <= first_at + interval '7 days')::int,
    count(*) filter (where answered_at <= first_at + interval '30 days')::int,
    count(*) filter (where answered_at <= first_at + interval '90 days')::int
  from stored where is_new group by 1, 2, 3, 4)
insert into compliance_day as d (agreement_id, day, credential_id, operator, hits, people, answered, within_7,
  within_30, within_90)
select agreement_id, day, credential_id, operator, sum(hits), sum(people), sum(answered), sum(within_7),
  sum(within_30), sum(within_90)
from counted group by 1, 2, 3, 4
on conflict (agreement_id, day, credential_id, operator) do update set hits = d.hits + excluded.hits,
  people = d.people + excluded.people, answered = d.answered + excluded.answered,
  within_7 = d.within_7 + excluded.within_7, within_30 = d.within_30 + excluded.within_30,
  within_90 = d.within_90 + excluded.within_90`

/** How far `looked_up` is behind the log, in entries. */
export async function entriesBehind(tx: Tx): Promise<number> {
  const { rows } = await tx.query(
    'select (select seq from audit_head) - (select seq from looked_up_cursor) as behind',
  )
  return Number(rows[0]?.behind ?? 0)
}
