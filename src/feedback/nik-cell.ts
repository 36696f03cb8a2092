import { parseNik } from '../registry/index.ts'
import { type CellFault, NIK_COLUMN } from './domain.ts'

/**
 * Reads a cell that should hold a NIK. What a spreadsheet has spoiled is said and never guessed: digits that it
 * rounded away are nowhere any more (FB-02 to FB-05).
 */
export function readNikCell(raw: string): { ok: true; nik: string } | { ok: false; fault: CellFault } {
  const text = raw.trim().replace(/^'/, '')
  if (text === '') return fault('FB-01', 'wajib diisi.')
  if (/^[0-9]([.,][0-9]+)?[eE]\+?[0-9]{1,2}$/.test(text)) {
    return fault(
      'FB-02',
      'ditulis sebagai bilangan ilmiah oleh Excel; digitnya hilang. Ubah kolom menjadi teks.',
    )
  }
  if (/^[0-9]{16}[.,]0+$/.test(text)) {
    return fault('FB-03', 'diberi desimal oleh Excel, sehingga digit terakhirnya tidak dapat dipercaya.')
  }
  if (/^[0-9]{15}$/.test(text)) return fault('FB-04', 'hanya 15 digit; satu digit hilang.')
  const parsed = parseNik(text)
  return parsed.ok ? { ok: true, nik: text } : fault('FB-05', lowered(parsed.message))
}

const lowered = (message: string) => message.replace(/^NIK /, '')

function fault(code: string, message: string) {
  return { ok: false, fault: { column: NIK_COLUMN, code, message: `NIK: ${message}` } } as const
}

/** From so many rows on, NIKs that all end in 0 are no accident: a spreadsheet keeps 15 digits of a number. */
const ROWS_TO_JUDGE = 20

/** Watches the NIKs of one file for what no single one of them shows. */
export function createNikWatch() {
  let seen = 0
  let endingInZero = 0
  return {
    see(nik: string): void {
      seen += 1
      if (nik.endsWith('0')) endingInZero += 1
    },
    /** Whether the file has lost its last digits (FB-06). */
    isRounded: () => seen >= ROWS_TO_JUDGE && seen === endingInZero,
  }
}
