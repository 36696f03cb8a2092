import type { Tx } from '../../kernel/database.ts'
import type { CellFault } from '../domain.ts'

const PAGE = 2_000

/** The rows of a delivery that were not stored, as they stood in the file, each with its reasons. */
export async function* readRejects(
  db: Tx,
  deliveryId: number,
): AsyncGenerator<{ rowNo: number; cells: string[]; faults: CellFault[] }> {
  let after = 0
  for (;;) {
    const { rows } = await db.query<{ rowNo: string; cells: string[]; faults: CellFault[] }>({
      name: 'feedback-rejects-page',
      text: `select row_no as "rowNo", cells, faults from feedback_reject
             where delivery_id = $1 and row_no > $2 order by row_no limit ${PAGE}`,
      values: [deliveryId, after],
    })
    for (const row of rows) {
      after = Number(row.rowNo)
      yield { ...row, rowNo: after }
    }
    if (rows.length < PAGE) return
  }
}

const REASONS_SHOWN = 12

/** Why rows of a delivery were not stored, each reason with its number of rows, the commonest first. */
export async function countReasons(tx: Tx, deliveryId: number): Promise<{ message: string; rows: number }[]> {
  const { rows } = await tx.query<{ message: string; rows: number }>(
    `select f->>'message' as message, count(*)::int as rows
     from feedback_reject r cross join lateral jsonb_array_elements(r.faults) f
     where r.delivery_id = $1 group by 1 order by 2 desc, 1 limit ${REASONS_SHOWN}`,
    [deliveryId],
  )
  return rows
}
