import { isWellFormedNik } from './nik.ts'

/**
 * Whether free text holds a NIK: sixteen digits on their own, or digits in groups that together are a
 * well-formed one. Longer numbers, such as the 18 digits of a NIP, may stand. What goes into the audit log
 * from people passes here first (I7).
 */
export function holdsNik(text: string): boolean {
  const plain = text.normalize('NFKC')
  if (/(?<![0-9])[0-9]{16}(?![0-9])/.test(plain)) return true
  const joined = plain.replace(/(?<=[0-9])[\s._-]+(?=[0-9])/g, '')
  return [...joined.matchAll(/[0-9]+/g)].some(([digits]) => isWellFormedNik(digits))
}

const MAX_REASON = 300

/** What keeps a reason out of the audit log; undefined when nothing does. */
export function reasonFault(reason: string): string | undefined {
  if (reason.trim() === '') return 'Sebutkan alasannya.'
  if (reason.length > MAX_REASON) return `Alasan paling banyak ${MAX_REASON} huruf.`
  return holdsNik(reason) ? 'Alasan memuat NIK; log audit tidak boleh menyimpannya.' : undefined
}
