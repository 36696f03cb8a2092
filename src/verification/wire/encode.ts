import type { IdStyle, Profile } from '../../credentials/index.ts'
import { ELEMENTS, type Element } from '../../registry/index.ts'
import type { Answer, Decision, ElementValues } from '../domain.ts'
import { describeMatch, type MatchRow } from '../matching/index.ts'
import { OUTCOMES, type Refusal } from '../outcomes.ts'

/** Hits left as an unlimited credential is told: the largest number that a 32-bit client can hold. */
const UNLIMITED = 2_147_483_647

/**
 * The body of an answer, to the byte as programs of the old service read it (wire contract W-06, W-07): a
 * Spring page with one row. `quotaLimiter` exists in the newer profile only, G3.
 *
 * @param fallback the profile of whoever is not known: of the path, for a failed log-in
 */
export function encodeAnswer(answer: Extract<Answer, { kind: 'decided' }>, fallback: Profile): string {
  const profile = answer.profile ?? fallback
  const row = encodeRow(answer.decision, profile, answer.idStyle)
  const quota = profile === 'G3' ? `,"quotaLimiter":${quotaLimiter(answer.quotaLeft)}` : ''
  return `{"content":[${row}],"lastPage":true,"numberOfElements":1,"sort":null,"totalElements":1,"firstPage":true,"number":0,"size":1${quota}}`
}

/** Who has no right now has no hits left now. */
function quotaLimiter(left: Extract<Answer, { kind: 'decided' }>['quotaLeft']): number {
  if (left === 'unlimited') return UNLIMITED
  return left ?? 0
}

function encodeRow(decision: Decision, profile: Profile, idStyle: IdStyle): string {
  switch (decision.kind) {
    case 'disclosed':
      return encodeValues(decision.values, idStyle)
    case 'matched':
      return encodeMatch(decision.row)
    case 'refused':
      return encodeRefusal(decision.outcome, profile)
  }
}

// The key of each element with its quotes and colon, made once.
const KEY = Object.fromEntries(
  Object.keys(ELEMENTS).map((element) => [element, `${JSON.stringify(element)}:`]),
) as Record<Element, string>

function encodeValues(values: ElementValues, idStyle: IdStyle): string {
  let row = ''
  for (const [element, value] of values) {
    const text = value === null ? 'null' : isBareNumber(element, idStyle) ? value : JSON.stringify(value)
    row += `${row === '' ? '' : ','}${KEY[element]}${text}`
  }
  return `{${row}}`
}

/**
 * The older style writes numbers as digits without quotes. The digits are the stored ones: through a
 * JavaScript number a NIK from 9007199254740993 up would lose its last digit.
 */
function isBareNumber(element: Element, idStyle: IdStyle): boolean {
  const { kind } = ELEMENTS[element]
  return idStyle === 'number' && (kind === 'digits' || kind === 'area-code')
}

function encodeMatch(row: MatchRow): string {
  return `{${row.map(([element, answer]) => `${KEY[element]}${JSON.stringify(describeMatch(answer))}`).join(',')}}`
}

function encodeRefusal(outcome: Refusal, profile: Profile): string {
  const { code, text, old } = OUTCOMES[outcome]
  switch (profile) {
    case 'G1':
      return JSON.stringify({ RESPON: old })
    case 'G2':
      return JSON.stringify({ RESPONSE_CODE: code, RESPONSE_DESC: text })
    case 'G3':
      return JSON.stringify({ RESPONSE_CODE: code, RESPONSE_DESC: text, RESPONSE: text })
  }
}
