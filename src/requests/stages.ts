import type { AgreementDraft } from '../agreements/index.ts'
import type { Role } from '../offices/index.ts'
import { REQUEST_STATES, type RequestState } from './domain.ts'
import { optionalSteps } from './optional-steps.ts'

/** Who is looked to next. */
export type Side = 'agency' | 'office' | 'central' | 'both'

const WAITING_FOR: Readonly<Record<RequestState, Side | null>> = {
  drafting: 'agency',
  submitted: 'office',
  returned: 'agency',
  forwarded: 'central',
  approved: 'office',
  rejected: null,
  drafted: 'office',
  endorsed: 'both',
  'signed-by-registry': 'agency',
  'signed-by-agency': 'office',
  signed: 'office',
  'guideline-issued': 'both',
  'network-ready': 'both',
  'statements-signed': 'both',
  development: 'both',
  'proof-of-concept': 'both',
  production: 'office',
  'in-force': null,
  withdrawn: null,
}

export function waitingFor(state: RequestState): Side | null {
  return WAITING_FOR[state]
}

/** Whether nothing more will happen to a request. */
export function isClosed(state: RequestState): boolean {
  return WAITING_FOR[state] === null
}

/** The stations of the way as a page shows them; two states of one station stand for each other. */
export const STAGES = [
  'drafting',
  'submitted',
  'forwarded',
  'approved',
  'drafted',
  'endorsed',
  'signed',
  'guideline-issued',
  'network-ready',
  'statements-signed',
  'development',
  'proof-of-concept',
  'production',
  'in-force',
] as const satisfies readonly RequestState[]

/** Who is told of a new state. */
export const TELLS: Readonly<Record<RequestState, readonly Role[]>> = {
  drafting: [],
  submitted: ['agreement-officer'],
  returned: ['agency-head', 'agency-pic'],
  forwarded: ['central-approver', 'agency-pic'],
  approved: ['agreement-officer', 'agency-head', 'agency-pic'],
  rejected: ['agreement-officer', 'agency-head', 'agency-pic'],
  drafted: ['office-administrator', 'agreement-officer', 'central-approver'],
  endorsed: ['agreement-officer', 'agency-head'],
  'signed-by-registry': ['agency-head'],
  'signed-by-agency': ['agreement-officer'],
  signed: ['agreement-officer', 'agency-head', 'agency-pic'],
  'guideline-issued': ['agency-head', 'agency-pic'],
  'network-ready': ['agency-head', 'agency-pic', 'agreement-officer'],
  'statements-signed': ['agency-head', 'agency-pic', 'office-administrator'],
  development: ['agency-pic'],
  'proof-of-concept': ['agreement-officer'],
  production: ['agreement-officer', 'agency-head', 'agency-pic'],
  'in-force': ['agency-head', 'agency-pic', 'agency-administrator'],
  withdrawn: ['agreement-officer', 'agency-pic'],
}

export type StageView = {
  state: RequestState
  label: string
  is: 'done' | 'now' | 'ahead' | 'skipped'
  /** The day on which it was reached. */
  on: string | null
}

/** Which station a state stands at. */
const STAGE_OF: Partial<Record<RequestState, (typeof STAGES)[number]>> = {
  returned: 'drafting',
  rejected: 'forwarded',
  'signed-by-registry': 'endorsed',
  'signed-by-agency': 'endorsed',
}

/** The way of a request with where it is, what lies behind it and what its agreement does without. */
export function stagesOf(
  state: RequestState,
  draft: AgreementDraft,
  steps: readonly { from: RequestState; to: RequestState; on: string }[],
): StageView[] {
  const { hasDevelopment, hasProof } = optionalSteps(draft)
  const last =
    state === 'withdrawn' ? (steps.findLast(({ to }) => to === 'withdrawn')?.from ?? 'drafting') : state
  const now = STAGES.indexOf(STAGES.find((stage) => stage === (STAGE_OF[last] ?? last)) ?? 'drafting')
  return STAGES.map((stage, index): StageView => {
    const isSkipped =
      (stage === 'development' && !hasDevelopment) || (stage === 'proof-of-concept' && !hasProof)
    const reached = index <= now ? (steps.findLast(({ to }) => to === stage)?.on ?? null) : null
    const is = index < now ? 'done' : index === now ? (isClosed(state) ? 'done' : 'now') : 'ahead'
    return { state: stage, label: REQUEST_STATES[stage], is: isSkipped ? 'skipped' : is, on: reached }
  })
}
