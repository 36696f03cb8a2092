import { pipeline, Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { streamXlsxRows } from 'hucre/xlsx'
import { textOfCell } from './cell-text.ts'
import type { Encoding, Reading } from './detect.ts'
import { withoutShield } from './shield.ts'

/** Rows as texts, the header first, some at a time. */
export type Table = AsyncGenerator<string[][], void>

/** A file that cannot be split into rows; the message is for whoever has it. */
export class UnreadableFile extends Error {}

const ROWS_AT_ONCE = 1_000
/** An opening quotation mark that is never closed would otherwise take in the rest of the file. */
const MAX_RECORD_CHARACTERS = 256 * 1024

/** Rows that explain the others: the help row of a template begins so. They count as rows and are not read. */
export const isComment = (cells: readonly string[]): boolean => cells[0]?.startsWith('#') === true

/** Reads a file's rows; blank lines are left out. @throws UnreadableFile */
export function readTable(bytes: AsyncIterable<Buffer>, reading: Reading): Table {
  return reading.format === 'csv' ? readCsv(bytes, reading) : readWorkbook(bytes)
}

async function* readCsv(bytes: AsyncIterable<Buffer>, { encoding, separator }: Reading): Table {
  const parser = parse({
    bom: true,
    delimiter: separator,
    max_record_size: MAX_RECORD_CHARACTERS,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  })
  // An error of either stream destroys the parser with it, so the loop below throws it.
  pipeline(Readable.from(textOf(bytes, encoding)), parser, () => undefined)
  let rows: string[][] = []
  try {
    for await (const cells of parser) {
      rows.push(cells.map(withoutShield))
      if (rows.length < ROWS_AT_ONCE) continue
      yield rows
      rows = []
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error.lines === 'number' ? `Baris ${error.lines}: ` : ''
    throw new UnreadableFile(
      `${line}berkas tidak dapat dibaca lebih lanjut; periksa tanda kutip yang tidak ditutup.`,
    )
  }
  if (rows.length > 0) yield rows
}

async function* textOf(bytes: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<string | Buffer> {
  if (encoding === 'utf-8') {
    yield* bytes
    return
  }
  const decoder = new TextDecoder(encoding)
  for await (const piece of bytes) yield decoder.decode(piece, { stream: true })
}

async function* readWorkbook(bytes: AsyncIterable<Buffer>): Table {
  let rows: string[][] = []
  let width = 0
  try {
    for await (const { values } of streamXlsxRows(
      Readable.toWeb(Readable.from(bytes)) as ReadableStream<Uint8Array>,
    )) {
      const cells = values.map(textOfCell)
      if (cells.every((cell) => cell === '')) continue
      width = Math.max(width, cells.length)
      rows.push(cells)
      if (rows.length < ROWS_AT_ONCE) continue
      yield rows
      rows = []
    }
  } catch (error) {
    if (error instanceof Error && error.name.startsWith('Postgres')) throw error
    throw new UnreadableFile('Buku kerja tidak dapat dibaca; simpan ulang sebagai .xlsx atau CSV.', {
      cause: error,
    })
  }
  if (rows.length > 0) yield rows
}
