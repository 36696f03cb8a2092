import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { writeXlsx } from 'hucre/xlsx'
import { type FeedbackDefinition, type FeedbackField, NIK_COLUMN } from '../domain.ts'
import { helpOf } from './field-help.ts'

/** Text, whatever stands in it: a NIK keeps its digits, and nothing is calculated. */
const AS_TEXT = '@'

/** Rows below the header that a template prepares: Excel's own limit is a million, and nobody types that many. */
const PREPARED_ROWS = 10_000

const NIK_HELP = '# 16 angka; baris ini tidak dibaca'

/** An empty file to be filled in: a header, a row of help, lists to choose from, NIK as text (FB-85). */
export async function makeTemplate(
  definition: Pick<FeedbackDefinition, 'fields'>,
  format: 'csv' | 'xlsx',
): Promise<Buffer> {
  const { fields } = definition
  const header = [NIK_COLUMN, ...fields.map(({ key }) => key)]
  const help = [NIK_HELP, ...fields.map(helpOf)]
  if (format === 'csv') {
    const lines = [header, help].map((cells) => cells.map(quoted).join(';'))
    return Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`)
  }
  const lists = fields.flatMap((field, index) =>
    field.type === 'code' ? [{ field, column: index + 1, codes: field.codes }] : [],
  )
  const bytes = await writeXlsx({
    sheets: [
      {
        name: 'Data balikan',
        columns: header.map((name) => ({ width: Math.max(20, name.length + 4), numFmt: AS_TEXT })),
        rows: [header, help],
        cells: new Map(
          header.flatMap((_, column) => [
            styled(0, column, { font: { bold: true } }),
            styled(1, column, { font: { italic: true }, alignment: { wrapText: true, vertical: 'top' } }),
          ]),
        ),
        freezePane: { rows: 2 },
        dataValidations: [
          {
            type: 'textLength',
            operator: 'equal',
            formula1: '16',
            allowBlank: true,
            showErrorMessage: true,
            errorTitle: NIK_COLUMN,
            errorMessage: 'NIK terdiri atas 16 angka.',
            range: `A3:A${PREPARED_ROWS}`,
          },
          ...lists.map(({ field, column, codes }, index) => validationOf(field, column, codes.length, index)),
        ],
      },
      ...(lists.length === 0 ? [] : [listSheet(lists)]),
    ],
  })
  return Buffer.from(withTextColumns(bytes))
}

const STYLES = 'xl/styles.xml'
const FIRST_SHEET = 'xl/worksheets/sheet1.xml'
/** The format of text among those that every spreadsheet has built in. */
const TEXT_FORMAT = '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'

/**
 * Makes the columns of the first sheet text. hucre gives its format to the cells that are written and not to the column,
 * and the cells that people will fill in are yet to be written: in them Excel would take a NIK for a number and keep
 * fifteen digits of it.
 */
function withTextColumns(workbook: Uint8Array): Uint8Array {
  const files = unzipSync(workbook)
  const [styles, sheet] = [STYLES, FIRST_SHEET].map((path) => strFromU8(files[path] ?? new Uint8Array()))
  const formats = /<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(styles ?? '')?.[1]
  if (formats === undefined || sheet?.includes('<col ') !== true) {
    throw new Error('the workbook of a template is not built as expected')
  }
  const count = formats.match(/<xf[ >]/g)?.length ?? 0
  files[STYLES] = strToU8(
    (styles ?? '').replace(
      /<cellXfs[^>]*>.*?<\/cellXfs>/s,
      `<cellXfs count="${count + 1}">${formats}${TEXT_FORMAT}</cellXfs>`,
    ),
  )
  files[FIRST_SHEET] = strToU8(sheet.replaceAll('<col ', `<col style="${count}" `))
  return zipSync(files)
}

type List = { field: FeedbackField; codes: readonly { code: string; label: string }[] }

const LIST_SHEET = 'Pilihan'

/** The codes of every list with their labels, two columns each: drop-downs point here, for in a cell's own list Excel
 * takes 255 characters at most, and no comma. */
function listSheet(lists: readonly List[]) {
  const height = Math.max(...lists.map(({ codes }) => codes.length))
  const rows = Array.from({ length: height }, (_, row) =>
    lists.flatMap(({ codes }) => [codes[row]?.code ?? '', codes[row]?.label ?? '']),
  )
  const header = lists.flatMap(({ field }) => [field.key, field.label])
  return {
    name: LIST_SHEET,
    columns: header.map(() => ({ width: 24, numFmt: AS_TEXT })),
    rows: [header, ...rows],
    freezePane: { rows: 1 },
  }
}

function validationOf({ key, label, required }: FeedbackField, column: number, count: number, list: number) {
  const letter = lettersOf(column)
  const from = lettersOf(2 * list)
  return {
    type: 'list' as const,
    formula1: `${LIST_SHEET}!$${from}$2:$${from}$${count + 1}`,
    allowBlank: !required,
    showErrorMessage: true,
    errorTitle: label.slice(0, 32),
    errorMessage: `Pilih salah satu dari daftar ${key} pada lembar ${LIST_SHEET}.`,
    range: `${letter}3:${letter}${PREPARED_ROWS}`,
  }
}

const styled = (row: number, column: number, style: object) =>
  [`${row},${column}`, { style: { ...style, numFmt: AS_TEXT } }] as [string, { style: object }]

const quoted = (cell: string) => (/[;"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** `A`, `B` … `Z`, `AA`. */
function lettersOf(column: number): string {
  const rest = String.fromCharCode(65 + (column % 26))
  return column < 26 ? rest : lettersOf(Math.floor(column / 26) - 1) + rest
}
