import type { Profile } from '../../credentials/index.ts'
import type { Answer, Question } from '../domain.ts'
import { encodeAnswer } from './encode.ts'

/** The body that a call of the old service is answered with. */
export function renderWireAnswer(question: Question, answer: Extract<Answer, { kind: 'decided' }>): string {
  return encodeAnswer(answer, fallbackProfile(question.path.method))
}

/** The profile of a caller who is not known: what programs that use such a method name expect (W-07). */
function fallbackProfile(method: string): Profile {
  return method.includes('verif') ? 'G3' : 'G1'
}
