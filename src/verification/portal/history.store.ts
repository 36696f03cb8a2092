import type { Tx } from '../../kernel/database.ts'
import { splitCaseNote } from './case-note.ts'
import type { HistoryItem } from './domain.ts'

type Row = { seq: string; at: Date; outcome: string; purpose: string | null; method: string | null }

/**
 * The calls of one portal User ID, newest first: what the log holds of them, which is neither NIK nor values.
 *
 * @param before only entries before this one; null: from the newest
 */
export async function listOwnCalls(
  tx: Tx,
  credentialId: number,
  page: { before: number | null; limit: number },
): Promise<{ items: HistoryItem[]; next: number | null }> {
  const { rows } = await tx.query<Row>(
    `select e.seq, e.at, e.outcome, e.purpose, e.method from audit_entry e
     where e.credential_id = $1 and e.seq < coalesce($2::bigint, 9223372036854775807)
       and e.method like 'web-portal:%'
     order by e.seq desc limit $3`,
    [credentialId, page.before, page.limit + 1],
  )
  const items = rows.slice(0, page.limit).map(
    (row): HistoryItem => ({
      seq: Number(row.seq),
      at: row.at.toISOString(),
      outcome: row.outcome,
      operation: row.method === 'web-portal:match' ? 'match' : 'biodata',
      ...splitCaseNote(row.purpose),
    }),
  )
  return { items, next: rows.length > page.limit ? (items.at(-1)?.seq ?? null) : null }
}
