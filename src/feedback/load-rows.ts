import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import { textArray } from '../kernel/pg-array.ts'
import { addToTally, type Tally } from './delivery.store.ts'
import type { CellFault, ReadRow } from './domain.ts'
import type { RowReading } from './row-reader.ts'
import type { PreparedRow, RowWriter } from './store-rows.ts'
import { tallyOf } from './tally.ts'

/** A row of a file, as far as it could be read; `cells` as they stood, for giving back. */
export type SourceRow = { rowNo: number; cells: readonly string[]; reading: RowReading | 'comment' }

/** Rows written in one transaction: more gain little and take longer to be lost or cancelled. */
export const CHUNK_ROWS = 4_000

export type LoadEnd = { kind: 'finished' | 'stopped'; rowsDone: number }

/** Thrown when another process goes on with the same delivery: that one counts. */
export class LoadTakenOver extends Error {
  constructor() {
    super('another process loads this delivery')
  }
}

/**
 * Stores the rows of a delivery chunk by chunk, each with the count that stands for it, so that whoever is
 * interrupted at any moment goes on after the last committed row (I9). The next chunk is read while the
 * database writes the last.
 *
 * @param source the rows from the very first on; those before `rowsDone` are passed over
 * @param onChunk called after each commit; returning false stops there
 */
export async function loadRows(
  pool: Pool,
  delivery: { id: number; receivedAt: string; rowsDone: number },
  writer: RowWriter,
  source: AsyncIterable<SourceRow[]>,
  onChunk: (rowsDone: number, tally: Tally) => boolean | Promise<boolean>,
): Promise<LoadEnd> {
  let { rowsDone } = delivery
  const chunks = chunksOf(pool, source, rowsDone, writer)
  let next = chunks.next()
  for (;;) {
    const { done, value: chunk } = await next
    if (done === true) return { kind: 'finished', rowsDone }
    next = chunks.next()
    // Should the writing fail first, this one is not waited for.
    next.catch(() => undefined)
    const tally = await inTx(pool, (tx) => storeChunk(tx, delivery, rowsDone, writer, chunk))
    rowsDone += chunk.rows.length
    if (await onChunk(rowsDone, tally)) continue
    await chunks.return(undefined)
    return { kind: 'stopped', rowsDone }
  }
}

type Chunk = { rows: SourceRow[]; prepared: PreparedRow[]; places: number[] }

async function* chunksOf(
  pool: Pool,
  source: AsyncIterable<SourceRow[]>,
  rowsDone: number,
  writer: RowWriter,
): AsyncGenerator<Chunk> {
  let chunk: Chunk = { rows: [], prepared: [], places: [] }
  for await (const some of source) {
    // In portions, so that the database's answers are not kept waiting.
    await addTo(chunk, some, rowsDone, pool, writer)
    if (chunk.rows.length < CHUNK_ROWS) continue
    yield chunk
    chunk = { rows: [], prepared: [], places: [] }
  }
  if (chunk.rows.length > 0) yield chunk
}

async function addTo(
  chunk: Chunk,
  rows: readonly SourceRow[],
  rowsDone: number,
  pool: Pool,
  writer: RowWriter,
): Promise<void> {
  const good: ReadRow[] = []
  for (const row of rows) {
    if (row.rowNo <= rowsDone) continue
    if (row.reading !== 'comment' && row.reading.ok) {
      good.push(row.reading.row)
      chunk.places.push(chunk.rows.length)
    }
    chunk.rows.push(row)
  }
  if (good.length === 0) return
  for (const row of await writer.prepare(pool, good)) chunk.prepared.push(row)
}

async function storeChunk(
  tx: Tx,
  delivery: { id: number; receivedAt: string },
  rowsDone: number,
  writer: RowWriter,
  { rows, prepared, places }: Chunk,
): Promise<Tally> {
  const { rows: found } = await tx.query(
    `select rows_read from feedback_delivery where id = $1 and state = 'loading' for update`,
    [delivery.id],
  )
  if (Number(found[0]?.rows_read ?? -1) !== rowsDone) throw new LoadTakenOver()
  const fates = await writer.store(tx, delivery, prepared)
  const rejects = rows.flatMap((row) =>
    row.reading === 'comment' || row.reading.ok ? [] : [{ row, faults: row.reading.faults }],
  )
  const unreadable = rejects.length
  for (const [index, fate] of fates.entries()) {
    const row = rows[places[index] ?? 0]
    if (fate.kind === 'refused' && row !== undefined) rejects.push({ row, faults: [...fate.faults] })
  }
  await insertRejects(tx, delivery.id, rejects)
  const stored = tallyOf(fates)
  const tally = {
    ...stored,
    read: rows.length,
    refused: stored.refused + unreadable,
  }
  await addToTally(tx, delivery.id, tally)
  return tally
}

async function insertRejects(
  tx: Tx,
  deliveryId: number,
  rejects: readonly { row: SourceRow; faults: readonly CellFault[] }[],
): Promise<void> {
  if (rejects.length === 0) return
  // As JSON text: an array of arrays of different lengths is none for PostgreSQL.
  await tx.query({
    name: 'feedback-rejects',
    text: `insert into feedback_reject (delivery_id, row_no, cells, faults)
           select $1, r.row_no::bigint, array(select jsonb_array_elements_text(r.cells::jsonb)), r.faults::jsonb
           from unnest($2::text[], $3::text[], $4::text[]) as r (row_no, cells, faults)`,
    values: [
      deliveryId,
      textArray(rejects.map(({ row }) => String(row.rowNo))),
      textArray(rejects.map(({ row }) => JSON.stringify(row.cells.map(storable)))),
      textArray(rejects.map(({ faults }) => JSON.stringify(faults))),
    ],
  })
}

/** What JSON in PostgreSQL cannot hold is shown by a sign for it. */
export const storable = (cell: string) => cell.toWellFormed().replaceAll('\0', '\u2400')
