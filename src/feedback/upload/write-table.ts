import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import { writeXlsx, writeXlsxStream } from 'hucre/xlsx'
import { type FeedbackDefinition, type FeedbackField, NIK_COLUMN } from '../domain.ts'

export type TableFormat = 'csv' | 'xlsx'

export const MEDIA_TYPES: Record<TableFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** Text, whatever stands in it: a NIK keeps its digits, and nothing is calculated. */
const AS_TEXT = '@'

/**
 * A table on its way out, row by row. What a spreadsheet would calculate is shielded by an apostrophe in CSV, which
 * reading takes off again; in a workbook every cell is text.
 *
 * @param separator of the file that the sender used; Excel here opens semicolons
 */
export function writeTable(
  format: TableFormat,
  header: readonly string[],
  rows: AsyncIterable<string[]>,
  separator = ';',
): Readable {
  if (format === 'csv') {
    const writer = stringify({
      bom: true,
      header: true,
      columns: [...header],
      delimiter: separator,
      escape_formulas: true,
      record_delimiter: '\r\n',
    })
    const source = Readable.from(rows)
    source.on('error', (error) => writer.destroy(error))
    return source.pipe(writer)
  }
  const columns = header.map((name) => ({
    header: name,
    width: Math.max(14, name.length + 2),
    numFmt: AS_TEXT,
  }))
  const stream = writeXlsxStream(rows, { name: 'Data balikan', columns, freezePane: { rows: 1 } })
  return Readable.fromWeb(stream as Parameters<typeof Readable.fromWeb>[0])
}

/** Rows below the header that a template prepares: Excel's own limit is a million, and nobody types that many. */
const PREPARED_ROWS = 10_000

/** An empty file to be filled in: a header, a row of help, lists to choose from, NIK as text. */
export async function makeTemplate(definition: FeedbackDefinition, format: TableFormat): Promise<Buffer> {
  const header = [NIK_COLUMN, ...definition.fields.map(({ key }) => key)]
  const help = ['# 16 angka', ...definition.fields.map(helpOf)]
  if (format === 'csv') {
    const lines = [header, help].map((cells) => cells.map(quoted).join(';'))
    return Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`)
  }
  const bytes = await writeXlsx({
    sheets: [
      {
        name: 'Data balikan',
        columns: header.map((name) => ({ width: Math.max(20, name.length + 4), numFmt: AS_TEXT })),
        rows: [header, help],
        cells: new Map(
          header.flatMap((_, column) => [
            styled(0, column, { bold: true }),
            styled(1, column, { italic: true }),
          ]),
        ),
        freezePane: { rows: 2 },
        dataValidations: definition.fields.flatMap((field, index) => validationOf(field, index + 1)),
      },
    ],
  })
  return Buffer.from(bytes)
}

const styled = (row: number, column: number, font: { bold?: boolean; italic?: boolean }) =>
  [`${row},${column}`, { style: { font, numFmt: AS_TEXT } }] as [string, { style: object }]

const quoted = (cell: string) => (/[;"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** What a cell of the field may hold, in a few words. */
function helpOf(field: FeedbackField): string {
  const parts = [field.required ? 'Wajib' : 'Boleh kosong']
  if (field.type === 'date') parts.push('tanggal, contoh 2026-01-31')
  if (field.type === 'number') parts.push(field.decimals === 0 ? 'bilangan bulat' : 'bilangan')
  if (field.type === 'code') parts.push(`salah satu: ${field.codes.map(({ code }) => code).join(', ')}`)
  if (field.type === 'text') parts.push(`teks, paling banyak ${field.maxLength} huruf`)
  if (field.unique) parts.push('milik satu orang saja')
  return [parts.join('; '), field.help].filter((part) => part !== undefined).join('. ')
}

/** Excel takes lists of at most 255 characters; longer ones only have their help. */
const MAX_LIST_CHARACTERS = 255

function validationOf(field: FeedbackField, column: number) {
  if (field.type !== 'code') return []
  const values = field.codes.map(({ code }) => code)
  if (values.join(',').length > MAX_LIST_CHARACTERS || values.some((value) => value.includes(','))) return []
  const letter = lettersOf(column)
  return [
    {
      type: 'list' as const,
      values,
      allowBlank: !field.required,
      showErrorMessage: true,
      errorTitle: field.label,
      errorMessage: `Pilih salah satu: ${values.join(', ')}`,
      range: `${letter}3:${letter}${PREPARED_ROWS}`,
    },
  ]
}

/** `A`, `B` … `Z`, `AA`. */
function lettersOf(column: number): string {
  const rest = String.fromCharCode(65 + (column % 26))
  return column < 26 ? rest : lettersOf(Math.floor(column / 26) - 1) + rest
}
