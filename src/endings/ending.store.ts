import type { Tx } from '../kernel/database.ts'
import type { Ending, Ground } from './domain.ts'

const utc = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/**
 * Endings with the time of the last call let in before the act and of the first refused behind it, as the log
 * has them: what stands before the act's entry was decided before it. One look-up by index for each User ID.
 */
const SELECT = `
select e.id, e.ground, e.act, e.reason, e.paper_id as "paperId", e.ordered_by as "orderedBy",
  ${utc('e.ordered_at')} as "orderedAt", ${utc('e.decided_at')} as "decidedAt",
  ${utc(`(select max(l.at) from credential c cross join lateral (select x.at from audit_entry x
    where x.credential_id = c.id and x.seq < e.decided_seq and x.event = 'verification.answered'
    order by x.seq desc limit 1) l where c.agreement_id = e.agreement_id)`)} as "lastAcceptedAt",
  ${utc(`(select min(l.at) from credential c cross join lateral (select x.at from audit_entry x
    where x.credential_id = c.id and x.seq > e.decided_seq and x.event = 'verification.refused'
    order by x.seq limit 1) l where c.agreement_id = e.agreement_id)`)} as "firstRefusedAt"
from agreement_ending e`

/** The endings of an agreement, the newest first. */
export async function listEndings(tx: Tx, agreementId: number): Promise<Ending[]> {
  const { rows } = await tx.query<Ending>(`${SELECT} where e.agreement_id = $1 order by e.id desc`, [
    agreementId,
  ])
  return rows
}

type EndingRow = {
  id: number
  ground: Ground
  reason: string
  paperId: number | null
  /** The day in the office on which it took hold. */
  decidedOn: string
}

export async function findEndingForUpdate(
  tx: Tx,
  of: { agreementId: number; id: number },
): Promise<EndingRow | undefined> {
  const { rows } = await tx.query<EndingRow>(
    `select e.id, e.ground, e.reason, e.paper_id as "paperId",
       (e.decided_at at time zone o.time_zone)::date::text as "decidedOn"
     from agreement_ending e join office o on o.id = e.office_id
     where e.agreement_id = $1 and e.id = $2 for update of e`,
    [of.agreementId, of.id],
  )
  return rows[0]
}

/**
 * Notes an ending at the end of its transaction.
 *
 * @param ending.decidedSeq the act's own entry in the log; null: there was no act
 */
export async function insertEnding(
  tx: Tx,
  ending: {
    officeId: number
    agreementId: number
    ground: Ground
    act: 'suspend' | 'end' | 'revoke' | null
    reason: string
    paperId: number | null
    by: string
    /** ISO instant; null: now. */
    orderedAt: string | null
    decidedSeq: number | null
  },
): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into agreement_ending (office_id, agreement_id, ground, act, reason, paper_id, ordered_by, ordered_at,
       decided_at, decided_seq)
     values ($1, $2, $3, $4, $5, $6, $7, coalesce($8, clock_timestamp()), clock_timestamp(), $9) returning id`,
    [
      ending.officeId,
      ending.agreementId,
      ending.ground,
      ending.act,
      ending.reason,
      ending.paperId,
      ending.by,
      ending.orderedAt,
      ending.decidedSeq,
    ],
  )
  const [row] = rows
  if (row === undefined) throw new Error('the ending was not inserted')
  return row.id
}

export async function updateEndingPaper(tx: Tx, id: number, paperId: number): Promise<void> {
  await tx.query('update agreement_ending set paper_id = $2 where id = $1', [id, paperId])
}

/** The number of the last entry of the log: that of the act that was recorded just now, in this transaction. */
export async function lastEntry(tx: Tx): Promise<number> {
  const { rows } = await tx.query<{ seq: string }>('select seq from audit_head')
  return Number(rows[0]?.seq ?? 0)
}

export async function readClock(tx: Tx): Promise<string> {
  const { rows } = await tx.query<{ now: string }>(`select ${utc('clock_timestamp()')} as now`)
  const [row] = rows
  if (row === undefined) throw new Error('the database tells no time')
  return row.now
}

/** Whom and what an ending falls on. */
export type Reach = {
  /** User IDs of programs that are not revoked. */
  programs: string[]
  /** Operators of the portal with a User ID under it. */
  operators: number
  hasReaders: boolean
}

export async function findReach(tx: Tx, agreementId: number): Promise<Reach> {
  const { rows } = await tx.query<Reach>(
    `select coalesce(array_agg(c.user_id order by c.user_id)
         filter (where c.staff_id is null and c.state <> 'revoked'), '{}') as programs,
       count(*) filter (where c.staff_id is not null and c.state <> 'revoked')::int as operators,
       exists (select from agreement_term t where t.agreement_id = $1 and 'card-reader' = any(t.methods)) as "hasReaders"
     from credential c where c.agreement_id = $1`,
    [agreementId],
  )
  return rows[0] ?? { programs: [], operators: 0, hasReaders: false }
}

/** Flags the readers of an agreement to be put out of service, once. */
export async function flagReaders(tx: Tx, agreementId: number, endingId: number): Promise<void> {
  await tx.query(
    `insert into reader_deactivation_due (agreement_id, ending_id)
     select $1, $2 where exists (select from agreement_term t
       where t.agreement_id = $1 and 'card-reader' = any(t.methods))
     on conflict (agreement_id) do nothing`,
    [agreementId, endingId],
  )
}

export type ReadersDue = {
  agreementCode: string
  agreementNumber: string
  agencyName: string
  endingId: number
  since: string
}

/** Agreements whose readers are still to be put out of service; the oldest first. */
export async function listReadersDue(tx: Tx, officeId: number): Promise<ReadersDue[]> {
  const { rows } = await tx.query<ReadersDue>(
    `select a.code as "agreementCode", a.civil_registry_number as "agreementNumber", g.name as "agencyName",
       d.ending_id as "endingId", ${utc('d.since')} as since
     from reader_deactivation_due d join agreement a on a.id = d.agreement_id
     join user_agency g on g.id = a.agency_id
     where a.office_id = $1 and d.cleared_at is null order by d.since`,
    [officeId],
  )
  return rows
}

export async function isTermOverNoted(tx: Tx, agreementId: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    `select from agreement_ending where agreement_id = $1 and ground = 'term-over'`,
    [agreementId],
  )
  return rowCount !== 0
}
