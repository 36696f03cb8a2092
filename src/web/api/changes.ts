import { call, post, putDocument } from './client.ts'
import {
  either,
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

export const CHANGE_KINDS = ['elements', 'method', 'quota', 'bandwidth', 'address', 'holder'] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]

export const CHANGE_STATES = [
  'draft',
  'submitted',
  'returned',
  'at-central',
  'approved',
  'issued',
  'signed',
  'proposed',
  'in-effect',
  'rejected',
  'withdrawn',
] as const
export type ChangeState = (typeof CHANGE_STATES)[number]

/** The acts by their name, each with the last part of its address. */
export const CHANGE_ACTS = {
  submit: 'submission',
  accept: 'acceptance',
  return: 'return',
  reject: 'rejection',
  'approve-centrally': 'central-approval',
  'reject-centrally': 'central-rejection',
  issue: 'paper',
  'sign-agency': 'agency-signature',
  'sign-office': 'office-signature',
  reissue: 'reissue',
  effect: 'effect',
  withdraw: 'withdrawal',
} as const
export type ChangeAct = keyof typeof CHANGE_ACTS
export const isChangeAct = (name: string): name is ChangeAct => Object.hasOwn(CHANGE_ACTS, name)

const line = {
  id: number,
  kind: exactly(...CHANGE_KINDS),
  state: exactly(...CHANGE_STATES),
  asked: text,
  reason: text,
  letterNumber: nullable(text),
  letterOn: nullable(text),
  createdAt: text,
  updatedAt: text,
  inEffectAt: nullable(text),
}
const lineShape = record(line)
export type ChangeLine = Of<typeof lineShape>

export const changesShape = record({ mayAsk: truth, changes: list(lineShape) })

const quotaShape = nullable(either(number, exactly('unlimited')))

export const standingShape = record({
  elements: list(text),
  methods: list(text),
  quotaPerDay: quotaShape,
  bandwidthMbps: nullable(number),
  bandwidthAsWritten: nullable(text),
  connectionPoints: nullable(number),
  credentials: list(
    record({
      userId: text,
      kind: text,
      isPortal: truth,
      quotaPerDay: nullable(number),
      networks: list(text),
    }),
  ),
})
export type Standing = Of<typeof standingShape>

/** Every field that any kind of content has; which ones it is depends on the kind. */
const contentShape = record({
  elements: optional(list(text)),
  methods: optional(list(text)),
  userId: optional(text),
  quotaPerDay: quotaShape,
  bandwidthMbps: optional(number),
  connectionPoints: optional(number),
  networks: optional(list(text)),
  userIds: optional(list(text)),
})
export type ChangeContent = Of<typeof contentShape>

export const WHAT_IF_EFFECTS = ['newly-passes', 'newly-fails', 'fewer-elements', 'more-elements'] as const
export const WHAT_IF_REASONS = ['method', 'address', 'quota', 'hours', 'elements'] as const

const tally = { calls: number, passing: number, passingThen: number }

const whatIfShape = record({
  from: text,
  until: text,
  ...tally,
  untouched: number,
  counted: number,
  otherwise: number,
  rows: list(
    record({
      unit: text,
      reason: exactly(...WHAT_IF_REASONS),
      effect: exactly(...WHAT_IF_EFFECTS),
      calls: number,
    }),
  ),
  units: list(record({ unit: text, ...tally })),
  elements: list(record({ element: text, lost: number, gained: number })),
  days: list(record({ day: text, ...tally })),
})
export type WhatIf = Of<typeof whatIfShape>

const signatureShape = nullable(record({ signer: text, on: nullable(text) }))

export const ATTACHMENT_KINDS = ['letter', 'study', 'central-approval', 'other'] as const

export const changeShape = record({
  ...line,
  content: contentShape,
  difference: list(list(text)),
  procedure: record({ study: truth, whatIf: truth, central: truth, isSigned: truth, isGranting: truth }),
  missing: list(exactly('letter-number', 'letter-file', 'study', 'what-if')),
  central: nullable(record({ number: text, on: nullable(text) })),
  paper: nullable(record({ id: number, number: nullable(text) })),
  effectiveOn: nullable(text),
  signatures: record({ office: signatureShape, agency: signatureShape }),
  proposal: nullable(number),
  createdBy: text,
  steps: list(
    record({
      n: number,
      act: text,
      fromState: text,
      toState: text,
      by: text,
      at: text,
      note: nullable(text),
    }),
  ),
  attachments: list(
    record({
      n: number,
      kind: exactly(...ATTACHMENT_KINDS),
      name: text,
      size: number,
      uploadedBy: text,
      uploadedAt: text,
    }),
  ),
  whatIf: nullable(record({ id: number, askedBy: text, askedAt: text, result: whatIfShape })),
  acts: list(text),
})
export type Change = Of<typeof changeShape>

export const changesAddress = (code: string) => `/agreements/${encodeURIComponent(code)}/changes`

export const writeChange = (code: string, body: object) =>
  post(changesAddress(code), record({ id: number }), body)

export const rewriteChange = (code: string, id: number, body: object) =>
  call('PUT', `${changesAddress(code)}/${id}`, nothing, body)

/** What an act answers that made a secret, or was only asked for. */
const doneShape = optional(
  record({ proposal: optional(number), userId: optional(text), secret: optional(text) }),
)

export const actOnChange = (code: string, id: number, act: ChangeAct, body: object) =>
  post(`${changesAddress(code)}/${id}/${CHANGE_ACTS[act]}`, doneShape, body)

/** A million calls take some seconds. */
const REPLAY_PATIENCE_MS = 120_000

export const askWhatIf = (code: string, id: number) =>
  call('POST', `${changesAddress(code)}/${id}/what-if`, nothing, {}, {}, REPLAY_PATIENCE_MS)

export const attachToChange = (code: string, id: number, kind: string, file: File) =>
  putDocument(`${changesAddress(code)}/${id}/attachments?kind=${kind}`, record({ n: number }), file)

export const attachmentAddress = (code: string, id: number, n: number) =>
  `/api/portal${changesAddress(code)}/${id}/attachments/${n}`
