import { post, sendFile } from './client.ts'
import {
  anything,
  dictionary,
  exactly,
  list,
  nullable,
  number,
  type Of,
  record,
  text,
  truth,
} from './shape.ts'

export const auditRowShape = record({
  seq: number,
  at: text,
  event: text,
  outcome: nullable(text),
  agency: nullable(text),
  userId: nullable(text),
  localOperator: nullable(text),
  by: nullable(text),
})

export type AuditRow = Of<typeof auditRowShape>

export const auditPageShape = record({ items: list(auditRowShape), next: nullable(number) })

/** One entry with everything the log holds of it; the page lists whatever fields there are. */
export const auditEntryShape = dictionary(anything)

const checkShape = record({
  entries: number,
  lastSeq: nullable(number),
  lastHash: nullable(text),
  faults: list(anything),
})

export type LogCheck = Of<typeof checkShape>

export const checkLog = () => post('/audit/check', checkShape)

export const searchNik = (nik: string, reason: string) =>
  post('/audit/nik-search', record({ items: list(auditRowShape) }), { nik, reason })

const extractCheckShape = record({
  entries: number,
  firstSeq: nullable(number),
  lastSeq: nullable(number),
  isInLog: truth,
  faults: list(
    record({
      line: number,
      seq: nullable(number),
      fault: exactly('unreadable', 'altered', 'order', 'unlinked', 'cut', 'not-in-log'),
    }),
  ),
})

export type ExtractCheck = Of<typeof extractCheckShape>

/** The browser sends the file as it reads it. */
export const checkExtractFile = (file: File) => sendFile('/audit/extract-check', extractCheckShape, file)
