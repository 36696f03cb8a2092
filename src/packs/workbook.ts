import { type CellStyle, type CellValue, type DataValidation, type WriteSheet, writeXlsx } from 'hucre/xlsx'

const HEAD: CellStyle = {
  font: { bold: true, color: { rgb: 'FFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: '1F4E79' } },
  alignment: { wrapText: true, vertical: 'center' },
}

/** Digits as they were typed: a NIK as a number would lose its last digits. */
const TEXT: CellStyle = { numFmt: '@' }

export type PlainSheet = {
  name: string
  /** Title and width in characters. */
  columns: readonly (readonly [title: string, width: number])[]
  rows: readonly (readonly CellValue[])[]
  /** So many empty lines to write in. */
  emptyRows?: number
  validations?: DataValidation[]
}

/**
 * A workbook whose cells are all text, with a head that stays in sight. The same sheets give the same bytes: its
 * day is the one given.
 */
export async function workbookOf(title: string, day: string, sheets: readonly PlainSheet[]): Promise<Buffer> {
  const at = new Date(`${day}T00:00:00Z`)
  const bytes = await writeXlsx({
    sheets: sheets.map(toSheet),
    properties: { title, creator: 'Gapura', created: at, modified: at },
  })
  return Buffer.from(bytes)
}

function toSheet({ name, columns, rows, emptyRows = 0, validations }: PlainSheet): WriteSheet {
  const blank = Array.from({ length: emptyRows }, () => columns.map(() => ''))
  const all: CellValue[][] = [columns.map(([title]) => title), ...rows.map((row) => [...row]), ...blank]
  const cells: NonNullable<WriteSheet['cells']> = new Map()
  for (const [column, [title]] of columns.entries()) cells.set(`0,${column}`, { value: title, style: HEAD })
  // An empty cell keeps its format only where it stands in the file.
  for (const [index, row] of blank.entries()) {
    const line = 1 + rows.length + index
    for (const column of row.keys()) cells.set(`${line},${column}`, { value: '', style: TEXT })
  }
  return {
    name,
    columns: columns.map(([, width]) => ({ width, style: TEXT })),
    rows: all,
    cells,
    freezePane: { rows: 1 },
    ...(validations === undefined ? {} : { dataValidations: validations }),
  }
}
