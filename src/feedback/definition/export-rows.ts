import type { Pool } from '../../kernel/database.ts'
import { listDefinitions } from '../definition.store.ts'
import { NIK_COLUMN } from '../domain.ts'

const PAGE = 2_000

/** What stands beside the values of each row: by which delivery and way it came, under which version, when. */
const BESIDE = ['PENGIRIMAN', 'CARA', 'VERSI', 'DITERIMA', 'TANDA'] as const

const FLAG = 'BELUM PERNAH DIAKSES'

/** Everything that was stored of an agreement, by the columns of all its versions (FB-86). */
export type FeedbackExport = {
  header: string[]
  rows: AsyncGenerator<string[]>
}

/**
 * Opens an export: rows come in pages, each from its own short query, so that a slow reader holds neither a connection
 * nor more than a page in memory.
 */
export async function openExport(
  pool: Pool,
  { id, timeZone }: { id: number; timeZone: string },
): Promise<FeedbackExport> {
  const versions = await listDefinitions(pool, id)
  const keys = [...new Set(versions.flatMap(({ fields }) => fields.map(({ key }) => key)))]
  /** For each version, where each column of the export stands among its cells. */
  const places = new Map(
    versions.map(({ id: version, fields }) => [
      version,
      keys.map((key) => fields.findIndex((field) => field.key === key)),
    ]),
  )
  const numbers = new Map(versions.map((version) => [version.id, version.version]))
  return {
    header: [NIK_COLUMN, ...keys, ...BESIDE],
    rows: rowsOf(pool, id, timeZone, ({ definitionId, nik, cells, deliveryId, channel, at, isFlagged }) => [
      nik,
      ...(places.get(definitionId) ?? []).map((place) => cells[place] ?? ''),
      deliveryId,
      channel,
      String(numbers.get(definitionId) ?? ''),
      at,
      isFlagged ? FLAG : '',
    ]),
  }
}

type StoredRow = {
  id: string
  definitionId: number
  nik: string
  cells: (string | null)[]
  deliveryId: string
  channel: string
  at: string
  isFlagged: boolean
}

async function* rowsOf(
  pool: Pool,
  agreementId: number,
  timeZone: string,
  write: (row: StoredRow) => string[],
): AsyncGenerator<string[]> {
  const { rows: deliveries } = await pool.query<{ id: string; channel: string }>(
    `select id, channel from feedback_delivery where agreement_id = $1 and emptied_at is null order by id`,
    [agreementId],
  )
  for (const delivery of deliveries) {
    const { first, last } = await spanOf(pool, delivery.id)
    if (first === null || last === null) continue
    let after = BigInt(first) - 1n
    for (;;) {
      const { rows } = await pool.query<StoredRow>({
        name: 'feedback-export',
        text: `select id, definition_id as "definitionId", nik::text, cells, delivery_id as "deliveryId",
                 to_char(received_at at time zone $5, 'YYYY-MM-DD HH24:MI:SS') as at,
                 access_seq is null as "isFlagged"
               from feedback_row where id > $1 and id <= $2 and delivery_id = $3 and agreement_id = $4
               order by id limit ${PAGE}`,
        values: [String(after), last, delivery.id, agreementId, timeZone],
      })
      for (const row of rows) yield write({ ...row, channel: delivery.channel })
      const end = rows.at(-1)
      if (end === undefined || rows.length < PAGE) break
      after = BigInt(end.id)
    }
  }
}

/**
 * The numbers of the first and last row of a delivery, by one look at its stretch of the table. Plus nothing: otherwise
 * the planner walks all rows in order of number until it meets the first.
 */
export async function spanOf(
  db: Pick<Pool, 'query'>,
  deliveryId: string | number,
): Promise<{ first: string | null; last: string | null }> {
  const { rows } = await db.query<{ first: string | null; last: string | null }>(
    'select min(id + 0) as first, max(id + 0) as last from feedback_row where delivery_id = $1',
    [deliveryId],
  )
  return rows[0] ?? { first: null, last: null }
}
