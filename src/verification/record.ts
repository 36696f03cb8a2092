import { type AuditEntry, maskOf, type Overflow, type RefusalLimit } from '../audit/index.ts'
import type { Micros } from '../kernel/clock.ts'
import type { NikHasher } from '../kernel/secrets.ts'
import { type Element, isWellFormedNik } from '../registry/index.ts'
import type { Case } from './case.ts'
import type { Answer, Decision, Grant } from './domain.ts'
import { OUTCOMES, type Outcome } from './outcomes.ts'

/** The outcome that a decision is recorded under. */
export function outcomeOf(decision: Decision): Outcome {
  return decision.kind === 'refused' ? decision.outcome : decision.kind
}

/**
 * Parts the cases of a batch into those that get an audit entry each, and refusals beyond the limit, which
 * are counted. Hits always get their entry.
 */
export function sortRefusals(
  cases: readonly Case[],
  limit: RefusalLimit,
  now: Micros,
): { single: Case[]; counted: Overflow[] } {
  const single: Case[] = []
  const counts = new Map<string, Overflow>()
  for (const one of cases) {
    const { state, authority } = one
    if (state.kind === 'stale-login') continue
    if (state.kind === 'open') {
      single.push(one)
      continue
    }
    const outcome = outcomeOf(state.decision)
    const credentialId = authority?.credentialId ?? 0
    if (limit.admits(credentialId, outcome, now / 1_000)) {
      single.push(one)
      continue
    }
    const key = `${credentialId} ${outcome}`
    const count = counts.get(key) ?? { credentialId, outcome, count: 0 }
    count.count += 1
    counts.set(key, count)
  }
  return { single, counted: [...counts.values()] }
}

/** Makes the keyed hashes of all NIKs of a batch. */
export function hashNiks(cases: readonly Case[], nikHasher: NikHasher): void {
  for (const one of cases) {
    const { nik } = one.question
    if (isWellFormedNik(nik)) one.nikHash = nikHasher.hash(nik)
  }
}

/** The audit entry of a decided case: who, under what, which NIK (keyed), which elements, outcome. */
export function toEntry({ question, authority, nikHash, state }: Case): AuditEntry {
  if (state.kind !== 'decided') throw new Error('only decided cases are recorded')
  const { decision, grant } = state
  const outcome = outcomeOf(decision)
  return {
    event: OUTCOMES[outcome].isHit ? 'verification.answered' : 'verification.refused',
    outcome,
    officeId: authority?.officeId ?? null,
    credentialId: authority?.credentialId ?? null,
    agreementId: authority?.agreementId ?? null,
    termVersion: authority?.term?.version ?? null,
    requestId: question.requestId,
    localOperator: question.localOperator,
    address: question.address,
    declaredAddress: question.declaredAddress,
    method: `${question.method}:${question.path.method}`,
    elementMask: maskOf(elementsTold(decision, grant)),
    nikHash,
    purpose: question.purpose,
    detail: decision.kind === 'refused' ? decision.reason : null,
  }
}

/** The elements about which the caller learned something. Disclosed are all that were granted. */
function elementsTold(decision: Decision, grant: Grant | null): readonly Element[] {
  switch (decision.kind) {
    case 'disclosed':
      return grant?.elements ?? decision.values.map(([element]) => element)
    case 'matched':
      return decision.row.map(([element]) => element)
    case 'refused':
      return NOTHING_TOLD
  }
}

const NOTHING_TOLD: readonly Element[] = []

/** The answer of a decided case. */
export function toAnswer({ authority, state, quotaLeft }: Case): Answer {
  if (state.kind === 'stale-login') return state
  if (state.kind === 'open') throw new Error('a case was left undecided')
  return {
    kind: 'decided',
    decision: state.decision,
    profile: authority?.profile ?? null,
    idStyle: authority?.idStyle ?? 'number',
    authority: authority ?? null,
    grant: state.grant,
    quotaLeft,
  }
}
