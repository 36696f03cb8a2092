import { elementsOfMask } from '../../audit/index.ts'
import { type Element, isElement } from '../../registry/elements.ts'
import type { AccessMethod, Authority, Operation, Question } from '../domain.ts'
import type { Outcome, Refusal } from '../outcomes.ts'
import { type PastCall, ruleOf } from './domain.ts'

/** Rules that look at something of the call which the log does not keep: taken from the entry (CH-23). */
export const RULES_OF_CALL: ReadonlySet<string> = new Set([
  'V-01',
  'V-02',
  'V-03',
  'V-15',
  'V-16',
  'V-18',
  'V-21',
])

/** The reason of a refusal that was decided before its transaction began: log-in, unreadable request. */
export const BEFORE_TRANSACTION = 'decided before the transaction'

// Any well-formed NIK does: authority never looks at whose it is (I5). Of the region codes that nobody is born in.
const SOME_NIK = '8801015708850001'

const METHODS: readonly AccessMethod[] = ['web-service', 'web-portal', 'card-reader']

/**
 * The question of a past call, as far as judging it needs one. What the log does not keep is filled in so that it
 * passes, unless the entry's own reason says that it did not.
 *
 * @param authority whose call it was, at its moment
 */
export function questionOf(call: PastCall, authority: Authority | undefined): Question {
  const rule = ruleOf(call.reason)
  const colon = call.method.indexOf(':')
  const [method, name] = [call.method.slice(0, colon), call.method.slice(colon + 1)]
  const operation = isOperation(name) ? name : null
  return {
    requestId: call.requestId,
    method: METHODS.find((one) => one === method) ?? 'web-service',
    credentialId: call.credentialId,
    secretVersion: authority?.secretVersion ?? 0,
    usedPreviousSecret: rule === 'V-02',
    refusal: call.reason === BEFORE_TRANSACTION && isRefusal(call.outcome) ? call.outcome : null,
    path: {
      region: null,
      agency: rule === 'V-03' ? '' : (authority?.agencyWireName ?? authority?.agencyCustomerId ?? ''),
      method: name,
    },
    operation: method === 'web-portal' ? operation : null,
    address: call.address ?? '',
    declaredAddress: call.declaredAddress,
    localOperator: call.localOperator,
    purpose: call.purpose,
    nik: rule === 'V-15' ? '' : rule === 'V-18' ? 'x' : SOME_NIK,
    claims: claimsOf(call, operation),
    threshold: rule === 'V-16' ? 'x' : null,
  }
}

/** What a person compared: the log keeps the elements that were compared, not those that were refused. */
function claimsOf(call: PastCall, operation: Operation | null): ReadonlyMap<Element, string> {
  if (operation !== 'match') return new Map()
  return new Map(
    elementsOfMask(call.elementMask)
      .filter(isElement)
      .map((element) => [element, '']),
  )
}

function isOperation(name: string): name is Operation {
  return name === 'biodata' || name === 'match'
}

function isRefusal(outcome: Outcome): outcome is Refusal {
  return outcome !== 'disclosed' && outcome !== 'matched'
}
