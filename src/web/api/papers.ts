import { putDocument } from './client.ts'
import { exactly, list, nullable, number, type Of, record, text, truth } from './shape.ts'

export const PAPER_STATES = ['issued', 'withdrawn', 'replaced'] as const

/** The largest file that the server takes (src/files/domain.ts). */
export const MAX_UPLOAD_BYTES = 10 * 1024 * 1024

export const UPLOAD_NAMES = '.pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png'

const scanShape = record({
  n: number,
  name: text,
  mediaType: text,
  size: number,
  uploadedBy: text,
  uploadedAt: text,
})

const paperShape = record({
  id: number,
  kind: text,
  kindName: text,
  number: nullable(text),
  date: text,
  subject: text,
  agency: nullable(record({ id: number, name: text })),
  agreement: nullable(text),
  request: nullable(number),
  state: exactly(...PAPER_STATES),
  stateReason: nullable(text),
  replacedBy: nullable(number),
  isSigned: truth,
  signingRefused: nullable(text),
  issuedAt: text,
  token: text,
  scans: list(scanShape),
})

export type Paper = Of<typeof paperShape>
export type Scan = Of<typeof scanShape>

export const papersShape = record({
  items: list(paperShape),
  total: number,
  next: nullable(number),
  kinds: list(record({ kind: text, name: text })),
  agencies: list(record({ id: number, name: text })),
})

/** Where the file of a paper, or one of its scans, is opened. */
export const paperFilePath = (id: number) => `/api/portal/papers/${id}/file`
export const scanPath = (id: number, n: number) => `/api/portal/papers/${id}/scans/${n}`

const uploadedShape = record({ n: number, name: text })

export const uploadScan = (id: number, file: File) => putDocument(`/papers/${id}/scan`, uploadedShape, file)

const briefShape = record({ kind: text, number: nullable(text), date: text })

export const STANDINGS = [
  'issued',
  'in-force',
  'not-yet',
  'suspended',
  'expired',
  'ended',
  'revoked',
  'withdrawn',
  'replaced',
] as const

export type Standing = (typeof STANDINGS)[number]

export const genuinenessShape = record({
  kind: text,
  number: nullable(text),
  date: text,
  office: text,
  agency: nullable(text),
  standing: exactly(...STANDINGS),
  validUntil: nullable(text),
  replacedBy: nullable(briefShape),
  isSigned: truth,
  sha256: text,
  issuedAt: text,
})

export type Genuineness = Of<typeof genuinenessShape>
