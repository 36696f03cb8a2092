import type { Tx } from '../../kernel/database.ts'
import { lockFeedbackOf } from '../row.store.ts'

/** Rows of one agreement, after one and up to another. */
export type Span = { agreementId: number; afterRow: number; untilRow: number }

/**
 * What of an agreement has not gone on yet, the rows locked against more of them: rows are numbered while that lock is held
 * (store-rows.ts), so that none with a lower number can come later. undefined: nothing.
 *
 * @param bound.before only rows before the first that came at or after this instant
 * @param bound.rows at most so many
 */
export async function nextSpan(
  tx: Tx,
  agreementId: number,
  bound: { before?: string; rows?: number },
): Promise<Span | undefined> {
  await lockFeedbackOf(tx, agreementId)
  const cursor = await tx.query<{ after: string }>(
    `select coalesce(max(until_row), 0) as after from feedback_dispatch_span where agreement_id = $1 and not is_void`,
    [agreementId],
  )
  const afterRow = Number(cursor.rows[0]?.after ?? 0)
  const first = await firstSince(tx, agreementId, afterRow, bound.before)
  const { rows } = await tx.query<{ until: string | null }>(
    `select max(id) as until from (
       select id from feedback_row where agreement_id = $1 and id > $2 and ($3::bigint is null or id < $3)
       order by id ${bound.rows === undefined ? 'desc limit 1' : `limit ${bound.rows}`}) r`,
    [agreementId, afterRow, first],
  )
  const until = rows[0]?.until ?? null
  return until === null ? undefined : { agreementId, afterRow, untilRow: Number(until) }
}

async function firstSince(
  tx: Tx,
  agreementId: number,
  afterRow: number,
  before: string | undefined,
): Promise<string | null> {
  if (before === undefined) return null
  const { rows } = await tx.query<{ first: string | null }>(
    `select min(id) as first from feedback_row where agreement_id = $1 and id > $2 and received_at >= $3`,
    [agreementId, afterRow, before],
  )
  return rows[0]?.first ?? null
}

/** Puts spans with a dispatch; the chain of each agreement goes on where it ended, or the database refuses. */
export async function insertSpans(tx: Tx, dispatchId: number, spans: readonly Span[]): Promise<void> {
  for (const { agreementId, afterRow, untilRow } of spans) {
    await tx.query(
      `insert into feedback_dispatch_span (dispatch_id, agreement_id, after_row, until_row, rows)
       select $1, $2, $3, $4, count(*) from feedback_row where agreement_id = $2 and id > $3 and id <= $4`,
      [dispatchId, agreementId, afterRow, untilRow],
    )
  }
  await tx.query(
    `update feedback_dispatch d set rows = c.rows, period_from = c.first_at, period_until = c.last_at
     from (select count(*) as rows, min(r.received_at) as first_at, max(r.received_at) as last_at
           from feedback_dispatch_span s join feedback_row r
             on r.agreement_id = s.agreement_id and r.id > s.after_row and r.id <= s.until_row
           where s.dispatch_id = $1) c
     where d.id = $1`,
    [dispatchId],
  )
}

/** Keeps others from going on after this dispatch until the transaction ends. */
export async function lockSpansOf(tx: Tx, dispatchId: number): Promise<void> {
  const { rows } = await tx.query<{ agreementId: number }>(
    `select agreement_id as "agreementId" from feedback_dispatch_span where dispatch_id = $1 order by 1`,
    [dispatchId],
  )
  for (const { agreementId } of rows) await lockFeedbackOf(tx, agreementId)
}

/** Whether rows of this dispatch's agreements have gone on after it: then it cannot be taken back. */
export async function hasLaterSpans(tx: Tx, dispatchId: number): Promise<boolean> {
  const { rows } = await tx.query(
    `select from feedback_dispatch_span s join feedback_dispatch_span l
       on l.agreement_id = s.agreement_id and not l.is_void and l.after_row >= s.until_row
     where s.dispatch_id = $1 limit 1`,
    [dispatchId],
  )
  return rows.length > 0
}

/** A row on its way to the central authority. */
export type OutgoingRow = {
  nik: string
  cells: (string | null)[]
  keys: string[]
  receivedAt: string
  agreement: string
  agreementNumber: string
  agencyId: number
  agency: string
}

const PAGE_ROWS = 2_000

/** The rows of a dispatch in the order in which they came, some at a time. */
export async function* readOutgoing(db: Tx, dispatchId: number): AsyncGenerator<OutgoingRow[]> {
  for (let after = '0'; ; ) {
    const { rows } = await db.query<OutgoingRow & { id: string }>(
      `select r.id, r.nik::text as nik, r.cells, array(select f->>'key' from jsonb_array_elements(d.fields) f) as keys,
         to_char(r.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "receivedAt",
         a.code as agreement, a.civil_registry_number as "agreementNumber", g.id as "agencyId", g.name as agency
       from (select r.* from feedback_dispatch_span s join feedback_row r
               on r.agreement_id = s.agreement_id and r.id > s.after_row and r.id <= s.until_row
             where s.dispatch_id = $1 and r.id > $2 order by r.id limit ${PAGE_ROWS}) r
       join feedback_definition d on d.id = r.definition_id join agreement a on a.id = r.agreement_id
       join user_agency g on g.id = a.agency_id order by r.id`,
      [dispatchId, after],
    )
    if (rows.length > 0) yield rows.map(({ id: _, ...row }) => row)
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE_ROWS) return
    after = last.id
  }
}

/** The values of a row by the names of its fields; what is empty is left out. */
export function valuesOf({ keys, cells }: Pick<OutgoingRow, 'keys' | 'cells'>): Record<string, string> {
  return Object.fromEntries(
    keys.flatMap((key, at) => {
      const cell = cells[at]
      return cell === null || cell === undefined ? [] : [[key, cell]]
    }),
  )
}
