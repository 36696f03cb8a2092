import type { RowReading } from './csv-row.ts'
import type { CsvRecord } from './csv-source.ts'
import { NikLines } from './nik-lines.ts'
import type { RejectFile } from './reject-file.ts'
import type { ResidentRow } from './resident-row.ts'

/** Rows that are committed together. */
export type Chunk = {
  rowsRead: number
  rows: ResidentRow[]
  rowsRejected: number
  bytesRead: number
  line: number
}

const emptyChunk = (): Chunk => ({ rowsRead: 0, rows: [], rowsRejected: 0, bytesRead: 0, line: 0 })

/**
 * Sorts records into chunks of good rows and hands the others to the reject file. A NIK that an earlier row of the
 * file had is refused, wherever in the file that row was: else the order of rows would decide who somebody is.
 *
 * @param rowsDone rows committed by an earlier run; a chunk ends there, whatever its size
 */
export async function* readChunks(
  records: AsyncIterable<CsvRecord>,
  read: (cells: readonly string[]) => RowReading,
  rejects: RejectFile,
  chunkRows: number,
  rowsDone: number,
): AsyncGenerator<Chunk> {
  const met = new NikLines()
  let chunk = emptyChunk()
  let rowsRead = 0
  for await (const { cells, line, bytesRead } of records) {
    const reading = read(cells)
    const firstLine = reading.ok ? met.add(reading.row.nik, line) : undefined
    if (reading.ok && firstLine === undefined) {
      chunk.rows.push(reading.row)
    } else {
      rejects.add(cells, line, reading.ok ? [`NIK: sudah ada pada baris ${firstLine}.`] : reading.reasons)
      chunk.rowsRejected++
    }
    chunk.rowsRead++
    rowsRead++
    chunk.line = line
    chunk.bytesRead = bytesRead
    if (chunk.rowsRead < chunkRows && rowsRead !== rowsDone) continue
    yield chunk
    chunk = emptyChunk()
  }
  if (chunk.rowsRead > 0) yield chunk
}
