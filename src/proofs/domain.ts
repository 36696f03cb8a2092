import type { Outcome } from '../verification/index.ts'

/** Where a proof of concept stands, in the words of people. */
export const PROOF_STATES = {
  requested: 'dimohonkan',
  scheduled: 'dijadwalkan',
  running: 'sedang diuji',
  examined: 'selesai diuji, menunggu hasil',
  passed: 'lulus',
  failed: 'belum lulus',
  withdrawn: 'ditarik',
} as const

export type ProofState = keyof typeof PROOF_STATES

/** The acts on a proof: from which states, to which. What is not here is refused (PC-90). */
export const PROOF_ACTS = {
  withdraw: { from: ['requested', 'scheduled'], to: 'withdrawn' },
  schedule: { from: ['requested', 'scheduled'], to: 'scheduled' },
  /** Again while it is open: what went wrong may be mended on the spot. */
  start: { from: ['scheduled', 'running'], to: 'running' },
  examine: { from: ['running'], to: 'examined' },
  pass: { from: ['examined'], to: 'passed' },
  fail: { from: ['examined'], to: 'failed' },
} as const satisfies Record<string, { from: readonly ProofState[]; to: ProofState }>

export type ProofAct = keyof typeof PROOF_ACTS

export function mayAct(act: ProofAct, state: ProofState): boolean {
  return PROOF_ACTS[act].from.some((one) => one === state)
}

/** What a request is for, told from what the agreement has seen before (requirement 2.9). */
export type Occasion = 'first' | 'changed' | 'further' | 'again'

/** What a run gives the agency a NIK for. */
export const SUBJECT_KINDS = ['found', 'deceased', 'duplicate', 'inactive', 'not-found', 'malformed'] as const

export type SubjectKind = (typeof SUBJECT_KINDS)[number]

/** How long a run may be open, and a scenario in it. */
export const RUN_MINUTES = { least: 10, most: 480 }
export const SCENARIO_MINUTES = 15

/**
 * The bounds that an application keeps, once for the rules, the report and the pages. A person at a counter asks
 * once every half minute or so; a program that repeats by itself is what they are there for.
 */
export const LIMITS = {
  /** Calls about one NIK with the same answer within so many seconds (PC-16). */
  repeats: { most: 3, seconds: 60 },
  /** Calls in all within so many seconds (PC-17). */
  burst: { most: 20, seconds: 10 },
  /** Further calls within so many seconds after a refusal that asks to stop (PC-07 to PC-13). */
  afterRefusal: { most: 5, seconds: 60 },
  /** Different NIKs in a row, each as far from the one before, are a pattern (PC-18). */
  progression: 4,
} as const

/** One call of the run's User ID, as its audit entry tells it. */
export type SeenCall = {
  /** Milliseconds since 1970. */
  at: number
  outcome: Outcome
  /** Of the wire address. */
  method: string
  /** Tells NIKs apart without telling any; null: none was sent, or it was no NIK. */
  nik: string | null
  /** The number itself where it is one that the run knows; null otherwise. */
  number: bigint | null
  address: string | null
  localOperator: string | null
  /** Whether a scenario of the run brought the answer about. */
  isScenario: boolean
}

/** Everything that a run's window holds. */
export type Watched = {
  /** In the order of the log. */
  calls: readonly SeenCall[]
  /** Refusals that the log only counted, because they were too many. */
  counted: readonly { outcome: Outcome; count: number }[]
  /** Whether the office offers HTTPS at all. */
  isEncryptionOffered: boolean
  /** Rows of feedback that were posted: what would have been stored, and what was refused (FB-43). */
  feedback: { stored: number; refused: number }
}

/**
 * What the log says of a rule. `unseen` waits for the application; `by-examiner` is what no log can tell;
 * `not-applicable` is asked of nobody here.
 */
export type Verdict = 'met' | 'broken' | 'unseen' | 'by-examiner' | 'not-applicable'

/** What the system saw for one rule. */
export type Grade = { verdict: Verdict; seen: string }

/** What an examiner ticked: their own word, with what they saw. */
export type Tick = { isMet: boolean; note: string; by: string; at: string }
