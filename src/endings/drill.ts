import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type AgreementInForce, findAgreement } from '../agreements/index.ts'
import { append, auditEntry } from '../audit/index.ts'
import { changeState, issueCredential } from '../credentials/index.ts'
import { inTx, type Pool } from '../kernel/database.ts'
import type { FieldFault } from '../kernel/problem.ts'
import { reasonFault } from '../registry/index.ts'
import { type Gate, OUTCOMES } from '../verification/index.ts'
import { findDrillFacts, insertDrill } from './drill.store.ts'
import { readClock } from './ending.store.ts'

export type DrillResult = { kind: 'done'; id: number } | { kind: 'refused'; faults: FieldFault[] }

/** Callers at once, so that some call is always on its way when the revocation comes. */
const CALLERS = 4
/** So many calls are let in before the revocation is ordered. */
const CALLS_BEFORE = 12
const PAUSE_MS = 20
/** After the act the callers go on as long as this, or until they have been refused often enough. */
const MAX_MS = 5_000
const REFUSALS_AFTER = 8
/** Nobody's: no region is numbered 88, so it is not in the dummy space either. Not found is an answer too. */
const NIK = '8899014101900001'

/**
 * Measures how fast a revocation takes hold on this installation (EN-07): callers ask through the gate with a
 * development User ID made for this, which is suspended while they do, and revoked for good at the end. It reads
 * the dummy space only, from this machine only, and nobody knows its secret.
 */
export async function runDrill(
  { pool, gate }: { pool: Pool; gate: Gate },
  asked: { code: string; reason: string; by: string },
): Promise<DrillResult> {
  const { code, reason, by } = asked
  const fault = reasonFault(reason)
  if (fault !== undefined) return refused('reason', fault)
  const agreement = await findAgreement(pool, code)
  if (agreement === undefined) return refused('code', 'Perjanjian ini tidak ditemukan.')
  const method = agreement.wireMethods.find(({ operation }) => operation === 'biodata')
  const { agencyWireName } = agreement
  if (!agreement.methods.includes('web-service') || method === undefined || agencyWireName === null) {
    return refused('code', 'Latihan memerlukan perjanjian dengan metode Web Service.')
  }
  const userId = `latihan.${randomBytes(5).toString('hex')}`
  const issued = await issueCredential(
    pool,
    {
      agreementCode: code,
      userId,
      kind: 'development',
      addresses: ['127.0.0.1'],
      quotaPerDay: agreement.quotaPerDay ?? 1_000,
      reason: `Latihan pencabutan: ${reason}`,
    },
    by,
  )
  if (issued.kind === 'refused') return { kind: 'refused', faults: issued.faults }
  const { credentialId } = issued
  const path = { region: null, agency: agencyWireName, method: method.name }
  try {
    const startedAt = await readClock(pool)
    const calling = startCallers(gate, { credentialId, path })
    await calling.until(({ accepted }) => accepted >= callsBefore(agreement))
    if (calling.counts().accepted === 0) {
      await calling.stop()
      return refused('code', `Tidak ada panggilan yang diterima: ${calling.counts().lastRefusal}.`)
    }
    const orderedAt = await readClock(pool)
    const suspended = await changeState(pool, { userId, act: 'suspend', reason, by })
    if (suspended.kind === 'refused') return { kind: 'refused', faults: [suspended.fault] }
    await calling.until(({ refusedAfter }) => refusedAfter >= REFUSALS_AFTER, true)
    await calling.stop()
    return await record(pool, agreement, { ...asked, credentialId, startedAt, orderedAt })
  } finally {
    await changeState(pool, { userId, act: 'revoke', reason: 'Latihan pencabutan selesai', by })
  }
}

/** A small quota must last beyond the revocation, or what is refused would be refused for another reason. */
const callsBefore = ({ quotaPerDay }: AgreementInForce) =>
  quotaPerDay === null ? CALLS_BEFORE : Math.min(CALLS_BEFORE, Math.max(1, Math.floor(quotaPerDay / 4)))

type Counts = { accepted: number; refusedAfter: number; lastRefusal: string }

/** Callers that ask one call after the other until they are stopped. */
function startCallers(
  gate: Gate,
  caller: { credentialId: number; path: { region: null; agency: string; method: string } },
) {
  const counts: Counts = { accepted: 0, refusedAfter: 0, lastRefusal: 'tidak ada jawaban' }
  let isOn = true
  const call = async () => {
    while (isOn) {
      const answer = await gate.ask({
        requestId: randomUUID(),
        method: 'web-service',
        credentialId: caller.credentialId,
        secretVersion: 1,
        usedPreviousSecret: false,
        refusal: null,
        path: caller.path,
        operation: null,
        address: '127.0.0.1',
        declaredAddress: null,
        localOperator: 'latihan',
        purpose: 'latihan pencabutan',
        nik: NIK,
        claims: new Map(),
        threshold: null,
      })
      if (answer.kind === 'stale-login') throw new Error('the secret of a drill has moved')
      const { decision } = answer
      if (decision.kind !== 'refused' || OUTCOMES[decision.outcome].isHit) counts.accepted += 1
      else {
        counts.refusedAfter += 1
        counts.lastRefusal = decision.outcome
      }
      await pause(PAUSE_MS)
    }
  }
  const callers = Promise.all(Array.from({ length: CALLERS }, call))
  // A caller that fails is told of by `stop`; until then it must not end the process.
  callers.catch(() => undefined)
  const beganMs = performance.now()
  return {
    counts: (): Readonly<Counts> => counts,
    /** Waits until the counts are so, or the drill has lasted as long as it may. */
    until: async (isSo: (counts: Counts) => boolean, isAfter = false) => {
      const limitMs = isAfter ? performance.now() + MAX_MS : beganMs + MAX_MS
      while (!isSo(counts) && performance.now() < limitMs) {
        // Before the act nothing but refusals means that nothing will be let in.
        if (!isAfter && counts.accepted === 0 && counts.refusedAfter >= CALLERS) return
        await pause(PAUSE_MS / 4)
      }
    },
    stop: async () => {
      isOn = false
      await callers
    },
  }
}

/** Reads from the log what the callers were told when, and keeps it. */
function record(
  pool: Pool,
  { id: agreementId, officeId }: AgreementInForce,
  drill: { credentialId: number; reason: string; by: string; startedAt: string; orderedAt: string },
): Promise<DrillResult> {
  return inTx(pool, async (tx): Promise<DrillResult> => {
    const facts = await findDrillFacts(tx, drill.credentialId)
    if (facts === undefined) throw new Error('a drill has no suspension in the log')
    const { credentialId, reason, by, startedAt, orderedAt } = drill
    const id = await insertDrill(tx, {
      officeId,
      agreementId,
      credentialId,
      reason,
      by,
      startedAt,
      orderedAt,
      ...facts,
    })
    const detail = JSON.stringify({ by, reason, drillId: id, ...facts })
    const entry = { event: 'drill.run', requestId: randomUUID(), officeId, agreementId, credentialId, detail }
    await append(tx, [auditEntry(entry)])
    return { kind: 'done', id }
  })
}

function refused(field: string, message: string): DrillResult {
  return { kind: 'refused', faults: [{ field, message }] }
}
