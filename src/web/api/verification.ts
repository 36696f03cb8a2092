import { OUTCOMES, type Outcome } from '../../verification/outcomes.ts'
import { post } from './client.ts'
import { zoneShape } from './session.ts'
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
  type Shape,
  text,
  truth,
  UnexpectedAnswer,
} from './shape.ts'

const outcome: Shape<Outcome> = (value, place) => {
  if (typeof value === 'string' && isOutcome(value)) return value
  throw new UnexpectedAnswer(place, 'an outcome')
}

export const isOutcome = (name: string): name is Outcome => Object.hasOwn(OUTCOMES, name)

export const elementShape = record({ element: text, label: text })

const unlimited = exactly('unlimited')

const quotaShape = record({
  left: nullable(either(number, unlimited)),
  limit: nullable(number),
  resetsAt: text,
  zone: zoneShape,
})

export type Quota = Of<typeof quotaShape>

const markShape = record({ operator: text, at: text, caseNumber: text })

export type ScreenMark = Of<typeof markShape>

const detailShape = record({
  address: optional(text),
  agreement: optional(text),
  validUntil: optional(text),
  state: optional(text),
  reason: optional(text),
  changedOn: optional(text),
  cause: optional(text),
  contact: optional(text),
  hours: optional(text),
  nikFault: optional(text),
})

export type OutcomeDetail = Of<typeof detailShape>

/** Values where data was asked for, rows where what was typed was compared; never both. */
const answerShape = record({
  outcome,
  requestId: text,
  at: text,
  values: list(record({ element: text, label: text, value: nullable(text) })),
  rows: list(record({ element: text, label: text, matches: truth, score: nullable(number) })),
  quota: quotaShape,
  mark: markShape,
  clearAfterSeconds: number,
  printAllowed: truth,
  detail: optional(detailShape),
})

export type VerificationAnswer = Of<typeof answerShape>

export const verificationFormShape = record({
  purposes: list(text),
  caseNumberRequired: truth,
  elements: list(record({ element: text, label: text, isMatchable: truth })),
  methods: list(text),
  quota: quotaShape,
  agreement: record({ code: text, number: text, validUntil: text, daysLeft: number }),
  printAllowed: truth,
  clearAfterSeconds: number,
})

export type VerificationForm = Of<typeof verificationFormShape>

export type Question = { nik: string; purpose: string; caseNumber: string }

export const ask = (question: Question) => post('/verifications', answerShape, question)

export const compare = (question: Question, claims: Readonly<Record<string, string>>) =>
  post('/matches', answerShape, { ...question, claims })

/** Told before the sheet is made: printing is an act of its own in the log. */
export const recordPrinting = (requestId: string) =>
  post(`/verifications/${encodeURIComponent(requestId)}/printing`, nothing)

export const historyShape = record({
  items: list(
    record({
      seq: number,
      at: text,
      outcome: text,
      purpose: nullable(text),
      caseNumber: nullable(text),
      operation: exactly('biodata', 'match'),
    }),
  ),
  next: nullable(number),
})
