import { call, post } from './client.ts'
import { exactly, list, nothing, nullable, number, type Of, record, text } from './shape.ts'

const keyShape = record({
  id: number,
  agreement: text,
  agency: text,
  holder: text,
  state: exactly('waiting', 'active', 'rejected', 'revoked'),
  fingerprint: nullable(text),
  registeredAt: text,
  registeredBy: text,
  confirmedAt: nullable(text),
  confirmedBy: nullable(text),
  endedAt: nullable(text),
  endedBy: nullable(text),
  endReason: nullable(text),
})

/** A key by which an agency signs packages. */
export type MediaKey = Of<typeof keyShape>

const facts = {
  id: number,
  state: exactly('receiving', 'checked', 'refused', 'taken', 'declined'),
  fileName: text,
  sizeBytes: number,
  partBytes: number,
  medium: text,
  receivedAt: text,
  receivedBy: text,
  agreement: nullable(text),
  agency: nullable(text),
  fault: nullable(record({ code: text, message: text })),
  decidedAt: nullable(text),
  decidedBy: nullable(text),
  decidedReason: nullable(text),
  deliveryId: nullable(number),
  receiptPaperId: nullable(number),
  loading: nullable(
    record({ state: text, read: number, stored: number, known: number, refused: number, flagged: number }),
  ),
  made: nullable(
    record({
      id: text,
      at: text,
      organisation: text,
      name: text,
      source: nullable(text),
      sourceSha256: nullable(text),
      rows: number,
      bytes: number,
      definition: nullable(number),
      holder: nullable(text),
      fingerprint: nullable(text),
    }),
  ),
}

const lineShape = record(facts)

/** A package that came on a medium. */
export type MediaPackage = Of<typeof lineShape>

export const packageShape = record({ ...facts, parts: list(record({ n: number, sha256: text })) })

const agreementShape = record({
  code: text,
  agency: text,
  number: text,
  definition: number,
  columns: list(text),
})

export type MediaAgreement = Of<typeof agreementShape>

export const mediaShape = record({
  recipient: nullable(text),
  agreements: list(agreementShape),
  keys: list(keyShape),
  packages: list(lineShape),
})

const idShape = record({ id: number })

export const registerKey = (given: { agreement: string; publicKey: string; holder: string }) =>
  post('/feedback/media/keys', idShape, given)

export const revokeKey = (id: number, reason: string) =>
  post(`/feedback/media/keys/${id}/revocation`, idShape, { reason })

export const confirmKey = (id: number, fingerprint: string) =>
  post(`/office/feedback/keys/${id}/confirmation`, idShape, { fingerprint })

export const endKey = (id: number, reason: string) =>
  post(`/office/feedback/keys/${id}/end`, idShape, { reason })

export const packageAddress = (id: number | string) => `/office/feedback/packages/${id}`

export const beginPackage = (file: File, medium: string) =>
  post('/office/feedback/packages', record({ id: number, partBytes: number }), {
    fileName: file.name,
    size: file.size,
    medium,
  })

/** A part of two megabytes on a slow line; and reading a whole package, at 100 MB a second. */
const PATIENCE_MS = 120_000

export const putPackagePart = (id: number, n: number, part: Uint8Array<ArrayBuffer>) =>
  call(
    'PUT',
    `${packageAddress(id)}/parts/${n}`,
    record({ sha256: text }),
    new File([part], 'part'),
    { 'content-type': 'application/octet-stream' },
    PATIENCE_MS,
  )

export const checkPackage = (id: number) =>
  call('POST', `${packageAddress(id)}/check`, lineShape, {}, {}, PATIENCE_MS)

export const storePackage = (id: number) =>
  call('POST', `${packageAddress(id)}/storing`, lineShape, {}, {}, PATIENCE_MS)

export const declinePackage = (id: number, reason: string) =>
  post(`${packageAddress(id)}/refusal`, lineShape, { reason })

export const writeReceipt = (id: number, note: string) =>
  post(`${packageAddress(id)}/receipt`, lineShape, { note })

const dispatchShape = record({
  id: number,
  way: exactly('package', 'web-service'),
  state: exactly('making', 'made', 'handed-over', 'waiting', 'sent', 'failed', 'void'),
  madeAt: text,
  madeBy: text,
  rows: number,
  periodFrom: nullable(text),
  periodUntil: nullable(text),
  sizeBytes: nullable(number),
  sha256: nullable(text),
  handedOn: nullable(text),
  medium: nullable(text),
  receipt: nullable(text),
  attempts: number,
  httpStatus: nullable(number),
  problem: nullable(text),
  endedAt: nullable(text),
  endedBy: nullable(text),
  agreements: list(text),
})

/** What went, or is to go, on to the central authority. */
export type Dispatch = Of<typeof dispatchShape>

export const dispatchesShape = record({
  recipient: nullable(text),
  signer: nullable(record({ fingerprint: text, pem: text })),
  service: nullable(text),
  sent: record({ batches: number, rows: number, lastAt: nullable(text) }),
  dispatches: list(dispatchShape),
})

export const DISPATCHES = '/office/feedback/dispatches'

export const dispatchHref = (id: number) => `/api/portal${DISPATCHES}/${id}/file`

export const planPackage = (given: { agreements: readonly string[]; until: string }) =>
  post(DISPATCHES, idShape, given)

export const handOver = (id: number, given: { handedOn: string; medium: string; receipt: string }) =>
  post(`${DISPATCHES}/${id}/handover`, nothing, given)

export const actOnDispatch = (id: number, act: 'void' | 'retry') =>
  post(`${DISPATCHES}/${id}/${act}`, nothing)
