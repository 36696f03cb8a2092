import { streamXlsxRows } from 'hucre/xlsx'
import { textOfCell } from '../upload/cell-text.ts'

/**
 * The first sheet of a workbook as CSV, with commas: numbers have decimal points and days are ISO, which is what the loader
 * expects of a file with commas. Runs in a browser as well.
 */
export async function* workbookAsCsv(
  workbook: ReadableStream<Uint8Array>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder()
  let text = ''
  for await (const { values } of streamXlsxRows(workbook)) {
    const cells = values.map(textOfCell)
    if (cells.every((cell) => cell === '')) continue
    text += `${cells.map(quoted).join(',')}\r\n`
    if (text.length < PIECE_CHARACTERS) continue
    yield encoder.encode(text)
    text = ''
  }
  yield encoder.encode(text)
}

const PIECE_CHARACTERS = 64 * 1024

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
