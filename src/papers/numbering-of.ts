import type { Tx } from '../kernel/database.ts'
import { listPatterns, type Numbering } from '../letters/index.ts'
import type { PaperKind } from './domain.ts'

/** As delivered: one agenda of outgoing letters, and one each for minutes, agreements and orders. */
const OUTGOING: Numbering = {
  series: 'surat-keluar',
  pattern: '{klasifikasi}/{nomor}/{tahun}',
  classification: '400.12',
}

const MINUTES: Numbering = {
  series: 'berita-acara',
  pattern: '{klasifikasi}/{nomor}/BA/{romawi}/{tahun}',
  classification: '400.12',
}

const AGREEMENTS: Numbering = {
  series: 'perjanjian',
  pattern: '{klasifikasi}/{nomor}/PKS/{tahun}',
  classification: '400.12',
}

const ORDERS: Numbering = {
  series: 'surat-perintah',
  pattern: '{klasifikasi}/{nomor}/SP/{tahun}',
  classification: '800.1.11.1',
}

const USUAL: Partial<Record<PaperKind, Numbering>> = {
  agreement: AGREEMENTS,
  addendum: AGREEMENTS,
  'technical-guideline': AGREEMENTS,
  'user-id-handover': MINUTES,
  'sam-handover': MINUTES,
  'feedback-media-receipt': MINUTES,
  'meeting-minutes': MINUTES,
  'assignment-letter': ORDERS,
}

/** How a kind is numbered unless the office has set it otherwise. */
export const usualNumbering = (kind: PaperKind): Numbering => USUAL[kind] ?? OUTGOING

export async function numberingOf(tx: Tx, officeId: number, kind: PaperKind): Promise<Numbering> {
  return (await listPatterns(tx, officeId)).get(kind) ?? usualNumbering(kind)
}
