import type { Tx } from '../../kernel/database.ts'
import { findDefinitionById } from '../definition.store.ts'
import { type CellFault, type FeedbackDefinition, NIK_COLUMN } from '../domain.ts'
import { storable } from '../load-rows.ts'
import { createNikWatch } from '../nik-cell.ts'
import { findColumnKey, findColumns, rowReader } from '../row-reader.ts'
import {
  detectEncoding,
  detectFormat,
  detectHabits,
  detectSeparator,
  meantBy,
  notTable,
  type Reading,
} from './detect.ts'
import { isComment, readTable, type Table, UnreadableFile } from './read-table.ts'
import { readParts, type Upload, updateReading } from './upload.store.ts'
import { REJECT_COLUMNS } from './write-table.ts'

const SAMPLE_ROWS = 1_000
const SHOWN_ROWS = 20

/** What a look at the first rows of a file shows, before anything of it is stored. */
export type Preview = {
  /** What keeps the file from being loaded at all. */
  faults: CellFault[]
  /** Columns that nobody agreed on; they are not read. */
  unknown: string[]
  /** Every column of the file with the field that it is read as; null: it is not read. */
  columns: { name: string; key: string | null }[]
  sampled: number
  faulty: number
  rows: { rowNo: number; cells: string[]; faults: CellFault[] }[]
}

/**
 * Looks at the beginning of a file: how it is written, where its columns are, what of its first rows would be refused.
 * What the sender knows better stands in `given`.
 *
 * @param today ISO day of the office
 */
export async function previewUpload(
  tx: Tx,
  upload: Upload,
  today: string,
  given: Partial<Reading> = {},
): Promise<Preview> {
  const definition = await findDefinitionById(tx, upload.definitionId)
  if (definition === undefined) throw new Error(`upload ${upload.id} has no definition`)
  const head = await headOf(tx, upload.id)
  const format = detectFormat(head)
  const encoding = given.encoding ?? detectEncoding(head)
  const separator = given.separator ?? detectSeparator(new TextDecoder(encoding).decode(head))
  const plain: Reading = { format, encoding, separator, decimal: '.', dayFirst: true }
  const wrong = notTable(head)
  const { header, rows, fault } =
    wrong === undefined
      ? await sampleOf(readTable(readParts(tx, upload.id), plain))
      : { header: [], rows: [], fault: unreadable(wrong) }
  const columns = columnsOf(definition, header, given)
  const habits = detectHabits(...cellsToJudge(definition, meantBy(header, { columns }), rows), separator)
  const reading: Reading = {
    ...plain,
    decimal: given.decimal ?? habits.decimal,
    dayFirst: given.dayFirst ?? habits.dayFirst,
    ...(Object.keys(columns).length === 0 ? {} : { columns }),
  }
  const preview = previewOf(definition, reading, header, rows, today)
  // Where the file cannot be read at all, what it lacks says nothing.
  if (fault !== undefined) preview.faults = [fault]
  await updateReading(tx, upload.id, { reading, header: header.map(storable), preview })
  return preview
}

const unreadable = (message: string): CellFault => ({ column: '', code: 'FB-23', message })

/** What the sender says of columns, as far as the file and the definition have them. */
function columnsOf(
  { fields }: FeedbackDefinition,
  header: readonly string[],
  given: Partial<Reading>,
): Record<string, string> {
  const keys = new Set(['', NIK_COLUMN, ...fields.map(({ key }) => key)])
  return Object.fromEntries(
    Object.entries(given.columns ?? {}).filter(([name, key]) => header.includes(name) && keys.has(key)),
  )
}

async function headOf(tx: Tx, id: number): Promise<Buffer> {
  for await (const part of readParts(tx, id)) return part.subarray(0, 256 * 1024)
  return Buffer.alloc(0)
}

async function sampleOf(table: Table) {
  const rows: string[][] = []
  let fault: CellFault | undefined
  try {
    for await (const some of table) {
      rows.push(...some)
      if (rows.length > SAMPLE_ROWS) break
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    fault = unreadable(error.message)
  }
  const [header = [], ...rest] = rows
  return { header, rows: rest.slice(0, SAMPLE_ROWS), fault }
}

/** The cells by which the sender's habits show: those of number fields, and those of dates. */
function cellsToJudge(
  { fields }: FeedbackDefinition,
  header: readonly string[],
  rows: readonly string[][],
): [numbers: string[], days: string[]] {
  const found = findColumns(fields, header)
  if (!found.ok) return [[], []]
  const cellsOf = (type: string) =>
    fields.flatMap((field, index) => {
      const at = found.columns.fields[index] ?? -1
      return field.type === type && at !== -1 ? rows.map((cells) => cells[at] ?? '') : []
    })
  return [cellsOf('number'), cellsOf('date')]
}

function previewOf(
  { fields }: FeedbackDefinition,
  reading: Reading,
  header: readonly string[],
  rows: readonly string[][],
  today: string,
): Preview {
  const meant = meantBy(header, reading)
  const columns = header.map((name, index) => ({
    name: storable(name),
    key: findColumnKey(fields, meant[index] ?? '') ?? null,
  }))
  const found = findColumns(fields, meant)
  if (!found.ok) {
    const first = rows
      .slice(0, SHOWN_ROWS)
      .map((cells, index) => ({ rowNo: index + 1, cells: cells.map(storable), faults: [] }))
    return { faults: found.faults, unknown: [], columns, sampled: 0, faulty: 0, rows: first }
  }
  const read = rowReader(fields, found.columns, reading, today)
  const watch = createNikWatch()
  const shown: Preview['rows'] = []
  let faulty = 0
  let sampled = 0
  for (const [index, cells] of rows.entries()) {
    if (isComment(cells)) continue
    sampled += 1
    const row = read(cells)
    if (row.ok) watch.see(row.row.nik)
    else faulty += 1
    if (shown.length < SHOWN_ROWS) {
      shown.push({ rowNo: index + 1, cells: cells.map(storable), faults: row.ok ? [] : row.faults })
    }
  }
  const faults: CellFault[] = watch.isRounded() ? [ROUNDED] : []
  if (sampled === 0) faults.push({ column: '', code: 'FB-24', message: 'Berkas tidak berisi baris data.' })
  const unknown = found.unknown.filter((name) => !REJECT_COLUMNS.includes(name)).map(storable)
  return { faults, unknown, columns, sampled, faulty, rows: shown }
}

const ROUNDED: CellFault = {
  column: 'NIK',
  code: 'FB-06',
  message:
    'Semua NIK berakhir dengan 0: digit terakhirnya dibulatkan Excel. Ambil ulang dari sumbernya dengan kolom NIK sebagai teks.',
}
