import { isWellFormedNik } from '../registry/index.ts'
import type { Answer, Authorisation, Authority, Decision, Grant, Question } from './domain.ts'
import type { Refusal } from './outcomes.ts'

/** A question on its way through its batch. */
export type Case = {
  readonly question: Question
  readonly authority: Authority | undefined
  /** The keyed hash of its NIK; null before it is made, and for what is no NIK. */
  nikHash: Buffer | null
  state:
    | { kind: 'open'; grant: Grant }
    /** `grant` is null when the caller had none. */
    | { kind: 'decided'; grant: Grant | null; decision: Decision }
    | { kind: 'stale-login' }
  quotaLeft: Extract<Answer, { kind: 'decided' }>['quotaLeft']
}

/** A case as its authorisation leaves it. A malformed NIK is told before the quota is charged (V-18). */
export function openCase(question: Question, authority: Authority | undefined, judged: Authorisation): Case {
  return { question, authority, nikHash: null, state: stateOf(question, judged), quotaLeft: null }
}

function stateOf(question: Question, judged: Authorisation): Case['state'] {
  switch (judged.kind) {
    case 'stale-login':
      return judged
    case 'refused':
      return {
        kind: 'decided',
        grant: judged.grant ?? null,
        decision: { kind: 'refused', outcome: judged.outcome, reason: judged.reason },
      }
    case 'granted': {
      const { grant } = judged
      if (isWellFormedNik(question.nik)) return { kind: 'open', grant }
      return {
        kind: 'decided',
        grant,
        decision: { kind: 'refused', outcome: 'malformed', reason: 'V-18 not a NIK' },
      }
    }
  }
}

/** Refuses a case that is still open; what was decided before stays. */
export function refuseCase(one: Case, outcome: Refusal, reason: string): void {
  if (one.state.kind !== 'open') return
  one.state = { kind: 'decided', grant: one.state.grant, decision: { kind: 'refused', outcome, reason } }
}
