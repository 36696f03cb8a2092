import { type FileHandle, open } from 'node:fs/promises'
import { stringify } from 'csv-stringify/sync'
import { REJECT_COLUMNS } from './csv-row.ts'

/**
 * The file that gives refused rows back to whoever has the input: the original columns, then the line and every
 * reason. Corrected, it can be imported as it is. Cells are not escaped against spreadsheet formulas, because a
 * row must come back as it was sent.
 *
 * The file appears with the first refused row and replaces an older one; only its owner can read it.
 */
export class RejectFile {
  readonly path: string
  readonly #delimiter: string
  readonly #header: readonly string[]
  /** Positions of the original columns; a corrected reject file brings its own BARIS and ALASAN. */
  readonly #kept: readonly number[]
  readonly #width: number
  #file: FileHandle | undefined
  #unwritten: string[][] = []

  constructor(path: string, header: readonly string[], delimiter: string) {
    this.path = path
    this.#delimiter = delimiter
    this.#kept = [...header.keys()].filter(
      (index) => !REJECT_COLUMNS.some((name) => name === header[index]?.trim().toUpperCase()),
    )
    this.#header = [...this.#kept.map((index) => header[index] ?? ''), ...REJECT_COLUMNS]
    this.#width = header.length
  }

  /** Notes a refused row; cells beyond the header's width follow after the reasons, so that none is lost. */
  add(cells: readonly string[], line: number, reasons: readonly string[]) {
    const kept = this.#kept.map((index) => cells[index] ?? '')
    this.#unwritten.push([...kept, String(line), reasons.join(' '), ...cells.slice(this.#width)])
  }

  /** Writes what was noted since the last time. Done before the rows' chunk is committed, so that none is lost. */
  async flush() {
    if (this.#unwritten.length === 0) return
    const rows = this.#unwritten
    this.#unwritten = []
    if (this.#file === undefined) {
      this.#file = await open(this.path, 'w', 0o600)
      rows.unshift([...this.#header])
    }
    await this.#file.appendFile(stringify(rows, { delimiter: this.#delimiter }))
    await this.#file.datasync()
  }

  async close() {
    await this.#file?.close()
  }
}
