import { type CellFault, type FeedbackField, NIK_COLUMN, type ReadRow } from './domain.ts'
import { readNikCell } from './nik-cell.ts'
import { cellReader, cleaned, type Habits } from './read-cells.ts'

export type RowReading = { ok: true; row: ReadRow } | { ok: false; faults: CellFault[] }

/**
 * Reads the rows of one sender. Every fault of a row is told at once.
 *
 * @param columns where each column stands in the sender's rows; a field that is absent reads as empty
 */
export function rowReader(
  fields: readonly FeedbackField[],
  columns: Columns,
  habits: Habits,
  today: string,
): (cells: readonly string[]) => RowReading {
  const readers = fields.map((field, index) => ({
    at: columns.fields[index] ?? -1,
    read: cellReader(field, habits, today),
  }))
  return (cells) => {
    const nik = readNikCell(cells[columns.nik] ?? '')
    const row: (string | null)[] = []
    const faults: CellFault[] = nik.ok ? [] : [nik.fault]
    for (const { at, read } of readers) {
      const reading = read(at === -1 ? '' : (cells[at] ?? ''))
      if (reading.ok) row.push(reading.cell)
      else faults.push(reading.fault)
    }
    return faults.length === 0 && nik.ok
      ? { ok: true, row: { nik: nik.nik, cells: row } }
      : { ok: false, faults }
  }
}

/** Where the columns of a definition stand in a row of somebody's; -1: not there. */
export type Columns = { nik: number; fields: number[] }

/**
 * Finds the columns by the key or the label of each field, in any case and order. Columns of other names are not
 * read, and said.
 */
export function findColumns(
  fields: readonly FeedbackField[],
  header: readonly string[],
): { ok: true; columns: Columns; unknown: string[] } | { ok: false; faults: CellFault[] } {
  const names = header.map(nameOf)
  const faults: CellFault[] = []
  for (const [index, name] of names.entries()) {
    if (name !== '' && names.indexOf(name) !== index) {
      faults.push({
        column: header[index] ?? '',
        code: 'FB-21',
        message: `Kolom ${header[index]} ada dua kali.`,
      })
    }
  }
  const place = ({ key, label }: { key: string; label: string }) => {
    const at = names.indexOf(nameOf(key))
    return at === -1 ? names.indexOf(nameOf(label)) : at
  }
  const nik = names.indexOf(nameOf(NIK_COLUMN))
  if (nik === -1) faults.push({ column: NIK_COLUMN, code: 'FB-20', message: 'Kolom NIK tidak ada.' })
  const places = fields.map(place)
  for (const [index, field] of fields.entries()) {
    if (field.required && places[index] === -1) {
      faults.push({
        column: field.key,
        code: 'FB-20',
        message: `Kolom ${field.key} (${field.label}) tidak ada.`,
      })
    }
  }
  if (faults.length > 0) return { ok: false, faults }
  const used = new Set([nik, ...places])
  const unknown = header.filter((name, index) => !used.has(index) && name.trim() !== '')
  return { ok: true, columns: { nik, fields: places }, unknown }
}

/** Which column of a definition a name means: a field's key, or NIK; undefined: none. */
export function findColumnKey(fields: readonly FeedbackField[], name: string): string | undefined {
  const wanted = nameOf(name)
  if (wanted === '') return undefined
  if (wanted === nameOf(NIK_COLUMN)) return NIK_COLUMN
  const byKey = fields.find(({ key }) => nameOf(key) === wanted)
  return (byKey ?? fields.find(({ label }) => nameOf(label) === wanted))?.key
}

/** What a column is known by, however it is written. */
export const nameOf = (text: string) =>
  cleaned(text)
    .toUpperCase()
    .replace(/[\s_.-]+/g, ' ')
    .replace(/\s*\*$/, '')
