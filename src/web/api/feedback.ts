import { post } from './client.ts'
import { either, exactly, list, nullable, number, type Of, optional, record, text, truth } from './shape.ts'

export const WAYS = ['form', 'upload', 'web-service', 'offline-media'] as const

export type Way = (typeof WAYS)[number]

/** What every field of a definition has; the rest depends on its type. */
const facts = { key: text, label: text, required: truth, unique: truth, help: optional(text) }

export const fieldShape = either(
  record({ ...facts, type: exactly('text'), maxLength: number }),
  either(
    record({
      ...facts,
      type: exactly('number'),
      decimals: number,
      min: optional(number),
      max: optional(number),
    }),
    either(
      record({ ...facts, type: exactly('date'), past: truth }),
      record({ ...facts, type: exactly('code'), codes: list(record({ code: text, label: text })) }),
    ),
  ),
)

export type FeedbackField = Of<typeof fieldShape>

const owedShape = record({
  code: text,
  number: text,
  purpose: text,
  state: text,
  isOver: truth,
  validUntil: text,
  ways: list(exactly(...WAYS)),
  version: number,
  fields: list(fieldShape),
  retentionMonths: nullable(number),
})

/** What one agreement owes, and how it may be sent. */
export type OwedAgreement = Of<typeof owedShape>

const tokenShape = record({
  userId: text,
  kind: text,
  agreement: text,
  agency: text,
  state: text,
  issuedAt: nullable(text),
  revokedAt: nullable(text),
})

export type FeedbackToken = Of<typeof tokenShape>

export const feedbackTokensShape = list(tokenShape)

export const owedPageShape = record({ agreements: list(owedShape), tokens: feedbackTokensShape })

export const feedbackFormShape = record({ agreements: list(owedShape) })

export const tallyShape = record({
  read: number,
  stored: number,
  known: number,
  refused: number,
  flagged: number,
})

const deliveryShape = record({
  id: number,
  agreement: text,
  channel: text,
  state: text,
  sentBy: text,
  userId: nullable(text),
  fileName: nullable(text),
  begunAt: text,
  changedAt: text,
  fault: nullable(text),
  rows: tallyShape,
})

export type Delivery = Of<typeof deliveryShape>

export const deliveriesShape = record({ items: list(deliveryShape), next: nullable(number) })

const sentShape = record({ result: exactly('stored', 'known'), isFlagged: truth })

export type SentRecord = Of<typeof sentShape>

/** One row about one person, as it was filled in. */
export const sendRecord = (given: {
  agreement: string
  version: number
  nik: string
  values: Readonly<Record<string, string>>
}) => post('/feedback/records', sentShape, given)
