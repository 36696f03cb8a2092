import { elementsOfMask, maskOf } from '../../audit/index.ts'
import type { Element } from '../../registry/elements.ts'
import type { Authority, Term } from '../../verification/domain.ts'
import {
  authorise,
  OUTCOMES,
  openCase,
  type PastCall,
  questionOf,
  quotaOf,
} from '../../verification/index.ts'
import type { WhatIfReason } from './domain.ts'

/** What of one credential's authority a change can move. */
export type Terms = { term: Term; addresses: string; credentialQuota: number | null }

/** How one kind of call comes out under some terms, before its quota: with which elements, or by which rule not. */
type Judged = { elements: number; rule: null } | { elements: null; rule: string }

/** Both, and what could be told under one of them only: judged once for all calls of a kind. */
type Pair = { now: Judged; later: Judged; lost: number; gained: number }

/** The rules that look at terms, addresses and hours; whatever stopped a call before these stops it still (CH-31). */
const RULES_OF_TERMS: ReadonlySet<string> = new Set([
  'V-09',
  'V-11',
  'V-12',
  'V-13',
  'V-14',
  'V-15',
  'V-16',
  'V-17',
  'V-18',
  'V-20',
])

const REASONS: Readonly<Record<string, WhatIfReason>> = {
  'V-09': 'method',
  'V-11': 'address',
  'V-12': 'address',
  'V-13': 'hours',
  'V-14': 'method',
  'V-17': 'quota',
  'V-20': 'quota',
}

/** What a call would be answered now and then. */
export type Compared = {
  passesNow: boolean
  passesThen: boolean
  /** Why they differ; null where they do not. */
  reason: WhatIfReason | null
  /** As masks; only where both tell data. */
  lost: number
  gained: number
}

/** The parts of a call that its answer depends on, besides its instant: calls with the same are judged once. */
export type CallKind = Pick<
  PastCall,
  'outcome' | 'method' | 'address' | 'declaredAddress' | 'elementMask'
> & {
  rule: string | null
  hasNik: boolean
}

const MAX_REMEMBERED = 5_000
const DAY_SECONDS = 86_400

const SAME_PASS: Compared = { passesNow: true, passesThen: true, reason: null, lost: 0, gained: 0 }
const SAME_FAIL: Compared = { ...SAME_PASS, passesNow: false, passesThen: false }

/**
 * Replays the calls of one credential in their order, under the terms of today and under others, by the gate's own
 * rules. Its state is taken as good: a call that got as far as the terms found it so.
 *
 * @param authority the credential's, now
 */
export function createReplay(authority: Authority, now: Terms, then: Terms) {
  const sides = [sideOf(authority, now), sideOf(authority, then)] as const
  let remembered = new Map<string, Pair>()
  let day = Number.NaN

  const judge = (key: string, kind: CallKind, secondOfDay: number): Pair => {
    // Only hours depend on the time of day.
    const full = authority.hours === null ? key : `${key} ${Math.floor(secondOfDay)}`
    let pair = remembered.get(full)
    if (pair === undefined) {
      pair = pairOf(judgeUnder(sides[0], kind, secondOfDay), judgeUnder(sides[1], kind, secondOfDay), kind)
      if (remembered.size >= MAX_REMEMBERED) remembered = new Map()
      remembered.set(full, pair)
    }
    return pair
  }

  return {
    /** @param next the office's calendar day as a number; quotas begin anew when it changes */
    startDay(next: number): void {
      if (next === day) return
      day = next
      for (const side of sides) side.used = 0
    },
    /**
     * One call. MUST come in the order of the log, after `startDay`.
     *
     * @param key the same for calls of the same kind
     * @returns null where what stopped it was none of the terms
     */
    take(key: string, kind: CallKind, secondOfDay: number): Compared | null {
      if (!isOfTerms(kind)) return null
      const pair = judge(key, kind, secondOfDay % DAY_SECONDS)
      const ruleNow = charge(sides[0], pair.now)
      const ruleThen = charge(sides[1], pair.later)
      const [passesNow, passesThen] = [ruleNow === null, ruleThen === null]
      if (passesNow !== passesThen) {
        const reason = REASONS[ruleNow ?? ruleThen ?? ''] ?? 'method'
        return { passesNow, passesThen, reason, lost: 0, gained: 0 }
      }
      if (!passesNow) return SAME_FAIL
      const { lost, gained } = pair
      return lost + gained === 0 ? SAME_PASS : { ...SAME_PASS, reason: 'elements', lost, gained }
    },
    /** Refusals for want of quota that were only counted: as many as would have found one left. */
    takeCounted(count: number): { passNow: number; passThen: number } {
      return { passNow: chargeMany(sides[0], count), passThen: chargeMany(sides[1], count) }
    },
  }
}

