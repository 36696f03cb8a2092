import { addDays } from '../../offices/index.ts'
import type { IsoDay } from '../../registry/index.ts'

/** People looked up, and those of them about whom feedback has come. */
export type Counts = { people: number; answered: number }

export const RULE_KINDS = ['none', 'warn', 'lower'] as const

export type RuleKind = (typeof RULE_KINDS)[number]

/** What is counted: people looked up in the `spanDays` days that ended `graceDays` ago, and how many should have feedback. */
export type Target = { targetPercent: number; graceDays: number; spanDays: number }

/** What the office has decided an agreement's compliance brings about (FB-125). */
export type RuleTerms =
  | { kind: 'none' }
  | ({ kind: 'warn' } & Target)
  | ({ kind: 'lower' } & Target & Lowering)

export type Lowering = {
  /** A quota is never lowered below this. */
  floorQuota: number
  /** What a User ID without a limit is counted with; null: it is not lowered. */
  baseQuota: number | null
  /** Whole days between the first warning and the first lowered day, at least. */
  warnDays: number
}

export type Rule = RuleTerms & {
  id: number
  version: number
  reason: string
  decidedBy: string
  decidedAt: string
}

export const RESULTS = ['met', 'warned', 'lowered', 'excepted'] as const

export type Result = (typeof RESULTS)[number]

/** What an evening found, and what it means for the day after (FB-126). */
export type Standing =
  | { result: 'met' }
  | { result: 'warned'; warnedOn: IsoDay; lowersFrom: IsoDay | null }
  | { result: 'lowered' | 'excepted'; warnedOn: IsoDay; lowersFrom: IsoDay }

export const isMet = ({ people, answered }: Counts, { targetPercent }: Pick<Target, 'targetPercent'>) =>
  answered * 100 >= people * targetPercent

/** The days whose people are counted on an evening: both included. */
export function countedDays(today: IsoDay, { graceDays, spanDays }: Target): { from: IsoDay; until: IsoDay } {
  const until = addDays(today, -graceDays)
  return { from: addDays(until, 1 - spanDays), until }
}

/**
 * Tomorrow's quota (FB-127): max(floor, ⌈granted × min(1, share ÷ target)⌉), and never more than what is granted.
 * In whole numbers, so that nothing depends on how a fraction rounds.
 */
export function loweredQuota(
  granted: number,
  { people, answered }: Counts,
  { targetPercent, floorQuota }: Pick<Target & Lowering, 'targetPercent' | 'floorQuota'>,
): number {
  if (isMet({ people, answered }, { targetPercent })) return granted
  const above = BigInt(granted) * BigInt(answered) * 100n
  const below = BigInt(people) * BigInt(targetPercent)
  return Math.min(granted, Math.max(floorQuota, Number((above + below - 1n) / below)))
}

/**
 * @param before the evening before, under the same version of the rule; a changed rule warns anew
 * @param exceptedUntil the last day that an appeal has taken out
 */
export function standingOf(
  rule: Exclude<RuleTerms, { kind: 'none' }>,
  counts: Counts,
  {
    today,
    before,
    exceptedUntil,
  }: { today: IsoDay; before: { warnedOn: IsoDay | null } | null; exceptedUntil: IsoDay | null },
): Standing {
  if (isMet(counts, rule)) return { result: 'met' }
  const warnedOn = before?.warnedOn ?? today
  if (rule.kind === 'warn') return { result: 'warned', warnedOn, lowersFrom: null }
  const lowersFrom = addDays(warnedOn, rule.warnDays + 1)
  const tomorrow = addDays(today, 1)
  if (tomorrow < lowersFrom) return { result: 'warned', warnedOn, lowersFrom }
  const isExcepted = exceptedUntil !== null && tomorrow <= exceptedUntil
  return { result: isExcepted ? 'excepted' : 'lowered', warnedOn, lowersFrom }
}

/** How long nothing has come about a person: days since the first access. */
export const AGES = [7, 30, 90] as const

export const BREAKDOWNS = ['agency', 'agreement', 'unit', 'user', 'operator'] as const

export type Breakdown = (typeof BREAKDOWNS)[number]

/** Feedback counts when it came at most so many days after the access; null: whenever. */
export const WINDOWS = [7, 30, 90] as const

export type Window = (typeof WINDOWS)[number] | null
