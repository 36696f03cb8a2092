import { post, putDocument } from './client.ts'
import { exactly, list, nullable, number, type Of, record, text, truth } from './shape.ts'

export const BREAKDOWNS = ['agency', 'agreement', 'unit', 'user', 'operator'] as const
export const RULE_KINDS = ['none', 'warn', 'lower'] as const
export const RESULTS = ['met', 'warned', 'lowered', 'excepted'] as const
export const APPEAL_STATES = ['waiting', 'granted', 'refused', 'withdrawn'] as const

export type Breakdown = (typeof BREAKDOWNS)[number]
export type RuleKind = (typeof RULE_KINDS)[number]
export type Result = (typeof RESULTS)[number]

const counts = { hits: number, people: number, answered: number, owed: list(number) }

const figuresShape = record(counts)

export type Figures = Of<typeof figuresShape>

const rowShape = record({
  ...counts,
  agencyId: number,
  agency: text,
  agreement: nullable(text),
  unit: nullable(text),
  userId: nullable(text),
  operator: nullable(text),
})

export type FigureRow = Of<typeof rowShape>

const monthShape = record({ month: text, hits: number, people: number, answered: number })

export type MonthFigures = Of<typeof monthShape>

export const complianceShape = record({
  from: text,
  until: text,
  isUpToDate: truth,
  total: figuresShape,
  months: list(monthShape),
  rows: list(rowShape),
})

const standingLineShape = record({
  code: text,
  number: text,
  agencyId: number,
  agency: text,
  state: text,
  kind: exactly(...RULE_KINDS),
  targetPercent: nullable(number),
  result: nullable(exactly(...RESULTS)),
  day: nullable(text),
  lowersFrom: nullable(text),
})

export type StandingLine = Of<typeof standingLineShape>

export const standingsShape = list(standingLineShape)

const ruleShape = record({
  version: number,
  kind: exactly(...RULE_KINDS),
  targetPercent: nullable(number),
  graceDays: nullable(number),
  spanDays: nullable(number),
  floorQuota: nullable(number),
  baseQuota: nullable(number),
  warnDays: nullable(number),
  reason: text,
  decidedBy: text,
  decidedAt: text,
  id: number,
})

export type Rule = Of<typeof ruleShape>

export const outlookShape = record({
  from: text,
  until: text,
  people: number,
  answered: number,
  quotas: list(record({ userId: text, granted: number, quota: number })),
})

export type Outlook = Of<typeof outlookShape>

const evaluationShape = record({
  day: text,
  ruleId: number,
  people: number,
  answered: number,
  result: exactly(...RESULTS),
  warnedOn: nullable(text),
  lowersFrom: nullable(text),
})

export type Evaluation = Of<typeof evaluationShape>

const appealShape = record({
  id: number,
  reason: text,
  filedBy: text,
  filedAt: text,
  evidence: nullable(text),
  state: exactly(...APPEAL_STATES),
  decidedBy: nullable(text),
  decidedAt: nullable(text),
  decisionReason: nullable(text),
  exceptedUntil: nullable(text),
})

export type Appeal = Of<typeof appealShape>

const loweringShape = record({
  day: text,
  userId: text,
  granted: number,
  lowered: number,
  liftedAt: nullable(text),
})

export type Lowering = Of<typeof loweringShape>

export const standingShape = record({
  agreement: record({ code: text, number: text, agency: text }),
  today: text,
  rules: list(ruleShape),
  now: nullable(outlookShape),
  evaluations: list(evaluationShape),
  lowerings: list(loweringShape),
  appeals: list(appealShape),
})

export type Standing = Of<typeof standingShape>

const gapShape = record({
  day: text,
  unit: text,
  userId: text,
  operator: text,
  people: number,
  owed: number,
  ageDays: number,
})

export type Gap = Of<typeof gapShape>

export const gapsShape = record({
  items: list(gapShape),
  next: nullable(record({ day: text, userId: text, operator: text })),
})

const idShape = record({ id: number })

export const standingPath = (code: string) => `/feedback/compliance/${encodeURIComponent(code)}`

export const decideRule = (code: string, rule: object) => post(`${standingPath(code)}/rules`, idShape, rule)

export const fileAppeal = (code: string, reason: string) =>
  post(`${standingPath(code)}/appeals`, idShape, { reason })

export const addEvidence = (id: number, file: File) =>
  putDocument(`/feedback/appeals/${id}/evidence`, idShape, file)

export const withdrawAppeal = (id: number) => post(`/feedback/appeals/${id}/withdrawal`, idShape)

export const decideAppeal = (id: number, decision: object) =>
  post(`/feedback/appeals/${id}/decision`, idShape, decision)

export const evidenceHref = (id: number) => `/api/portal/feedback/appeals/${id}/evidence`

/** A template with the NIKs that are owed: of all of them, or of one day and User ID. */
export function gapsHref(code: string, format: 'xlsx' | 'csv', of?: { day: string; userId: string }): string {
  const query = new URLSearchParams({
    format,
    ...(of === undefined ? {} : { from: of.day, until: of.day, user: of.userId }),
  })
  return `/api/portal/feedback/gaps/${encodeURIComponent(code)}/template?${query.toString()}`
}
