import { elementsOfMask, findHistoryStart, turnBack } from '../../audit/index.ts'
import { inTx, type Pool, type Tx } from '../../kernel/database.ts'
import { inCatalogueOrder } from '../../registry/elements.ts'
import { authorise } from '../authorise.ts'
import { readAuthorities } from '../authority.store.ts'
import { openCase } from '../case.ts'
import type { Authority, Grant } from '../domain.ts'
import { OUTCOMES } from '../outcomes.ts'
import { type Difference, type PastCall, type Reproduction, ruleOf, type Verdict } from './domain.ts'
import { countHitsBefore, findPastCall } from './past-call.store.ts'
import { BEFORE_TRANSACTION, questionOf, RULES_OF_CALL } from './question-of-call.ts'

/**
 * Makes a past decision again: reads authority as it stood at the entry's moment, by the gate's own statement, and
 * judges the call by the gate's own rules (CH-20 to CH-25). Reads only.
 *
 * @param officeId whose people ask; null: whoever has the machine
 * @returns undefined when there is no such entry, or it is another office's
 */
export async function reproduceDecision(
  pool: Pool,
  of: { seq: number; officeId: number | null },
): Promise<Reproduction | undefined> {
  const call = await findPastCall(pool, of)
  if (call === undefined) return undefined
  if (call === 'other') return { kind: 'not-a-decision' }
  return inTx(pool, async (tx) => {
    const historySince = await findHistoryStart(tx)
    if (call.seq <= historySince) return { kind: 'before-history', historySince }
    await turnBack(tx, call.seq)
    return judgeAgain(tx, call)
  })
}

/** Judges a call again in a transaction that is turned back to it. */
async function judgeAgain(tx: Tx, call: PastCall): Promise<Reproduction> {
  const { credentialId } = call
  const ids = credentialId === null ? [] : [credentialId]
  const { authorities } = await readAuthorities(tx, ids, call.atText)
  const authority = credentialId === null ? undefined : authorities.get(credentialId)
  const question = questionOf(call, authority)
  const { state } = openCase(question, authority, authorise(question, authority))
  const recorded = recordedVerdict(call)
  const facts = { recorded, isByCall: isByCall(call), authority: authority ?? null }
  if (state.kind === 'stale-login') throw new Error('a login cannot be stale against its own secret')
  if (state.kind === 'decided') {
    const { decision } = state
    if (decision.kind !== 'refused') throw new Error('nothing is told before the registry was asked')
    const again = refusal(decision.outcome, decision.reason, authority)
    return { kind: 'reproduced', again, differences: differencesOf(recorded, again), quota: null, ...facts }
  }
  if (authority === undefined) throw new Error('a grant without authority')
  const limit = state.grant.quotaPerDay
  const dayStart = authority.now - Math.round(authority.secondOfDay * 1_000_000)
  const used = await countHitsBefore(tx, {
    credentialId: authority.credentialId,
    seq: call.seq,
    dayStart,
    at: call.at,
  })
  const again =
    limit !== null && used >= limit
      ? refusal('quota-exhausted', 'V-20 no hit is left today', authority)
      : grantedVerdict(call, state.grant, authority)
  const differences = differencesOf(recorded, again)
  return { kind: 'reproduced', again, differences, quota: { used, limit }, ...facts }
}

function isByCall({ reason }: PastCall): boolean {
  return reason === BEFORE_TRANSACTION || RULES_OF_CALL.has(ruleOf(reason) ?? '')
}

/** What the entry says. A hit is `granted`, whatever the registry then knew of the person. */
function recordedVerdict(call: PastCall): Verdict {
  const isHit = OUTCOMES[call.outcome].isHit
  return {
    outcome: isHit ? 'granted' : call.outcome,
    rule: isHit ? null : ruleOf(call.reason),
    reason: isHit ? null : call.reason,
    elements: elementsOfMask(call.elementMask),
    termVersion: call.termVersion,
  }
}

function refusal(outcome: Verdict['outcome'], reason: string, authority: Authority | undefined): Verdict {
  const termVersion = authority?.term?.version ?? null
  return { outcome, rule: ruleOf(reason), reason, elements: [], termVersion }
}

/** The registry being down is nothing of authority: the entry's word is taken (V-21). */
function grantedVerdict(call: PastCall, grant: Grant, authority: Authority): Verdict {
  if (call.outcome === 'registry-unavailable') return refusal(call.outcome, call.reason ?? '', authority)
  // Data were told only where the registry had an active person: else an entry holds no elements.
  const isTold = call.outcome === 'disclosed' || call.outcome === 'matched'
  return {
    outcome: 'granted',
    rule: null,
    reason: null,
    elements: isTold ? inCatalogueOrder(grant.elements) : [],
    termVersion: authority.term?.version ?? null,
  }
}

function differencesOf(recorded: Verdict, again: Verdict): Difference[] {
  const differences: Difference[] = []
  if (recorded.outcome !== again.outcome) differences.push('outcome')
  else if (recorded.rule !== again.rule) differences.push('rule')
  if (recorded.elements.join() !== again.elements.join()) differences.push('elements')
  if (recorded.termVersion !== again.termVersion) differences.push('term-version')
  return differences
}
