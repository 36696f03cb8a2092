import type { Element, ResidentView } from '../registry/index.ts'
import { thresholdOf } from './authorise.ts'
import type { Decision, ElementValues, Grant, Question } from './domain.ts'
import { matchElements } from './matching/index.ts'
import type { Refusal } from './outcomes.ts'

/**
 * What a call that holds a grant and a hit is answered. Pure.
 *
 * @param resident undefined when the registry answered that it has no such NIK
 */
export function decide(question: Question, grant: Grant, resident: ResidentView | undefined): Decision {
  if (resident === undefined) return refused('not-found', 'V-22 not in the registry')
  const confirmation = CONFIRMATIONS[resident.status ?? 'unknown']
  if (confirmation !== null) return refused(confirmation, 'V-23 confirmation without data')
  if (grant.operation === 'match') {
    const row = matchElements({
      granted: grant.elements,
      claims: question.claims,
      resident,
      threshold: thresholdOf(question.threshold),
    })
    return { kind: 'matched', row }
  }
  return { kind: 'disclosed', values: disclose(resident, grant.elements) }
}

/**
 * The granted elements and nothing else, built up from nothing (I2): a new column of the registry cannot
 * leave by being forgotten here.
 */
function disclose(resident: ResidentView, elements: readonly Element[]): ElementValues {
  return elements.map((element) => [element, resident.valueOf(element)])
}

/** A status that is told instead of data (requirement 2.6); null: data may be told. */
const CONFIRMATIONS = {
  active: null,
  deceased: 'deceased',
  duplicate: 'duplicate',
  inactive: 'inactive',
  unknown: 'not-processable',
} as const satisfies Record<string, Refusal | null>

function refused(outcome: Refusal, reason: string): Decision {
  return { kind: 'refused', outcome, reason }
}
