import { call, post, putDocument } from './client.ts'
import { exactly, list, nothing, nullable, number, type Of, optional, record, text, truth } from './shape.ts'

export const OBLIGATION_KINDS = [
  'iso-27001',
  'card-readers',
  'semester-report',
  'renewal-request',
  'statement-renewal',
  'proof-of-concept',
  'user-id-handover',
  'socialisation',
  'technical-guidance',
  'own',
] as const

export const OBLIGATION_STATES = ['due', 'submitted', 'done', 'late', 'waived', 'lapsed'] as const

export const PARTIES = ['agency', 'office'] as const

export type ObligationState = (typeof OBLIGATION_STATES)[number]

const BASES = [
  'months-after-signing',
  'working-days-after',
  'months-before-end',
  'weeks-after-request',
  'year-of-agreement',
  'end-of-statement',
  'change',
  'hand',
] as const

const fields = {
  key: text,
  kind: exactly(...OBLIGATION_KINDS),
  title: text,
  about: text,
  owedBy: exactly(...PARTIES),
  dueOn: text,
  uncertainYears: list(number),
  basis: record({
    by: exactly(...BASES),
    months: optional(number),
    days: optional(number),
    weeks: optional(number),
    year: optional(number),
    from: optional(text),
    isCustom: optional(truth),
  }),
  metOn: nullable(text),
  state: exactly(...OBLIGATION_STATES),
}

const obligationShape = record({
  ...fields,
  stored: nullable(record({ state: text, note: nullable(text), changedBy: text, changedOn: text })),
  evidence: list(record({ id: number, name: text, addedBy: text, addedOn: text })),
})

export type Obligation = Of<typeof obligationShape>

export const obligationsShape = record({ today: nullable(text), obligations: list(obligationShape) })

const itemShape = record({ ...fields, code: text, number: text, agency: text, agencyId: number })

export type CalendarItem = Of<typeof itemShape>

export const calendarShape = record({
  today: text,
  from: text,
  until: text,
  items: list(itemShape),
  ends: list(record({ day: text, code: text, number: text, agency: text })),
  holidays: list(record({ day: text, name: text, kind: text })),
  incompleteYears: list(number),
})

export type Calendar = Of<typeof calendarShape>

/** Where the obligations of an agreement stand. */
export const obligationsOf = (code: string) => `/agreements/${encodeURIComponent(code)}/obligations`

export type ObligationAct = 'acceptance' | 'rejection' | 'waiver' | 'reopening'

export const actOnObligation = (
  code: string,
  key: string,
  act: ObligationAct,
  given: { note: string; metOn: string },
) => post(`${obligationsOf(code)}/${encodeURIComponent(key)}/${act}`, nothing, given)

export const uploadEvidence = (code: string, key: string, file: File) =>
  putDocument(`${obligationsOf(code)}/${encodeURIComponent(key)}/evidence`, nothing, file)

export const addObligation = (
  code: string,
  own: { title: string; detail: string; owedBy: string; dueOn: string },
) => call('POST', obligationsOf(code), record({ key: text }), own)
