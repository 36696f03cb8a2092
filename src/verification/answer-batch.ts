import { setImmediate as nextTurn } from 'node:timers/promises'
import { countOverflow, lockHead, type RefusalLimit, writeEntries } from '../audit/index.ts'
import type { Tx } from '../kernel/database.ts'
import type { NikHasher } from '../kernel/secrets.ts'
import type { RegionNames } from '../registry/index.ts'
import { authorise } from './authorise.ts'
import { readAuthorities } from './authority.store.ts'
import { type Case, openCase, refuseCase } from './case.ts'
import { decide } from './decide.ts'
import type { Answer, Question } from './domain.ts'
import { lookUp } from './look-up.ts'
import { type QuotaRequest, takeQuota } from './quota.store.ts'
import { hashNiks, sortRefusals, toAnswer, toEntry } from './record.ts'

export type BatchContext = {
  regions: RegionNames
  nikHasher: NikHasher
  refusalLimit: RefusalLimit
  /** False: answer without the registry, because it has just failed (I8). */
  isRegistryUp: boolean
  /** An instant instead of the database's clock, as ISO text; null in the product. */
  at: string | null
}

/**
 * Answers a batch of questions inside one transaction: authority, quota, look-up, decision, audit, in this
 * order. The transaction MUST have begun with SHARE_AUTHORITY. Locks are taken in this order too, by
 * every node: authority (shared), quota rows by id, audit head, refusal counts.
 *
 * The answers MUST NOT leave before the commit (I1). The last statements are sent without waiting for their
 * results, so that a pipelined commit can follow at once: the caller MUST await `written` with the commit.
 *
 * @throws RegistryUnavailable when the look-up failed; nothing is charged or recorded then
 */
export async function answerBatch(
  tx: Tx,
  context: BatchContext,
  questions: readonly Question[],
): Promise<{ answers: Answer[]; written: Promise<unknown> }> {
  const { now, cases } = await openCases(tx, context, questions)
  // Sent together: a round trip costs as much as a dozen look-ups. Whom the quota then refuses is not told.
  const looking = lookUp(tx, cases, context.regions)
  const charging = chargeQuota(tx, cases)
  // Behind this turn the statements are on their way, and this side would only wait.
  const hashing = nextTurn().then(() => hashNiks(cases, context.nikHasher))
  const [residents, , head] = await Promise.all([looking, charging, lockHead(tx), hashing]).catch(
    async (error: unknown) => {
      // A statement that fails fails those behind it too; the first cause is what counts (I8).
      await looking
      await charging
      throw error
    },
  )
  const { single, counted } = sortRefusals(cases, context.refusalLimit, now)
  for (const one of cases) {
    if (one.state.kind !== 'open') continue
    const { grant } = one.state
    one.state = { kind: 'decided', grant, decision: decide(one.question, grant, residents.find(one)) }
  }
  const entries = single.map((one) => toEntry(one))
  const written = Promise.all([countOverflow(tx, counted), writeEntries(tx, head, now, entries)])
  return { answers: cases.map(toAnswer), written }
}

/** Reads the authority of all callers and judges each question by it. */
async function openCases(tx: Tx, context: BatchContext, questions: readonly Question[]) {
  const callers = new Set<number>()
  for (const { credentialId } of questions) if (credentialId !== null) callers.add(credentialId)
  const { now, authorities } = await readAuthorities(tx, [...callers], context.at)
  const cases = questions.map((question): Case => {
    const authority = question.credentialId === null ? undefined : authorities.get(question.credentialId)
    return openCase(question, authority, authorise(question, authority))
  })
  if (!context.isRegistryUp) {
    for (const one of cases) refuseCase(one, 'registry-unavailable', 'V-21 the registry cannot be asked')
  }
  return { now, cases }
}

/** Takes one hit for every open case and refuses those for which none is left (I3, V-20). */
async function chargeQuota(tx: Tx, cases: readonly Case[]) {
  const requests = new Map<number, QuotaRequest>()
  for (const { state, authority } of cases) {
    if (authority === undefined || state.kind === 'stale-login' || state.grant === null) continue
    const { credentialId, day } = authority
    const request = requests.get(credentialId) ?? {
      credentialId,
      day,
      limit: state.grant.quotaPerDay,
      wanted: 0,
    }
    // Wrong parameters and a malformed NIK take no hit, but their answer tells how many are left.
    if (state.kind === 'open') request.wanted += 1
    requests.set(credentialId, request)
  }
  const taken = await takeQuota(tx, [...requests.values()])
  const before = new Map([...taken].map(([id, { used, granted }]) => [id, used - granted]))
  for (const one of cases) {
    const { state, authority } = one
    if (authority === undefined || state.kind === 'stale-login' || state.grant === null) continue
    const { credentialId } = authority
    const { quotaPerDay } = state.grant
    let used = before.get(credentialId) ?? 0
    if (state.kind === 'open') {
      if (used < (taken.get(credentialId)?.used ?? 0)) used += 1
      else refuseCase(one, 'quota-exhausted', 'V-20 no hit is left today')
      before.set(credentialId, used)
    }
    // As if the batch had come one by one: each answer tells one hit less than the last.
    one.quotaLeft = quotaPerDay === null ? 'unlimited' : Math.max(0, quotaPerDay - used)
  }
}
