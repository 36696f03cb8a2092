import type { Tx } from '../kernel/database.ts'

/** Calls of one minute that ended alike. */
export type Tally = {
  minuteMs: number
  officeId: number | null
  agreementId: number | null
  outcome: string
  isHit: boolean
  count: number
}

const WINDOW = `interval '61 minutes'`

/**
 * The first entry of the window that was not counted yet, by halving: an index probe for each power of two of
 * the log's length, and no index on time that every answer would have to keep up.
 *
 * Entries are numbered in the order of their commits, so nothing can still appear before one that is visible.
 *
 * @param counted the last entry already counted; 0: none
 */
export async function findFirstUncounted(tx: Tx, counted: number): Promise<number> {
  const { rows } = await tx.query<{ first: string }>(
    `with recursive search (low, high) as (
       select $1::bigint, seq + 1 from audit_head
       union all
       select case when probe.is_recent then low else middle end,
         case when probe.is_recent then middle else high end
       from (select low, high, (low + high) / 2 as middle from search where high - low > 1) halves,
       lateral (select exists (select from audit_entry e
         where e.seq = halves.middle and e.at >= now() - ${WINDOW}) as is_recent) probe)
     select high as first from search order by high - low limit 1`,
    [counted],
  )
  return Number(rows[0]?.first ?? counted + 1)
}

type TallyRow = {
  minute: Date
  office_id: number | null
  agreement_id: number | null
  outcome: string
  is_hit: boolean
  count: number
}

const toTally = (row: TallyRow): Tally => ({
  minuteMs: row.minute.getTime(),
  officeId: row.office_id,
  agreementId: row.agreement_id,
  outcome: row.outcome,
  isHit: row.is_hit,
  count: row.count,
})

/**
 * Verifications from an entry on. Refusals that were only counted stand in the minute they were of.
 *
 * @returns with the number of the last entry read
 */
export async function tallyFrom(tx: Tx, first: number): Promise<{ tallies: Tally[]; last: number }> {
  const { rows } = await tx.query<TallyRow & { last: string }>(
    `select minute, office_id, agreement_id, outcome, is_hit, sum(count)::float8 as count, max(seq) as last
     from (
       select e.seq, e.office_id, e.agreement_id, e.outcome, e.event = 'verification.answered' as is_hit,
         case when e.event = 'verification.refusals_counted' then (e.detail::json->>'minute')::timestamptz
           else date_trunc('minute', e.at) end as minute,
         case when e.event = 'verification.refusals_counted' then (e.detail::json->>'count')::bigint
           else 1 end as count
       from audit_entry e
       where e.seq >= $1 and e.at >= now() - ${WINDOW} and e.event like 'verification.%') calls
     group by minute, office_id, agreement_id, outcome, is_hit`,
    [first],
  )
  return { tallies: rows.map(toTally), last: Math.max(first - 1, ...rows.map((row) => Number(row.last))) }
}

/** Refusals of this minute that are counted and not yet settled into entries. */
export async function tallyOverflow(tx: Tx): Promise<Tally[]> {
  const { rows } = await tx.query<TallyRow>(
    `select f.minute, c.office_id, c.agreement_id, f.outcome, false as is_hit, f.count::float8 as count
     from audit_overflow f left join credential c on c.id = f.credential_id`,
  )
  return rows.map(toTally)
}

/** The agencies of an office by agreement. */
export async function listAgencyNames(tx: Tx, officeId: number): Promise<Map<number, string>> {
  const { rows } = await tx.query<{ id: number; name: string }>(
    `select a.id, g.name from agreement a join user_agency g on g.id = a.agency_id where a.office_id = $1`,
    [officeId],
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export type QuotaUse = { userId: string; agency: string; used: number; limit: number | null }

const MAX_QUOTAS = 200

/** Today's use of the office's quotas, those nearest to their limit first. */
export async function listQuotaUse(tx: Tx, officeId: number): Promise<QuotaUse[]> {
  const { rows } = await tx.query<QuotaUse>(
    `select c.user_id as "userId", g.name as agency, q.used, q.daily_limit as limit
     from office o join credential c on c.office_id = o.id
     join quota_use q on q.credential_id = c.id and q.day = (now() at time zone o.time_zone)::date
     join agreement a on a.id = c.agreement_id join user_agency g on g.id = a.agency_id
     where o.id = $1
     order by q.used::float8 / nullif(q.daily_limit, 0) desc nulls last, q.used desc, c.user_id limit $2`,
    [officeId, MAX_QUOTAS],
  )
  return rows
}

/** The database's clock, in milliseconds. */
export async function readNow(tx: Tx): Promise<number> {
  const { rows } = await tx.query<{ now: Date }>('select now()')
  return rows[0]?.now.getTime() ?? 0
}
