import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CSV_COLUMNS, type CsvColumn } from './csv-columns.ts'
import type { ResidentRow } from './resident-row.ts'

const COLUMNS: readonly (readonly [name: string, column: CsvColumn])[] = Object.entries(CSV_COLUMNS)
const CHARACTERS_PER_WRITE = 64 * 1024

/**
 * Writes residents to a new file in the import format and returns how many. The file must not exist yet.
 *
 * Values are written as they are, without the escaping of spreadsheet formulas, so that a file reads
 * back into the same rows.
 */
export async function writeResidentsCsv(path: string, rows: Iterable<ResidentRow>): Promise<number> {
  let count = 0
  function* lines() {
    let text = `${COLUMNS.map(([name]) => name).join(',')}\n`
    for (const row of rows) {
      count++
      text += csvLine(row)
      if (text.length < CHARACTERS_PER_WRITE) continue
      yield text
      text = ''
    }
    yield text
  }
  // Readable to its owner alone: real registry extracts are written in this format too.
  await pipeline(Readable.from(lines()), createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }))
  return count
}

/** One row in the import format, codes as names. */
function csvLine(row: ResidentRow): string {
  let line = ''
  for (const [, { column, write }] of COLUMNS) {
    const value = row[column]
    line += value === null ? ',' : `,${quoted(write === undefined ? String(value) : write(value))}`
  }
  return `${line.slice(1)}\n`
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
