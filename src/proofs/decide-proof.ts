import { type AgreementInForce, passProofOfConceptIn } from '../agreements/index.ts'
import { lockAuthority } from '../kernel/authority-lock.ts'
import type { FourEyes } from '../kernel/config.ts'
import type { Pool, Tx } from '../kernel/database.ts'
import { notify } from '../notifications/index.ts'
import type { PaperMaker } from '../papers/index.ts'
import { RULES } from './checklist.ts'
import { conclude, grade, isComplete, titleOf } from './grade.ts'
import {
  findProofForUpdate,
  findToday,
  type Proof,
  updateDecided,
  updateExamined,
  updatePaper,
} from './proof.store.ts'
import { type ReportRow, resultOrder } from './proof-papers.ts'
import {
  actFault,
  agreementFault,
  byOf,
  type Doer,
  type ProofResult,
  paperRefused,
  record,
  refused,
  textFault,
} from './record-proof.ts'
import { closeRun, findLastRun, hasTicked, listTicks, type Run, updateScenario } from './run.store.ts'
import { examinerFault } from './run-proof.ts'
import { inTxOrUndone } from './undone.ts'
import { type WatchTools, watchRun } from './watch-run.ts'

/** Every rule of a run, as the log and the examiners have it: as it stood at its end, else as it stands now. */
export async function reportOf(
  tx: Tx,
  run: Run,
  agreement: AgreementInForce,
  tools: WatchTools,
): Promise<ReportRow[]> {
  const { methods } = agreement
  const grades = run.grades ?? grade(await watchRun(tx, run, tools), methods)
  const ticks = await listTicks(tx, run.id)
  return RULES.map((rule) => {
    const graded = grades[rule] ?? { verdict: 'unseen' as const, seen: '' }
    const tick = ticks.get(rule)
    return { rule, verdict: conclude(rule, methods, graded, tick), graded, tick }
  })
}

/** Closes the run: what was seen stays as it is, and the User ID is told the truth again (PC-96). */
export async function examineProof(
  pool: Pool,
  tools: WatchTools,
  agreement: AgreementInForce,
  asked: { id: number; note: string },
  who: Doer,
): Promise<ProofResult> {
  const fault = asked.note === '' ? undefined : textFault('Catatan', asked.note, 1_000)
  if (fault !== undefined) return refused('note', fault)
  return inTxOrUndone(pool, async (tx) => {
    await lockAuthority(tx)
    const proof = await findProofForUpdate(tx, { agreementId: agreement.id, id: asked.id })
    if (proof === undefined) return { kind: 'not-found' }
    const closed = actFault('examine', proof) ?? examinerFault(proof, who)
    if (closed !== undefined) return refused('state', closed)
    const run = await findLastRun(tx, proof.id)
    if (run === undefined) return { kind: 'not-found' }
    const grades = grade(await watchRun(tx, run, tools), agreement.methods)
    await updateScenario(tx, run, null, 0)
    await closeRun(tx, run.id, grades)
    await updateExamined(tx, proof.id, { staffId: who.staffId, note: asked.note || null })
    const broken = RULES.filter((rule) => grades[rule].verdict === 'broken')
    await record(
      tx,
      'proof.examined',
      { proof, agreement, who, credentialId: run.credentialId },
      { run: run.id, broken },
    )
    await notify(tx, {
      officeId: agreement.officeId,
      to: { role: 'agreement-officer', agencyId: null },
      event: 'proof.examined',
      title: 'PoC menunggu hasil',
      body: `${agreement.agencyName}: ${proof.application} ${proof.version} selesai diuji.`,
      path: `/perjanjian/${agreement.code}/poc`,
    })
    return { kind: 'done' }
  })
}

/**
 * The result, by somebody who did not examine: with the signed report, and, where it passed, with production
 * open to the agreement, all in one transaction.
 */
export async function decideProof(
  pool: Pool,
  tools: WatchTools & { paperMaker: PaperMaker; fourEyes: FourEyes },
  agreement: AgreementInForce,
  asked: { id: number; isPassed: boolean; note: string },
  who: Doer,
): Promise<ProofResult> {
  const { isPassed, note } = asked
  const noteFault = note === '' && isPassed ? undefined : textFault('Catatan', note, 1_000)
  if (noteFault !== undefined) return refused('note', noteFault)
  const unsound = isPassed ? agreementFault(agreement) : undefined
  if (unsound !== undefined) return refused('agreement', unsound)
  return inTxOrUndone(pool, async (tx) => {
    await lockAuthority(tx)
    const proof = await findProofForUpdate(tx, { agreementId: agreement.id, id: asked.id })
    if (proof === undefined) return { kind: 'not-found' }
    const closed = actFault(isPassed ? 'pass' : 'fail', proof)
    if (closed !== undefined) return refused('state', closed)
    const run = await findLastRun(tx, proof.id)
    if (run === undefined) return { kind: 'not-found' }
    const isAlone = await hasExamined(tx, proof, who)
    if (isAlone && tools.fourEyes === 'required') {
      return refused('state', 'Yang menguji tidak menetapkan hasilnya: mintalah rekan Anda.')
    }
    const rows = await reportOf(tx, run, agreement, tools)
    const open = rows.filter(({ verdict }) => !isComplete([verdict]))
    if (isPassed && open.length > 0) {
      return refused('isPassed', `Belum memenuhi: ${open.map(({ rule }) => titleOf(rule)).join(', ')}.`)
    }
    const today = await findToday(tx, agreement.officeId)
    const by = byOf(who)
    const mandate = isAlone ? { mandate: { fourEyes: 'single' as const } } : {}
    const order = resultOrder(agreement, proof, { isPassed, note, rows }, { date: today, by })
    const issued = await tools.paperMaker.issue(tx, order)
    if (issued.kind === 'refused') return paperRefused(issued.faults)
    if (isPassed) {
      const { number } = issued.paper
      const basis = number === null ? {} : { basis: number }
      const pass = { code: agreement.code, passedOn: today, by, ...basis, ...mandate }
      const passed = await passProofOfConceptIn(tx, pass)
      if (passed.kind === 'refused') return refused('state', passed.fault.message)
    }
    await updatePaper(tx, proof.id, 'result', issued.paper.id)
    const state = isPassed ? 'passed' : 'failed'
    await updateDecided(tx, proof.id, { state, staffId: who.staffId, isAlone, note: note || null })
    const alone = isAlone ? { fourEyes: 'single' } : {}
    await record(
      tx,
      `proof.${state}`,
      { proof, agreement, who },
      { open: open.map(({ rule }) => rule), ...alone },
    )
    await tell(tx, agreement, proof, isPassed)
    return { kind: 'done' }
  })
}

async function hasExamined(tx: Tx, proof: Proof, who: Doer): Promise<boolean> {
  return proof.examinedBy?.staffId === who.staffId || hasTicked(tx, proof.id, who.staffId)
}

async function tell(tx: Tx, agreement: AgreementInForce, proof: Proof, isPassed: boolean): Promise<void> {
  for (const role of ['agency-head', 'agency-pic'] as const) {
    await notify(tx, {
      officeId: agreement.officeId,
      to: { role, agencyId: agreement.agencyId },
      event: isPassed ? 'proof.passed' : 'proof.failed',
      title: isPassed ? 'PoC lulus' : 'PoC belum lulus',
      body: `${proof.application} ${proof.version}: ${isPassed ? 'lulus; User ID produksi dapat diterbitkan.' : 'belum lulus; yang perlu diperbaiki ada di halaman PoC.'}`,
      path: `/perjanjian/${agreement.code}/poc`,
    })
  }
}
