import type { AgreementDraft } from '../agreements/index.ts'
import type { Act, RequestState } from './domain.ts'

/** What an agreement has of the steps that not every one has. */
export type Optional = { hasDevelopment: boolean; hasProof: boolean }

/** Which of these steps an agreement needs (RQ-20). */
export function optionalSteps({ developmentUser, proofOfConceptRequired }: AgreementDraft): Optional {
  return { hasDevelopment: developmentUser === true, hasProof: proofOfConceptRequired === true }
}

/**
 * Why a step that can be skipped must not be, or one that is not there cannot be taken; undefined when neither is
 * so (RQ-20). Called for acts that lead from this state.
 */
export function skipFault(act: Act, state: RequestState, steps: Optional): string | undefined {
  const { hasDevelopment, hasProof } = steps
  if (act === 'hand-over-development' && !hasDevelopment) {
    return 'Perjanjian ini tidak memakai User ID pengembangan.'
  }
  if (act === 'start-proof' && !hasProof) return 'Perjanjian ini tidak mensyaratkan Proof of Concept.'
  const isPastDevelopment = act === 'start-proof' || act === 'hand-over-production'
  if (isPastDevelopment && state === 'statements-signed' && hasDevelopment) {
    return 'User ID pengembangan diserahkan dahulu.'
  }
  if (act === 'hand-over-production' && hasProof && state !== 'proof-of-concept') {
    return 'Proof of Concept dijalankan dahulu.'
  }
  return undefined
}
