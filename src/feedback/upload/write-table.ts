import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import { writeXlsxStream } from 'hucre/xlsx'
import { shielded } from './shield.ts'

export type TableFormat = 'csv' | 'xlsx'

export const MEDIA_TYPES: Record<TableFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** What stands behind a row that comes back; sent again with the rows mended, these columns are not read. */
export const REJECT_COLUMNS: readonly string[] = ['BARIS', 'KOLOM', 'ALASAN']

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
      cast: { string: shielded },
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
