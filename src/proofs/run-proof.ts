import type { AgreementInForce } from '../agreements/index.ts'
import { findCredential } from '../credentials/index.ts'
import { lockAuthority } from '../kernel/authority-lock.ts'
import type { Pool, Tx } from '../kernel/database.ts'
import { notify } from '../notifications/index.ts'
import { isScenario } from '../verification/index.ts'
import { isRule, rowOf } from './checklist.ts'
import { chooseSubjects } from './choose-subjects.ts'
import { RUN_MINUTES, SCENARIO_MINUTES } from './domain.ts'
import { findProofForUpdate, type Proof, updateState } from './proof.store.ts'
import {
  actFault,
  agreementFault,
  type Doer,
  type ProofResult,
  record,
  refused,
  textFault,
} from './record-proof.ts'
import {
  endRuns,
  findLastRun,
  insertRun,
  insertSubjects,
  type Run,
  updateScenario,
  upsertTick,
} from './run.store.ts'
import { inTxOrUndone } from './undone.ts'

/**
 * Opens a window of time in which the agency's development User ID is watched, with a NIK of each kind to try.
 * A run that was open before is ended: it was for trying.
 */
export async function startRun(
  pool: Pool,
  agreement: AgreementInForce,
  asked: { id: number; userId: string; minutes: number },
  who: Doer,
): Promise<ProofResult> {
  const unsound = agreementFault(agreement)
  if (unsound !== undefined) return refused('agreement', unsound)
  const { least, most } = RUN_MINUTES
  if (!Number.isInteger(asked.minutes) || asked.minutes < least || asked.minutes > most) {
    return refused('minutes', `Lama uji harus ${least} sampai ${most} menit.`)
  }
  return inTxOrUndone(pool, async (tx) => {
    // Before any row, as whoever changes what the gate reads does (docs/adr/0002).
    await lockAuthority(tx)
    const proof = await findProofForUpdate(tx, { agreementId: agreement.id, id: asked.id })
    if (proof === undefined) return { kind: 'not-found' }
    const fault = actFault('start', proof) ?? examinerFault(proof, who)
    if (fault !== undefined) return refused('state', fault)
    const isOnWire = agreement.methods.includes('web-service')
    const credential = isOnWire ? await findCredential(tx, asked.userId) : undefined
    if (isOnWire && credential?.agreementId !== agreement.id) {
      return refused('userId', 'User ID ini bukan milik perjanjian ini.')
    }
    if (credential !== undefined && (credential.kind !== 'development' || credential.state !== 'active')) {
      return refused('userId', 'Pilih User ID development yang aktif.')
    }
    const credentialId = credential?.id ?? null
    const open = await findLastRun(tx, proof.id)
    if (open !== undefined && open.endedAt === null) await updateScenario(tx, open, null, 0)
    await endRuns(tx, { proofId: proof.id, credentialId })
    const runId = await insertRun(tx, {
      proofId: proof.id,
      credentialId,
      staffId: who.staffId,
      minutes: asked.minutes,
    })
    if (runId === undefined) return refused('userId', 'User ID ini sedang dipakai PoC lain.')
    if (isOnWire) {
      const chosen = await chooseSubjects(tx, runId)
      if ('missing' in chosen) {
        const missing = chosen.missing.join(', ')
        return refused('userId', `Ruang data dummy belum memuat NIK berstatus ${missing}. Isi dahulu.`)
      }
      await insertSubjects(tx, runId, chosen.subjects)
    }
    await updateState(tx, proof.id, 'running')
    const { minutes } = asked
    await record(tx, 'proof.run_started', { proof, agreement, who, credentialId }, { run: runId, minutes })
    await notify(tx, {
      officeId: agreement.officeId,
      to: { role: 'agency-pic', agencyId: agreement.agencyId },
      event: 'proof.run_started',
      title: 'Uji PoC dibuka',
      body: `Uji ${proof.application} ${proof.version} dibuka selama ${minutes} menit; NIK uji ada di halaman PoC.`,
      path: `/perjanjian/${agreement.code}/poc`,
    })
    return { kind: 'done' }
  })
}

/** Has the run's User ID told a refusal for a while, or no longer (V-40). Never any other User ID. */
export async function setScenario(
  pool: Pool,
  agreement: AgreementInForce,
  asked: { id: number; scenario: string },
  who: Doer,
): Promise<ProofResult> {
  const scenario = asked.scenario === '' ? null : asked.scenario
  if (scenario !== null && !isScenario(scenario)) return refused('scenario', 'Skenario ini tidak dikenal.')
  return inRun(pool, agreement, asked.id, who, async (tx, proof, run) => {
    if (run.credentialId === null)
      return refused('scenario', 'Perjanjian ini tanpa web service: tidak ada skenario.')
    await updateScenario(tx, run, scenario, SCENARIO_MINUTES)
    const { credentialId } = run
    await record(tx, 'proof.scenario_set', { proof, agreement, who, credentialId }, { scenario })
    return { kind: 'done' }
  })
}

/** An examiner's own word on a rule, with what they saw. */
export async function tickRule(
  pool: Pool,
  agreement: AgreementInForce,
  asked: { id: number; rule: string; isMet: boolean; note: string },
  who: Doer,
): Promise<ProofResult> {
  const { rule, isMet, note } = asked
  if (!isRule(rule)) return refused('rule', 'Pemeriksaan ini tidak ada.')
  const fault = textFault('Catatan', note, 300)
  if (fault !== undefined) return refused('note', fault)
  if (isMet && !rowOf(rule, agreement.methods).isTickable) {
    return refused(
      'isMet',
      'Pemeriksaan ini dinilai dari catatan panggilan; penguji hanya dapat menyatakannya tidak memenuhi.',
    )
  }
  return inRun(pool, agreement, asked.id, who, async (tx, proof, run) => {
    await upsertTick(tx, { runId: run.id, rule, isMet, note, staffId: who.staffId })
    await record(tx, 'proof.rule_ticked', { proof, agreement, who }, { rule, isMet, note })
    return { kind: 'done' }
  })
}

/** An act inside the run of a proof, by one of its examiners. The window may be over; its ticks are not. */
async function inRun(
  pool: Pool,
  agreement: AgreementInForce,
  id: number,
  who: Doer,
  act: (tx: Tx, proof: Proof, run: Run) => Promise<ProofResult>,
): Promise<ProofResult> {
  return inTxOrUndone(pool, async (tx) => {
    await lockAuthority(tx)
    const proof = await findProofForUpdate(tx, { agreementId: agreement.id, id })
    if (proof === undefined) return { kind: 'not-found' }
    const fault = actFault('examine', proof) ?? examinerFault(proof, who)
    if (fault !== undefined) return refused('state', fault)
    const run = await findLastRun(tx, proof.id)
    return run === undefined ? { kind: 'not-found' } : act(tx, proof, run)
  })
}

/** PC-95: those whom the letter names. */
export function examinerFault(proof: Proof, who: Doer): string | undefined {
  return proof.examiners.some(({ staffId }) => staffId === who.staffId)
    ? undefined
    : 'Hanya penguji yang disebut dalam surat jadwal yang dapat melakukannya.'
}
