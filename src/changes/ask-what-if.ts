import { type AgreementInForce, type CodedFile, termOf } from '../agreements/index.ts'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import { inCatalogueOrder } from '../registry/elements.ts'
import type { Term } from '../verification/domain.ts'
import { type ChangeContent, credentialsOf } from './content.ts'
import { CLOSED_STATES, PROCEDURES } from './domain.ts'
import { proposedFile } from './proposed-file.ts'
import { recordChange } from './record-change.ts'
import type { Result } from './result.ts'
import { type AgreementStanding, readStanding } from './standing.ts'
import { WHAT_IF_DAYS, type WhatIf } from './what-if/domain.ts'
import type { Terms } from './what-if/replay.ts'
import { runWhatIf } from './what-if/run-what-if.ts'
import { insertWhatIf } from './what-if-result.store.ts'
import { findChangeOf, refused, stateFault, type Writer } from './write-change.ts'

/**
 * Replays the calls of the last days under a change, and keeps the result with it (CH-30). The replay reads one
 * snapshot and writes nothing; its result is of the content that it was asked for.
 */
export async function askWhatIf(
  pool: Pool,
  agreement: AgreementInForce,
  id: number,
  { actor }: Writer,
): Promise<Result<{ id: number; result: WhatIf }>> {
  const replayed = await inTx(pool, async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only')
    const change = await findChangeOf(tx, agreement, id)
    if (change === undefined) return undefined
    if (CLOSED_STATES.includes(change.state) || !PROCEDURES[change.kind].whatIf)
      return { change, result: null }
    const standing = await readStanding(tx, agreement.code)
    return { change, result: await replayUnder(tx, change.content, standing, WHAT_IF_DAYS) }
  })
  if (replayed === undefined) return { kind: 'not-found' }
  const { change, result } = replayed
  if (result === null) return refused([stateFault(change)])
  return inTx(pool, async (tx) => {
    const { contentVersion } = change
    const whatIf = await insertWhatIf(tx, { changeId: id, contentVersion, askedBy: actor.by, result })
    const { calls, passing, passingThen } = result
    await recordChange(tx, 'change.replayed', actor, change, { whatIf, calls, passing, passingThen })
    return { kind: 'done', value: { id: whatIf, result } }
  })
}

/** The replay of an agreement's calls under what a change asks for. MUST run in one snapshot. */
export function replayUnder(
  tx: Tx,
  content: ChangeContent,
  standing: AgreementStanding,
  days: number,
): Promise<WhatIf> {
  const { agreement, file, credentials } = standing
  const concerned = new Set(credentialsOf(content, credentials).map(({ id }) => id))
  const then = (credentialId: number, now: Terms): Terms => {
    switch (content.kind) {
      case 'elements':
      case 'method':
        return { ...now, term: termUnder(now.term, proposedFile(content, file)) }
      case 'quota':
        if (content.userId === null) return { ...now, term: termUnder(now.term, proposedFile(content, file)) }
        return concerned.has(credentialId) && content.quotaPerDay !== 'unlimited'
          ? { ...now, credentialQuota: content.quotaPerDay }
          : now
      case 'address':
        return concerned.has(credentialId) ? { ...now, addresses: `{${content.networks.join()}}` } : now
      default:
        return now
    }
  }
  return runWhatIf(tx, { agreementId: agreement.id, days }, then)
}

/** The version of the terms that an addendum with this file would make. */
function termUnder(now: Term, file: CodedFile): Term {
  const { elements, methods, quotaPerDay, isQuotaUnlimited, wireMethods } = termOf(file)
  return {
    version: now.version + 1,
    elements: inCatalogueOrder(elements),
    methods: file.methods.filter((method) => methods.includes(method)),
    quotaPerDay,
    isQuotaUnlimited,
    wireMethods,
  }
}
