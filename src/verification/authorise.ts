import { isWithinHours } from '../kernel/clock.ts'
import { isRegisteredAddress } from './addresses.ts'
import type { Authorisation, Authority, Grant, Question, Term, WireMethod } from './domain.ts'
import type { Refusal } from './outcomes.ts'

/**
 * Whether a call may be answered, and with what: the rules of docs/rules/verification.md, in the order in
 * which a caller is told. Pure. It never looks at whether the NIK exists (I5).
 */
export function authorise(question: Question, authority: Authority | undefined): Authorisation {
  if (question.refusal !== null) return refuse(question.refusal, 'decided before the transaction')
  if (authority === undefined) return refuse('login-failed', 'V-01 the credential is gone')
  if (authority.secretVersion !== question.secretVersion) return { kind: 'stale-login' }
  if (question.usedPreviousSecret && !(authority.now < (authority.previousSecretUntil ?? 0))) {
    return refuse('login-failed', 'V-02 the previous password has run out')
  }
  if (question.method === 'web-service' && !isOwnAddress(question, authority)) {
    return refuse('login-failed', 'V-03 the path is of another agency')
  }
  if (authority.isStaffCredential !== (question.method === 'web-portal')) {
    return refuse('login-failed', 'V-24 a User ID of staff is for the portal, any other for programs')
  }
  const judged = judgeCredential(authority) ?? judgeAgreement(authority) ?? judgeTerm(question, authority)
  return judged.kind === 'granted' ? (judgeScenario(authority) ?? judged) : judged
}

/** The beginning of the reason of whatever a proof of concept brought about, as its entry says it. */
export const SCENARIO_REASON = 'V-40 a scenario of the proof of concept'

/** V-40: last, so that it can only refuse what would have been granted. */
function judgeScenario({ scenario, credentialKind }: Authority): Authorisation | undefined {
  return scenario === null || credentialKind !== 'development' ? undefined : refuse(scenario, SCENARIO_REASON)
}

function judgeCredential(authority: Authority): Authorisation | undefined {
  if (authority.credentialState !== 'active') {
    return refuse('credential-inactive', `V-04 the credential is ${authority.credentialState}`)
  }
  if (authority.expiresAt !== null && authority.now >= authority.expiresAt) {
    return refuse('credential-inactive', 'V-05 the credential has expired')
  }
  return undefined
}

function judgeAgreement(authority: Authority): Authorisation | undefined {
  if (authority.agencyState !== 'active') return refuse('agency-inactive', 'V-06 the agency is suspended')
  if (authority.agreementState !== 'in_force') {
    return refuse('agency-inactive', `V-07 the agreement is ${authority.agreementState}`)
  }
  // Half open: validUntil is the first instant that is not in.
  if (authority.now < authority.validFrom || authority.now >= authority.validUntil) {
    return refuse('agency-inactive', 'V-08 outside the term of the agreement')
  }
  if (authority.isSptjmMissing) return refuse('agency-inactive', 'V-25 no SPTJM is in force')
  return undefined
}

function judgeTerm(question: Question, authority: Authority): Authorisation {
  const { term } = authority
  if (term === null) return refuse('agency-inactive', 'V-08 no terms are in force yet')
  if (!term.methods.includes(question.method)) {
    return refuse('credential-inactive', `V-09 the agreement does not grant ${question.method}`)
  }
  if (authority.credentialKind === 'production' && authority.isProofOfConceptMissing) {
    return refuse('credential-inactive', 'V-10 the proof of concept is not passed')
  }
  if (authority.isNdaMissing) return refuse('credential-inactive', 'V-26 no NDA of the operator is in force')
  if (!isRegisteredAddress(authority.addresses, question.address)) {
    return refuse('address-not-registered', 'V-11 the address is not registered')
  }
  if (
    authority.declaredAddressRequired &&
    !isRegisteredAddress(authority.addresses, question.declaredAddress)
  ) {
    return refuse('declared-address-invalid', 'V-12 the declared address is not registered')
  }
  const { hours } = authority
  if (hours !== null && !isWithinHours(authority.secondOfDay, hours.from, hours.until)) {
    return refuse('outside-hours', 'V-13 outside the permitted hours')
  }
  const asked = askedOf(question, term)
  if (asked === undefined) return refuse('parameters-invalid', 'V-14 the method name is not granted')
  const quota = quotaOf(authority.credentialQuota, term)
  if (quota === 'none')
    return refuse('quota-exhausted', 'V-17 neither agreement nor credential names a quota')
  const grant: Grant = {
    operation: asked.operation,
    // A method can only narrow what the term grants.
    elements:
      asked.elements === null
        ? term.elements
        : asked.elements.filter((element) => term.elements.includes(element)),
    space: authority.credentialKind === 'production' ? 'real' : 'dummy',
    quotaPerDay: loweredTo(quota, authority.loweredQuota),
  }
  // From here on the caller holds a grant: a refusal takes no hit, but tells how many are left.
  if (question.nik === '') return { ...refuse('parameters-invalid', 'V-15 no NIK was sent'), grant }
  if (asked.operation === 'match' && !isThreshold(question.threshold)) {
    return {
      ...refuse('parameters-invalid', 'V-16 the threshold is not a whole number from 0 to 100'),
      grant,
    }
  }
  return { kind: 'granted', grant }
}

/** V-14: the portal says what it asks for; a program says it by a method name that the term knows. */
function askedOf(question: Question, term: Term): Omit<WireMethod, 'name'> | undefined {
  const { method, operation, path, claims } = question
  if (method !== 'web-portal') return term.wireMethods.find(({ name }) => name === path.method)
  if (operation === null) return undefined
  // A person compares what they typed; a program's row always has every element of the contract.
  return { operation, elements: operation === 'match' ? [...claims.keys()] : null }
}

/** V-17: the smaller of what the agreement and the credential allow; null: unlimited. */
export function quotaOf(
  credentialQuota: number | null,
  term: Pick<Term, 'quotaPerDay' | 'isQuotaUnlimited'>,
): number | null | 'none' {
  if (term.isQuotaUnlimited) return credentialQuota
  if (term.quotaPerDay === null) return credentialQuota ?? 'none'
  return credentialQuota === null ? term.quotaPerDay : Math.min(credentialQuota, term.quotaPerDay)
}

/** V-41: a quota lowered for the day never raises another; null: unlimited, or not lowered. */
export function loweredTo(quota: number | null, lowered: number | null): number | null {
  return quota === null || lowered === null ? (quota ?? lowered) : Math.min(quota, lowered)
}

/** V-03: region and agency of the path are those of the credential; either may be its customer id. */
function isOwnAddress({ path }: Question, authority: Authority): boolean {
  if (path.region !== null && path.region !== authority.officeRegion.replaceAll('.', '')) return false
  return path.agency === authority.agencyWireName || path.agency === authority.agencyCustomerId
}

/** V-16: missing means the strictest. */
export function thresholdOf(text: string | null): number {
  return text === null || text === '' ? 100 : Number(text)
}

function isThreshold(text: string | null): boolean {
  return text === null || /^(|[0-9]{1,2}|100)$/.test(text)
}

function refuse(outcome: Refusal, reason: string): Extract<Authorisation, { kind: 'refused' }> {
  return { kind: 'refused', outcome, reason }
}
