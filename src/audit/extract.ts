import { randomUUID } from 'node:crypto'
import { inTx, type Pool } from '../kernel/database.ts'
import { append } from './append.ts'
import { auditEntry } from './domain.ts'
import { conditionOf, type EntryFilter } from './entry-filter.ts'

const PAGE = 2_000

const ENTRY_COLUMNS = [
  'event',
  'outcome',
  'office_id',
  'credential_id',
  'agreement_id',
  'term_version',
  'request_id',
  'local_operator',
  'address',
  'declared_address',
  'method',
  'element_mask',
  'nik_hash',
  'purpose',
  'detail',
] as const

/** The parts of an entry in the order in which its link covers them (docs/rules/audit.md). */
const FIELDS = ['seq', 'at', ...ENTRY_COLUMNS] as const

export type Extract = { fileName: string; lines: AsyncGenerator<string> }

/**
 * Entries as a file that can be checked without this installation: each with its link and the one before it
 * . That it was taken is an entry itself, committed before the first line leaves.
 */
export async function openExtract(
  pool: Pool,
  request: { filter: EntryFilter; by: string; address: string; requestId?: string },
): Promise<Extract> {
  const { filter, by, address } = request
  const { nikHash: _, officeId, ...named } = filter
  const head = await inTx(pool, async (tx) => {
    await append(tx, [
      auditEntry({
        event: 'audit.extracted',
        requestId: request.requestId ?? randomUUID(),
        officeId,
        address,
        detail: JSON.stringify({ by, filter: named }),
      }),
    ])
    const { rows } = await tx.query<{ seq: string; hash: string; at: Date }>(
      `select seq, encode(hash, 'hex') as hash, clock_timestamp() as at from audit_head`,
    )
    const row = rows[0]
    if (row === undefined) throw new Error('audit_head is empty: the log has been tampered with.')
    return { seq: Number(row.seq), hash: row.hash, at: row.at.toISOString() }
  })
  return {
    fileName: `audit-${head.at.slice(0, 10)}-${head.seq}.ndjson`,
    lines: linesOf(
      pool,
      filter,
      { format: 'gapura-audit-extract', version: 1, fields: FIELDS, by, filter: named },
      head,
    ),
  }
}

async function* linesOf(
  pool: Pool,
  filter: EntryFilter,
  heading: object,
  head: { seq: number; hash: string; at: string },
): AsyncGenerator<string> {
  yield `${JSON.stringify({ ...heading, at: head.at })}\n`
  const { sql, values } = conditionOf(filter)
  const last = values.length
  let cursor = 0
  let entries = 0
  for (;;) {
    // The log only grows: pages up to the noted end need no transaction to belong together.
    const { rows } = await pool.query<Row>(
      `${SELECT} where ${sql} and e.seq > $${last + 1} and e.seq <= $${last + 2} order by e.seq limit $${last + 3}`,
      [...values, cursor, head.seq, PAGE],
    )
    const previous = await findLinks(
      pool,
      rows.map(({ seq }) => Number(seq) - 1),
    )
    let page = ''
    for (const row of rows) {
      const seq = Number(row.seq)
      const entry = [seq, Number(row.at_micros), ...ENTRY_COLUMNS.map((column) => row[column])]
      page += `${JSON.stringify({ previous: previous.get(seq - 1), entry, hash: row.hash })}\n`
      cursor = seq
    }
    entries += rows.length
    if (page !== '') yield page
    if (rows.length < PAGE) break
  }
  yield `${JSON.stringify({ end: true, entries, head: { seq: head.seq, hash: head.hash } })}\n`
}

type Row = { seq: string; at_micros: string; hash: string } & Record<
  (typeof ENTRY_COLUMNS)[number],
  string | number | null
>

const SELECT = `
select e.seq, (extract(epoch from e.at) * 1000000)::bigint as at_micros, e.event, e.outcome, e.office_id,
  e.credential_id, e.agreement_id, e.term_version, e.request_id::text, e.local_operator, e.address,
  e.declared_address, e.method, e.element_mask::float8, encode(e.nik_hash, 'hex') as nik_hash, e.purpose, e.detail,
  encode(e.hash, 'hex') as hash
from audit_entry e`

/** The links of entries by number; zeros before the first. */
async function findLinks(pool: Pool, seqs: readonly number[]): Promise<Map<number, string>> {
  const links = new Map([[0, '0'.repeat(64)]])
  if (seqs.length === 0) return links
  const { rows } = await pool.query<{ seq: string; hash: string }>(
    `select seq, encode(hash, 'hex') as hash from audit_entry where seq = any($1::bigint[])`,
    [seqs],
  )
  for (const { seq, hash } of rows) links.set(Number(seq), hash)
  return links
}
