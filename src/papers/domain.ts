import type { AgreementFile } from '../agreements/index.ts'

/** Who writes a paper: on whose letterhead it stands and whose head signs it. */
export type PaperWriter = 'agency' | 'office' | 'central' | 'provider'

export type PaperKindRow = {
  /** As people call it. */
  name: string
  writer: PaperWriter
  /** Whether the office's own series gives it its number, unless the order brings one. */
  isNumbered: boolean
}

/** Every paper of an agreement's life, in the order in which they come up. */
export const PAPER_KINDS = {
  'access-request': { name: 'Surat permohonan hak akses', writer: 'agency', isNumbered: false },
  'ip-lan-request': { name: 'Surat permohonan IP LAN', writer: 'agency', isNumbered: false },
  'user-id-form': { name: 'Formulir permohonan User ID', writer: 'agency', isNumbered: false },
  'forwarding-letter': { name: 'Surat penerusan permohonan', writer: 'office', isNumbered: true },
  'return-letter': { name: 'Surat pengembalian permohonan', writer: 'office', isNumbered: true },
  'central-approval': { name: 'Surat persetujuan hak akses', writer: 'central', isNumbered: false },
  agreement: { name: 'Perjanjian Kerja Sama', writer: 'office', isNumbered: true },
  'technical-guideline': { name: 'Petunjuk teknis', writer: 'office', isNumbered: true },
  addendum: { name: 'Adendum perjanjian', writer: 'office', isNumbered: true },
  sptjm: { name: 'Surat Pernyataan Tanggung Jawab Mutlak', writer: 'agency', isNumbered: false },
  'extension-sptjm': { name: 'SPTJM masa perpanjangan', writer: 'agency', isNumbered: false },
  nda: { name: 'Surat pernyataan menjaga kerahasiaan', writer: 'agency', isNumbered: false },
  'closed-network-statement': {
    name: 'Surat pernyataan jaringan tertutup',
    writer: 'provider',
    isNumbered: false,
  },
  'user-id-handover': { name: 'Berita acara serah terima User ID', writer: 'office', isNumbered: true },
  'sam-handover': { name: 'Berita acara serah terima SAM', writer: 'office', isNumbered: true },
  'poc-request': { name: 'Surat permohonan PoC', writer: 'agency', isNumbered: false },
  'poc-schedule': { name: 'Surat jadwal PoC', writer: 'office', isNumbered: true },
  'poc-result': { name: 'Surat hasil PoC', writer: 'office', isNumbered: true },
  'renewal-request': { name: 'Surat permohonan perpanjangan', writer: 'agency', isNumbered: false },
  'assignment-letter': { name: 'Surat Perintah', writer: 'office', isNumbered: true },
  'officials-change-notice': {
    name: 'Surat pemberitahuan pergantian pejabat',
    writer: 'agency',
    isNumbered: false,
  },
  'suspension-letter': { name: 'Surat penangguhan akses', writer: 'office', isNumbered: true },
  'ending-letter': { name: 'Surat pengakhiran perjanjian', writer: 'office', isNumbered: true },
  'revocation-letter': { name: 'Surat pencabutan hak akses', writer: 'office', isNumbered: true },
  'feedback-media-receipt': {
    name: 'Berita acara penerimaan data balikan',
    writer: 'office',
    isNumbered: true,
  },
  'meeting-invitation': { name: 'Surat undangan rapat', writer: 'office', isNumbered: true },
  'meeting-minutes': { name: 'Notula rapat', writer: 'office', isNumbered: true },
  'breach-notice': { name: 'Surat pemberitahuan dugaan pelanggaran', writer: 'office', isNumbered: true },
  'breach-decision': { name: 'Surat keputusan atas pelanggaran', writer: 'office', isNumbered: true },
} as const satisfies Record<string, PaperKindRow>

export type PaperKind = keyof typeof PAPER_KINDS

export const PAPER_KIND_NAMES = Object.keys(PAPER_KINDS).filter(isPaperKind)

export function isPaperKind(text: string): text is PaperKind {
  return Object.hasOwn(PAPER_KINDS, text)
}

/** `replaced`: a later paper stands in its place. */
export const PAPER_STATES = { issued: 'berlaku', withdrawn: 'ditarik', replaced: 'diganti' } as const

export type PaperState = keyof typeof PAPER_STATES

export type PaperTable = { head: string[]; rows: string[][] }

/** What somebody wants written. */
export type PaperOrder = {
  kind: PaperKind
  officeId: number
  agencyId: number | null
  /** Its terms fill the letter: parties, numbers, elements, methods, quota, network, feedback, officials. */
  agreementId: number | null
  /** An access request, before there is an agreement. */
  requestId: number | null
  /** `2026-11-21` */
  date: string
  /** Of papers that others number; absent: the office's own series takes the next one. */
  number?: string
  /** The terms that are being agreed on, before there is an agreement: they fill the letter as its would. */
  draft?: Partial<AgreementFile>
  /**
   * What the occasion adds, by the names of occasions.ts or of a placeholder (docs/rules/letters.md). One that the
   * template asks for and nobody gives is a fault that names it; so is one that nobody knows.
   */
  facts?: Readonly<Record<string, string>>
  /** By the names of OCCASION_TABLES, or of a placeholder. */
  tables?: Readonly<Record<string, PaperTable>>
  /** `staff:username` */
  by: string
}

export type PaperRef = { id: number; kind: PaperKind; number: string | null; date: string; subject: string }

/** Why a paper cannot be written. `field` names the placeholder, or the field of the order. */
export type PaperFault = { field: string; code: string; message: string }

/** Where a paper's QR code leads: a page that says whether the paper is genuine and still counts. */
export const paperCheckPath = (token: string) => `/keaslian/${token}`
