import type { FeedbackField } from '../../feedback/domain.ts'
import { post } from './client.ts'
import {
  exactly,
  list,
  nullable,
  number,
  type Of,
  optional,
  record,
  type Shape,
  text,
  truth,
} from './shape.ts'

const facts = {
  key: text,
  label: text,
  required: truth,
  unique: truth,
  help: optional(text),
  proposes: optional(
    exactly('blood-type', 'death', 'death-date', 'occupation', 'education', 'birth-certificate'),
  ),
}

const typeShape = record({ type: exactly('text', 'number', 'date', 'code') })

const shapes = {
  text: record({ ...facts, type: exactly('text'), maxLength: number, pattern: optional(text) }),
  number: record({
    ...facts,
    type: exactly('number'),
    decimals: number,
    min: optional(number),
    max: optional(number),
  }),
  date: record({ ...facts, type: exactly('date'), past: truth }),
  code: record({ ...facts, type: exactly('code'), codes: list(record({ code: text, label: text })) }),
}

/** What is not said is not there, so that two versions can be held against each other. */
const fieldShape: Shape<FeedbackField> = (value, place) => {
  const field = shapes[typeShape(value, place).type](value, place)
  const said = Object.entries(field).filter(([, one]) => one !== undefined)
  // Every key was read by the reader of its type just now; only those without a value are left out.
  return Object.fromEntries(said) as FeedbackField
}

const versionShape = record({
  version: number,
  validFrom: text,
  fields: list(fieldShape),
  strangerPolicy: exactly('refuse', 'flag'),
  retentionMonths: nullable(number),
  basis: text,
  reason: nullable(text),
  definedBy: text,
})

export type Version = Of<typeof versionShape>

/** Every version, newest first, and which holds now. */
export const definitionsShape = record({ inForce: nullable(number), versions: list(versionShape) })

export type Definitions = Of<typeof definitionsShape>

const sentShape = record({
  id: number,
  channel: exactly('upload', 'form', 'web-service', 'media'),
  state: exactly('receiving', 'received', 'loading', 'finished', 'cancelled', 'failed'),
  sentBy: text,
  begunAt: text,
  version: number,
  fileName: nullable(text),
  stored: number,
  known: number,
  refused: number,
  flagged: number,
  emptiedAt: nullable(text),
})

export type Sent = Of<typeof sentShape>

const deletionShape = record({
  id: number,
  kind: exactly('retention', 'ordered'),
  delivery: nullable(number),
  reason: text,
  letterNumber: nullable(text),
  orderedBy: text,
  orderedAt: text,
  finishedAt: nullable(text),
  rows: number,
  unique: number,
  rejects: number,
  digest: text,
})

export type Deletion = Of<typeof deletionShape>

/** What came under an agreement, and what of it was deleted. */
export const deliveriesShape = record({
  deliveries: list(sentShape),
  count: number,
  nextDeletionOn: nullable(text),
  isDeletable: truth,
  deletions: list(deletionShape),
})

const of = (code: string) => `/agreements/${encodeURIComponent(code)}`

export const definitionsAddress = (code: string) => `${of(code)}/feedback-definitions`

export const deliveriesAddress = (code: string) => `${of(code)}/feedback-deliveries`

/** Addresses of files, for links. */
export const definitionTemplate = (code: string, format: 'xlsx' | 'csv') =>
  `/api/portal${of(code)}/feedback-template?format=${format}`

export const exportAddress = (code: string, format: 'xlsx' | 'csv') =>
  `/api/portal${of(code)}/feedback-export?format=${format}`

export const defineFeedback = (code: string, draft: object) =>
  post(definitionsAddress(code), record({ version: number }), draft)

export const deleteFeedback = (
  code: string,
  wish: { delivery?: number; reason: string; letterNumber: string },
) => post(`${of(code)}/feedback-deletions`, record({ id: number }), wish)
