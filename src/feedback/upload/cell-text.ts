/** From here on a number has lost digits to the spreadsheet, which keeps fifteen. */
const FIFTEEN_DIGITS = 1e15

/** What a cell of a workbook says, as text. */
export function textOfCell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') {
    // With a decimal, by which the reader of NIKs knows that it was a number (FB-03).
    return Number.isInteger(value) && value >= FIFTEEN_DIGITS ? `${BigInt(value)}.0` : String(value)
  }
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  return ''
}