export type Replay = ReturnType<typeof createReplay>

function isOfTerms({ rule, outcome }: CallKind): boolean {
  return OUTCOMES[outcome].isHit || (rule !== null && RULES_OF_TERMS.has(rule))
}

type Side = { authority: Authority; used: number; limit: number | null }

function sideOf(authority: Authority, { term, addresses, credentialQuota }: Terms): Side {
  const good = {
    ...authority,
    term,
    addresses,
    credentialQuota,
    loweredQuota: null,
    credentialState: 'active',
    expiresAt: null,
    agencyState: 'active',
    agreementState: 'in_force',
    validFrom: 0,
    validUntil: Number.MAX_SAFE_INTEGER,
    isSptjmMissing: false,
    scenario: null,
  } as const
  const quota = quotaOf(credentialQuota, term)
  return { authority: { ...good }, used: 0, limit: quota === 'none' ? 0 : quota }
}

function judgeUnder(side: Side, kind: CallKind, secondOfDay: number): Judged {
  // A call that the method stopped (V-09) had not come to proof of concept and NDA; one that came further passed them.
  const isBefore = kind.rule === 'V-09'
  const { authority } = side
  const seen: Authority = {
    ...authority,
    secondOfDay,
    isProofOfConceptMissing: isBefore && authority.isProofOfConceptMissing,
    isNdaMissing: isBefore && authority.isNdaMissing,
  }
  const question = questionOf(
    {
      ...kind,
      // Quota and registry come after the grant: they are no part of the question.
      reason: kind.rule,
      seq: 0,
      at: seen.now,
      atText: '',
      event: '',
      officeId: null,
      credentialId: seen.credentialId,
      agreementId: null,
      termVersion: null,
      requestId: '',
      localOperator: null,
      purpose: null,
    },
    seen,
  )
  const { state } = openCase(question, seen, authorise(question, seen))
  if (state.kind === 'open') return { elements: maskOf(state.grant.elements), rule: null }
  if (state.kind === 'stale-login' || state.decision.kind !== 'refused') {
    throw new Error('a replayed call is judged by its terms only')
  }
  return { elements: null, rule: state.decision.reason.slice(0, 4) }
}

/** Calls that told no data (a confirmation, not found) tell none then either. */
function pairOf(now: Judged, later: Judged, { elementMask }: CallKind): Pair {
  if (elementMask === 0 || now.elements === null || later.elements === null) {
    return { now, later, lost: 0, gained: 0 }
  }
  const lost = without(now.elements, later.elements)
  return { now, later, lost, gained: without(later.elements, now.elements) }
}

/** Takes a hit where there is a grant and one is left. @returns the rule that refuses; null: it passes */
function charge(side: Side, { rule }: Judged): string | null {
  if (rule !== null) return rule
  if (side.limit !== null && side.used >= side.limit) return 'V-20'
  side.used += 1
  return null
}

function chargeMany(side: Side, count: number): number {
  const { limit } = side
  const passing = limit === null ? count : Math.max(0, Math.min(count, limit - side.used))
  side.used += passing
  return passing
}

// Masks of more than 31 elements do not fit the bitwise operators.
function without(mask: number, other: number): number {
  const kept = new Set<Element>(elementsOfMask(other))
  return maskOf(elementsOfMask(mask).filter((element) => !kept.has(element)))
}
