import {
  type CellContext,
  type Complain,
  CSV_COLUMNS,
  type CsvColumn,
  type CsvColumnName,
} from './csv-columns.ts'
import { isWellFormedNik } from './nik.ts'
import type { ResidentRow } from './resident-row.ts'

/** Columns of a reject file that are passed over, so that a corrected reject file can be imported as it is. */
export const REJECT_COLUMNS = ['BARIS', 'ALASAN'] as const

/** Where each known column stands in the file. */
export type CsvHeader = { width: number; places: ReadonlyMap<CsvColumnName, number> }

export type HeaderReading = { ok: true; header: CsvHeader } | { ok: false; faults: string[] }

export type RowReading = { ok: true; row: ResidentRow } | { ok: false; reasons: string[] }

const ISO_DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/
const REQUIRED = columnEntries().filter(([, column]) => column.required)

/** Reads the header row; every unknown, repeated and missing column is named at once. */
export function readHeader(cells: readonly string[]): HeaderReading {
  const faults: string[] = []
  const places = new Map<CsvColumnName, number>()
  for (const [index, cell] of cells.entries()) {
    const name = cell.trim().toUpperCase()
    if (REJECT_COLUMNS.some((reject) => reject === name)) continue
    if (!isCsvColumn(name)) faults.push(`Kolom ke-${index + 1} "${cell.slice(0, 40)}" tidak dikenal.`)
    else if (places.has(name)) faults.push(`Kolom ${name} tertulis lebih dari sekali.`)
    else places.set(name, index)
  }
  for (const [name] of REQUIRED) if (!places.has(name)) faults.push(`Kolom wajib ${name} tidak ada.`)
  return faults.length === 0 ? { ok: true, header: { width: cells.length, places } } : { ok: false, faults }
}

/** A function that turns the cells of one row into column values, or into every reason why it cannot. */
export function rowReader(header: CsvHeader, context: CellContext): (cells: readonly string[]) => RowReading {
  const present = columnEntries().map(([name, column]) => ({ name, column, place: header.places.get(name) }))

  return (cells) => {
    if (cells.length !== header.width) {
      return { ok: false, reasons: [`Jumlah kolom ${cells.length}, seharusnya ${header.width}.`] }
    }
    const reasons: string[] = []
    const row: Record<string, string | number | null> = {}
    for (const { name, column, place } of present) {
      const cell = place === undefined ? '' : (cells[place] ?? '').trim()
      const complain: Complain = (reason) => reasons.push(`${name}: ${reason}.`.replace('..', '.'))
      row[column.column] = readCell(cell, column, complain, context)
    }
    reasons.push(...disagreements(row))
    return isResidentRow(row, reasons) ? { ok: true, row } : { ok: false, reasons }
  }
}

function readCell(cell: string, column: CsvColumn, complain: Complain, context: CellContext) {
  // Offices write a dash for "none" in columns that may be empty.
  if (cell === '' || (cell === '-' && !column.required)) {
    if (column.required) complain(column.column === 'gol_darah' ? 'kosong; tulis TIDAK TAHU' : 'kosong')
    return null
  }
  return column.read(cell, complain, context)
}

/** Every column has been read without a complaint, which is what makes the values a row. */
function isResidentRow(_values: Record<string, unknown>, reasons: string[]): _values is ResidentRow {
  return reasons.length === 0
}

/** What no cell shows alone: the NIK tells sex and birth date too. Cells that are wrong in themselves are left out. */
function disagreements({ nik, jenis_klmin: sex, tgl_lhr: birthDay }: Record<string, unknown>): string[] {
  if (typeof nik !== 'string' || !isWellFormedNik(nik)) return []
  const reasons: string[] = []
  const writtenDay = Number(nik.slice(6, 8))
  if ((sex === 1 || sex === 2) && sex !== (writtenDay > 40 ? 2 : 1)) {
    reasons.push('JENIS_KLMIN: tidak sama dengan jenis kelamin dalam NIK (digit 7–8).')
  }
  if (typeof birthDay !== 'string' || !ISO_DAY.test(birthDay)) return reasons
  const born = String(writtenDay > 40 ? writtenDay - 40 : writtenDay).padStart(2, '0') + nik.slice(8, 12)
  if (born !== birthDay.slice(8) + birthDay.slice(5, 7) + birthDay.slice(2, 4)) {
    reasons.push('TGL_LHR: tidak sama dengan tanggal lahir dalam NIK (digit 7–12).')
  }
  return reasons
}

function isCsvColumn(name: string): name is CsvColumnName {
  return Object.hasOwn(CSV_COLUMNS, name)
}

function columnEntries(): [CsvColumnName, CsvColumn][] {
  return Object.entries(CSV_COLUMNS).flatMap(([name, column]) => (isCsvColumn(name) ? [[name, column]] : []))
}
