import type { Tx } from '../../kernel/database.ts'
import { type OutgoingRow, readOutgoing, valuesOf } from './span.store.ts'

const HEADER = ['PERJANJIAN', 'NOMOR_PERJANJIAN', 'ID_LEMBAGA', 'NAMA_LEMBAGA', 'NIK', 'DITERIMA', 'PARAM']

/** Six digits, as the wire has them (W-40). */
export const agencyNumber = (agencyId: number): string => String(agencyId).padStart(6, '0')

/**
 * The rows of a dispatch as CSV (RFC 4180, UTF-8): agreements differ in their fields, so these stand in one column as a JSON
 * object, as `param` of the wire has them. What a spreadsheet would calculate is shielded by an apostrophe (FB-65).
 */
export async function* outgoingCsv(db: Tx, dispatchId: number): AsyncGenerator<Buffer> {
  yield Buffer.from(`${HEADER.join(',')}\r\n`)
  for await (const rows of readOutgoing(db, dispatchId)) {
    yield Buffer.from(rows.map((row) => `${cellsOf(row).map(quoted).join(',')}\r\n`).join(''))
  }
}

const cellsOf = (row: OutgoingRow) => [
  row.agreement,
  row.agreementNumber,
  agencyNumber(row.agencyId),
  row.agency,
  row.nik,
  row.receivedAt,
  JSON.stringify(valuesOf(row)),
]

function quoted(cell: string): string {
  const shielded = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(shielded) ? `"${shielded.replaceAll('"', '""')}"` : shielded
}
