import type { Micros } from '../../kernel/clock.ts'
import type { Element } from '../../registry/elements.ts'
import type { Authority } from '../domain.ts'
import type { Outcome } from '../outcomes.ts'

/** A call as its audit entry keeps it: no NIK, no values, nothing of the path but the method name. */
export type PastCall = {
  seq: number
  at: Micros
  /** The same instant as the database writes it, to the microsecond. */
  atText: string
  event: string
  outcome: Outcome
  officeId: number | null
  credentialId: number | null
  agreementId: number | null
  termVersion: number | null
  requestId: string
  localOperator: string | null
  address: string | null
  declaredAddress: string | null
  /** `web-service:call_nik` */
  method: string
  elementMask: number
  hasNik: boolean
  purpose: string | null
  /** Why it was refused; null where it was not. */
  reason: string | null
}

/** How a decision came out: its outcome, the rule that made it, and what could be told. */
export type Verdict = {
  /** `granted`: the registry was asked; what it knew then is not kept, and not needed to judge access. */
  outcome: Outcome | 'granted'
  /** `V-09`; null where nothing refused it. */
  rule: string | null
  reason: string | null
  elements: readonly Element[]
  termVersion: number | null
}

/** In what a decision made again differs from the one recorded. */
export type Difference = 'outcome' | 'rule' | 'elements' | 'term-version'

/** A past decision made again, with the authority of its moment. */
export type Reproduction =
  /** The entry is of something else, or counts refusals that nobody wrote one by one. */
  | { kind: 'not-a-decision' }
  /** Older than what is kept of authority: nothing is claimed about it. */
  | { kind: 'before-history'; historySince: number }
  | {
      kind: 'reproduced'
      recorded: Verdict
      again: Verdict
      differences: readonly Difference[]
      /** The rule looked at something of the call that the log does not keep; it was taken from the entry. */
      isByCall: boolean
      /** null when no credential was recognised. */
      authority: Authority | null
      /** Hits of its day before it, and how many were granted; null where the quota was not asked. */
      quota: { used: number; limit: number | null } | null
    }

/** `V-09` of the reason that an entry keeps. */
export function ruleOf(reason: string | null): string | null {
  return /^V-\d+/.exec(reason ?? '')?.[0] ?? null
}
