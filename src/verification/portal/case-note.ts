import type { FieldFault } from '../../kernel/problem.ts'
import { holdsNik } from '../../registry/index.ts'

/** Purpose and case number of a question, as its audit entry keeps them. */
export type CaseNote = { purpose: string; caseNumber: string }

const SEPARATOR = ' · '
/** As much as an audit entry keeps of a text. */
const MAX_NOTE = 200
export const MAX_CASE_NUMBER = 60

/**
 * Reads why an operator asks (P-02, P-03). Both go into the audit log, where no NIK may stand (I7).
 *
 * @param purposes what the agreement allows
 */
export function readCaseNote(
  given: { purpose: string; caseNumber: string },
  purposes: readonly string[],
): { kind: 'read'; note: CaseNote } | { kind: 'faulty'; faults: FieldFault[] } {
  const faults: FieldFault[] = []
  const note = { purpose: given.purpose.trim(), caseNumber: given.caseNumber.trim() }
  if (note.purpose === '') faults.push({ field: 'purpose', message: 'Pilih keperluannya.' })
  else if (holdsNik(note.purpose)) {
    faults.push({ field: 'purpose', message: 'Keperluan memuat NIK; log audit tidak boleh menyimpannya.' })
  } else if (!purposes.includes(note.purpose)) {
    faults.push({ field: 'purpose', message: 'Keperluan ini tidak ada dalam daftar perjanjian.' })
  }
  const caseNumber = caseNumberFault(note.caseNumber)
  if (caseNumber !== undefined) faults.push({ field: 'caseNumber', message: caseNumber })
  return faults.length > 0 ? { kind: 'faulty', faults } : { kind: 'read', note }
}

function caseNumberFault(text: string): string | undefined {
  if (text === '') return 'Isi nomor berkasnya.'
  if (text.length > MAX_CASE_NUMBER) return `Nomor berkas paling banyak ${MAX_CASE_NUMBER} huruf.`
  if (holdsNik(text)) return 'Nomor berkas memuat NIK; log audit tidak boleh menyimpannya.'
  if (text.includes(SEPARATOR.trim())) return 'Nomor berkas tidak boleh memuat tanda ·.'
  return undefined
}

/** The note as the audit entry's purpose. A long purpose is cut, never the case number. */
export function writeCaseNote({ purpose, caseNumber }: CaseNote): string {
  const room = MAX_NOTE - SEPARATOR.length - caseNumber.length
  const short = purpose.length <= room ? purpose : `${purpose.slice(0, room - 1)}…`
  return `${short}${SEPARATOR}${caseNumber}`
}

/** What `writeCaseNote` wrote. */
export function splitCaseNote(text: string | null): {
  purpose: string | null
  caseNumber: string | null
} {
  const at = text?.lastIndexOf(SEPARATOR) ?? -1
  if (text === null || at === -1) return { purpose: text, caseNumber: null }
  return { purpose: text.slice(0, at), caseNumber: text.slice(at + SEPARATOR.length) }
}
