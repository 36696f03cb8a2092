import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { CsvError, type Info, parse } from 'csv-parse'

/** A file as it stands: an import of it is known by its content, not by its name. */
export type CsvSource = { path: string; sha256: string; bytes: number; delimiter: ',' | ';' }

/** One row. `line` is the line of the file on which it ends; `bytesRead` tells how far the reader is. */
export type CsvRecord = { line: number; bytesRead: number; cells: string[] }

const READ_BYTES = 256 * 1024
const HEADER_BYTES = 16 * 1024
/** An opening quotation mark that is never closed would otherwise take in the rest of the file. */
const MAX_RECORD_CHARACTERS = 64 * 1024

export async function openCsvSource(path: string): Promise<CsvSource> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: READ_BYTES })) hash.update(chunk)
  return {
    path,
    sha256: hash.digest('hex'),
    bytes: (await stat(path)).size,
    delimiter: await detectDelimiter(path),
  }
}

/** Excel with Indonesian settings separates by semicolons. Whichever the header has more of. */
async function detectDelimiter(path: string): Promise<',' | ';'> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0)
    const [header = ''] = buffer.toString('utf8', 0, bytesRead).split(/\r?\n/, 1)
    return header.split(';').length > header.split(',').length ? ';' : ','
  } finally {
    await file.close()
  }
}

/**
 * The rows of a file, header first, blank lines left out. Rows may have any number of cells; a byte
 * order mark is passed over.
 *
 * @throws CsvError when the rest cannot be split into rows; `describeCsvError` words it
 */
export async function* readCsv(source: CsvSource): AsyncGenerator<CsvRecord> {
  const parser = parse({
    bom: true,
    delimiter: source.delimiter,
    info: true,
    max_record_size: MAX_RECORD_CHARACTERS,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  })
  // An error of either stream destroys the parser with it, so the loop below throws it.
  pipeline(createReadStream(source.path, { highWaterMark: READ_BYTES }), parser, () => undefined)
  for await (const item of parser) {
    const { record, info }: { record: string[]; info: Info } = item
    yield { line: info.lines, bytesRead: info.bytes, cells: record }
  }
}

/** What to tell whoever has the file; undefined for an error that is not about how the CSV is written. */
export function describeCsvError(error: unknown): string | undefined {
  if (!(error instanceof CsvError)) return undefined
  const line = typeof error.lines === 'number' ? `Baris ${error.lines}: ` : ''
  return `${line}CSV tidak dapat dibaca lebih lanjut (${error.code}); periksa tanda kutip yang tidak ditutup.`
}
