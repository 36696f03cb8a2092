import { post } from './client.ts'
import { exactly, list, nullable, number, type Of, record, text } from './shape.ts'

export const BREACH_KINDS = ['leak', 'misuse', 'sharing', 'storage', 'lost-credential', 'other'] as const
export const BREACH_STATES = ['reported', 'examined', 'decided', 'closed'] as const
export const DECISIONS = ['unfounded', 'warning', 'suspension', 'revocation'] as const

export const BREACH_ACTS = [
  'notify',
  'examine',
  'tell-people',
  'tell-authority',
  'note',
  'decide',
  'close',
] as const

export type BreachAct = (typeof BREACH_ACTS)[number]

const breachShape = record({
  id: number,
  code: text,
  agencyId: number,
  agency: text,
  agreement: nullable(text),
  kind: exactly(...BREACH_KINDS),
  description: text,
  discoveredAt: text,
  dueAt: text,
  hoursLeft: number,
  affectedPeople: nullable(number),
  elements: list(text),
  reportedBy: text,
  reportedAt: text,
  state: exactly(...BREACH_STATES),
  peopleToldAt: nullable(text),
  peopleToldHow: nullable(text),
  authorityToldAt: nullable(text),
  authorityToldHow: nullable(text),
  decision: nullable(exactly(...DECISIONS)),
  decisionReason: nullable(text),
  decidedAt: nullable(text),
})

export type Breach = Of<typeof breachShape>

export const breachesShape = list(breachShape)

const stepShape = record({
  n: number,
  act: exactly('report', ...BREACH_ACTS),
  note: text,
  paperId: nullable(number),
  by: text,
  at: text,
})

export type BreachStep = Of<typeof stepShape>

export const breachViewShape = record({
  breach: breachShape,
  steps: list(stepShape),
  possible: list(exactly(...BREACH_ACTS)),
})

const changedShape = record({ id: number, paperId: nullable(number) })

export type NewBreach = {
  agreement: string
  agencyId?: number
  kind: string
  description: string
  discoveredAt: string
  affectedPeople?: number
  elements: readonly string[]
}

export const reportBreach = (reported: NewBreach) => post('/breaches', changedShape, reported)

/** Where each act is done. */
const PLACES = {
  notify: 'notices',
  examine: 'examination',
  'tell-people': 'people-told',
  'tell-authority': 'authority-told',
  note: 'notes',
  decide: 'decision',
  close: 'closing',
} as const satisfies Record<BreachAct, string>

export type ActGiven = {
  note: string
  decision?: string
  duties?: string
  toldAt?: string
  affectedPeople?: number
}

export const actOnBreach = (id: number, act: BreachAct, given: ActGiven) =>
  post(`/breaches/${id}/${PLACES[act]}`, changedShape, given)
