import { call, post } from './client.ts'
import { tallyShape } from './feedback.ts'
import {
  dictionary,
  exactly,
  list,
  nothing,
  nullable,
  number,
  type Of,
  optional,
  record,
  text,
  truth,
} from './shape.ts'

export const ENCODINGS = ['utf-8', 'utf-16le', 'windows-1252'] as const
export const SEPARATORS = [',', ';', '\t', '|'] as const

const line = {
  id: number,
  agreement: text,
  state: exactly('receiving', 'received', 'loading', 'finished', 'cancelled', 'failed'),
  sentBy: text,
  begunAt: text,
  changedAt: text,
  fileName: text,
  sizeBytes: number,
}

const lineShape = record(line)

/** An upload in a list. */
export type UploadLine = Of<typeof lineShape>

export const uploadLinesShape = list(lineShape)

const readingShape = record({
  format: exactly('csv', 'xlsx'),
  encoding: exactly(...ENCODINGS),
  separator: exactly(...SEPARATORS),
  decimal: exactly(',', '.'),
  dayFirst: truth,
  columns: optional(dictionary(text)),
})

/** How a file is read, as it was seen or as its sender said. */
export type Reading = Of<typeof readingShape>

const faultShape = record({ column: text, code: text, message: text })

export type CellFault = Of<typeof faultShape>

const previewShape = record({
  faults: list(faultShape),
  unknown: list(text),
  columns: list(record({ name: text, key: nullable(text) })),
  sampled: number,
  faulty: number,
  rows: list(record({ rowNo: number, cells: list(text), faults: list(faultShape) })),
})

export type Preview = Of<typeof previewShape>

export const uploadShape = record({
  ...line,
  fault: nullable(text),
  partBytes: number,
  parts: list(record({ n: number, sha256: text })),
  reading: nullable(readingShape),
  preview: nullable(previewShape),
  fields: list(record({ key: text, label: text, required: truth })),
  rows: tallyShape,
  progress: nullable(
    record({ share: number, rowsPerSecond: nullable(number), secondsLeft: nullable(number) }),
  ),
  reasons: list(record({ message: text, rows: number })),
})

export type Upload = Of<typeof uploadShape>

export const uploadAddress = (id: number | string) => `/feedback/uploads/${id}`

/** Where the browser fetches files by itself. */
export const templateHref = (code: string, format: 'xlsx' | 'csv') =>
  `/api/portal/agreements/${encodeURIComponent(code)}/feedback-template?format=${format}`

export const rejectsHref = (id: number, format: 'xlsx' | 'csv') =>
  `/api/portal${uploadAddress(id)}/rejects?format=${format}`

export const beginUpload = (agreement: string, file: File) =>
  post('/feedback/uploads', record({ id: number, partBytes: number }), {
    agreement,
    fileName: file.name,
    size: file.size,
  })

/** A part of two megabytes on a line of a telephone. */
const PART_PATIENCE_MS = 120_000

export const putPart = (id: number, n: number, part: Uint8Array<ArrayBuffer>) =>
  call(
    'PUT',
    `${uploadAddress(id)}/parts/${n}`,
    record({ sha256: text }),
    new File([part], 'part'),
    { 'content-type': 'application/octet-stream' },
    PART_PATIENCE_MS,
  )

/** The first look at a million rows of a workbook takes longer than most answers. */
const LOOK_PATIENCE_MS = 120_000

/** Looks at the file that has arrived, with what its sender knows better. */
export const lookAtUpload = (id: number, given: Partial<Reading>) =>
  call('POST', `${uploadAddress(id)}/preview`, uploadShape, given, {}, LOOK_PATIENCE_MS)

export const confirmUpload = (id: number) => call('POST', `${uploadAddress(id)}/loading`, nothing, {})

export const cancelUpload = (id: number) => call('POST', `${uploadAddress(id)}/cancellation`, nothing, {})
