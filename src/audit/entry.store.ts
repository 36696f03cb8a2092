import type { Tx } from '../kernel/database.ts'
import type { Element } from '../registry/elements.ts'
import { elementsOfMask } from './domain.ts'
import { AGENCY_IN_DETAIL, conditionOf, type EntryFilter, STAFF_IN_DETAIL } from './entry-filter.ts'

/** An entry of the log in the words of people. No NIK, no values: the log has none. */
export type EntryView = {
  seq: number
  at: string
  event: string
  outcome: string
  agency: string | null
  agreement: string | null
  userId: string | null
  localOperator: string | null
  /** Who did it, where it was not a User ID. */
  by: string | null
  address: string | null
  method: string | null
  purpose: string | null
  elements: Element[]
  isAboutNik: boolean
}

/** An entry with everything the log holds of it but the keyed hash of its NIK. */
export type EntryDetail = EntryView & {
  requestId: string
  termVersion: number | null
  declaredAddress: string | null
  /** An object for acts, the reason for refusals. */
  detail: unknown
  hash: string
  previousHash: string
}

const SELECT = `
select e.seq, e.at, e.event, e.outcome, g.name as agency, a.code as agreement, c.user_id, e.local_operator,
  e.address, e.method, e.purpose, e.element_mask, e.nik_hash is not null as is_about_nik, e.request_id,
  e.term_version, e.declared_address, e.detail, encode(e.hash, 'hex') as hash
from audit_entry e
left join agreement a on a.id = e.agreement_id
left join user_agency g on g.id = coalesce(a.agency_id, ${AGENCY_IN_DETAIL},
  (select s.agency_id from staff s where s.id = ${STAFF_IN_DETAIL}))
left join credential c on c.id = e.credential_id`

type Row = {
  seq: string
  at: Date
  event: string
  outcome: string
  agency: string | null
  agreement: string | null
  user_id: string | null
  local_operator: string | null
  address: string | null
  method: string | null
  purpose: string | null
  element_mask: string
  is_about_nik: boolean
  request_id: string
  term_version: number | null
  declared_address: string | null
  detail: string | null
  hash: string
}

/** Entries, newest first; `next` continues where the page ends. */
export async function listEntries(
  tx: Tx,
  filter: EntryFilter,
  page: { before: number | null; limit: number },
): Promise<{ items: EntryView[]; next: number | null }> {
  const { sql, values } = conditionOf(filter)
  const last = values.length
  const { rows } = await tx.query<Row>(
    `${SELECT} where ${sql} and e.seq < coalesce($${last + 1}::bigint, 9223372036854775807)
     order by e.seq desc limit $${last + 2}`,
    [...values, page.before, page.limit + 1],
  )
  const items = rows.slice(0, page.limit).map(toView)
  return { items, next: rows.length > page.limit ? (items.at(-1)?.seq ?? null) : null }
}

/** undefined when there is no such entry, or it is another office's. */
export async function findEntry(
  tx: Tx,
  of: { officeId: number; seq: number },
): Promise<EntryDetail | undefined> {
  const { sql, values } = conditionOf({ officeId: of.officeId })
  const { rows } = await tx.query<Row>(`${SELECT} where ${sql} and e.seq = $2`, [...values, of.seq])
  const row = rows[0]
  if (row === undefined) return undefined
  const before = await tx.query<{ hash: string }>(
    `select encode(hash, 'hex') as hash from audit_entry where seq = $1`,
    [of.seq - 1],
  )
  return {
    ...toView(row),
    requestId: row.request_id,
    termVersion: row.term_version,
    declaredAddress: row.declared_address,
    detail: readDetail(row.detail),
    hash: row.hash,
    previousHash: before.rows[0]?.hash ?? '0'.repeat(64),
  }
}

function toView(row: Row): EntryView {
  return {
    seq: Number(row.seq),
    at: row.at.toISOString(),
    event: row.event,
    outcome: row.outcome,
    agency: row.agency,
    agreement: row.agreement,
    userId: row.user_id,
    localOperator: row.local_operator,
    by: actorOf(readDetail(row.detail)),
    address: row.address,
    method: row.method,
    purpose: row.purpose,
    elements: elementsOfMask(Number(row.element_mask)),
    isAboutNik: row.is_about_nik,
  }
}

function actorOf(detail: unknown): string | null {
  if (typeof detail !== 'object' || detail === null || !('by' in detail)) return null
  return typeof detail.by === 'string' ? detail.by : null
}

/** Acts leave JSON, refusals the words of their rule. */
function readDetail(text: string | null): unknown {
  if (text === null || !text.startsWith('{')) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
