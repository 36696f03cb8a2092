import type { AgreementInForce } from '../agreements/index.ts'
import type { Tx } from '../kernel/database.ts'
import { RULES, rowOf } from './checklist.ts'
import { reportOf } from './decide-proof.ts'
import { LIMITS, type ProofState, type SubjectKind, type Tick, type Verdict } from './domain.ts'
import { isComplete } from './grade.ts'
import type { PersonRef, Proof } from './proof.store.ts'
import { findLastRun, listSubjects, type Run } from './run.store.ts'
import { type SampleCall, sampleCalls } from './sample-calls.ts'
import { type WatchTools, watchRun } from './watch-run.ts'

/** A proof as the portal lists it. */
export type ProofView = {
  id: number
  application: string
  version: string
  description: string
  state: ProofState
  requestedBy: string
  requestedAt: string
  schedule: { on: string; from: string; place: string; examiners: PersonRef[] } | null
  examinedBy: string | null
  examinedAt: string | null
  examinationNote: string | null
  decidedBy: string | null
  decidedAt: string | null
  decisionNote: string | null
  /** Its letters so far. */
  papers: number[]
}

export function toProofView(proof: Proof): ProofView {
  const { scheduledOn, scheduledFrom, place, examiners } = proof
  return {
    id: proof.id,
    application: proof.application,
    version: proof.version,
    description: proof.description,
    state: proof.state,
    requestedBy: proof.requestedBy.fullName,
    requestedAt: proof.requestedAt,
    schedule:
      scheduledOn === null || scheduledFrom === null || place === null
        ? null
        : { on: scheduledOn, from: scheduledFrom, place, examiners },
    examinedBy: proof.examinedBy?.fullName ?? null,
    examinedAt: proof.examinedAt,
    examinationNote: proof.examinationNote,
    decidedBy: proof.decidedBy?.fullName ?? null,
    decidedAt: proof.decidedAt,
    decisionNote: proof.decisionNote,
    papers: [proof.requestPaperId, proof.schedulePaperId, proof.resultPaperId].filter((id) => id !== null),
  }
}

/** One rule as it stands now. */
export type RowView = {
  rule: string
  title: string
  hint: string
  verdict: Verdict
  seen: string
  /** Whether an examiner's word can make it good. */
  isTickable: boolean
  /** The scenario that brings it about, and the code that the application is told; null: needs none. */
  scenario: { name: string; code: string } | null
  tick: Tick | null
}

/** A proof with what is seen of its run. */
export type LiveProof = ProofView & {
  run: {
    userId: string | null
    startedAt: string
    until: string
    endedAt: string | null
    isOpen: boolean
    scenario: string | null
    scenarioUntil: string | null
    calls: number
    /** The last ones, newest first; without NIK. */
    last: { at: string; outcome: string; method: string; localOperator: string | null; isScenario: boolean }[]
    subjects: { kind: SubjectKind; nik: string; curl: string | null }[]
  } | null
  rows: RowView[]
  isComplete: boolean
  limits: typeof LIMITS
}

const LAST_CALLS = 8

export async function liveProof(
  tx: Tx,
  agreement: AgreementInForce,
  proof: Proof,
  tools: WatchTools & { publicUrl: string | null },
): Promise<LiveProof> {
  const run = await findLastRun(tx, proof.id)
  const rows = run === undefined ? emptyRows(agreement) : await rowsOf(tx, run, agreement, tools)
  return {
    ...toProofView(proof),
    run: run === undefined ? null : await runView(tx, run, agreement, tools),
    rows,
    isComplete: run !== undefined && isComplete(rows.map(({ verdict }) => verdict)),
    limits: LIMITS,
  }
}

async function rowsOf(tx: Tx, run: Run, agreement: AgreementInForce, tools: WatchTools): Promise<RowView[]> {
  const report = await reportOf(tx, run, agreement, tools)
  return report.map(({ rule, verdict, graded, tick }) => ({
    ...stillRow(rule, agreement),
    verdict,
    seen: graded.seen,
    tick: tick ?? null,
  }))
}

const emptyRows = (agreement: AgreementInForce): RowView[] =>
  RULES.map((rule) => ({ ...stillRow(rule, agreement), verdict: 'unseen', seen: '', tick: null }))

function stillRow(rule: (typeof RULES)[number], { methods }: AgreementInForce) {
  const { title, hint, isTickable, watches } = rowOf(rule, methods)
  const scenario = watches?.kind === 'scenario' ? { name: watches.scenario, code: watches.code } : null
  return { rule, title, hint, isTickable, scenario }
}

async function runView(
  tx: Tx,
  run: Run,
  agreement: AgreementInForce,
  tools: WatchTools & { publicUrl: string | null },
): Promise<LiveProof['run']> {
  const subjects = await listSubjects(tx, run.id)
  const samples: SampleCall[] =
    run.userId === null ? [] : sampleCalls(agreement, run.userId, subjects, tools.publicUrl)
  const { calls } = await watchRun(tx, run, tools)
  const { userId, startedAt, until, endedAt, isOpen, scenario, scenarioUntil } = run
  return {
    userId,
    startedAt,
    until,
    endedAt,
    isOpen,
    scenario,
    scenarioUntil,
    calls: calls.length,
    last: calls
      .slice(-LAST_CALLS)
      .reverse()
      .map(({ at, outcome, method, localOperator, isScenario }) => ({
        at: new Date(at).toISOString(),
        outcome,
        method,
        localOperator,
        isScenario,
      })),
    subjects: subjects.map(({ kind, nik }) => ({
      kind,
      nik,
      curl: samples.find((sample) => sample.kind === kind)?.curl ?? null,
    })),
  }
}
