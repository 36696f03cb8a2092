import type { Pool } from '../../kernel/database.ts'
import { OFFICE_SETTINGS } from '../../offices/index.ts'
import { loweredTo, quotaOf } from '../authorise.ts'
import { readAuthorities } from '../authority.store.ts'
import { isMatchable } from '../matching/index.ts'
import type { Operator, VerificationForm } from './domain.ts'
import { countUsed, findOperatorAgreement, isPrintGranted, purposesOf } from './operator.store.ts'
import { labelled, quotaView } from './portal-answer.ts'

/**
 * What an operator's form offers now. It decides nothing: the next question may be refused all the same.
 *
 * @returns undefined when the User ID is not known
 */
export async function describeForm(
  pool: Pool,
  operator: Operator,
  credentialId: number,
): Promise<VerificationForm | undefined> {
  const [{ authorities }, agreement] = await Promise.all([
    readAuthorities(pool, [credentialId], null),
    findOperatorAgreement(pool, credentialId),
  ])
  const authority = authorities.get(credentialId)
  if (authority === undefined || agreement === undefined) return undefined
  const { term, now, day } = authority
  const quota = term === null ? 'none' : quotaOf(authority.credentialQuota, term)
  const limit = quota === 'none' ? 0 : loweredTo(quota, authority.loweredQuota)
  const { agreementId } = authority
  const [used, isPrintable] = await Promise.all([
    countUsed(pool, credentialId, day),
    term === null ? false : isPrintGranted(pool, { agreementId, termVersion: term.version }),
  ])
  const left = limit === null ? 'unlimited' : Math.max(0, limit - used)
  return {
    purposes: purposesOf(agreement),
    caseNumberRequired: true,
    elements: (term?.elements ?? []).map((element) => ({
      ...labelled(element),
      isMatchable: isMatchable(element),
    })),
    methods: term?.methods ?? [],
    quota: quotaView({ left, limit, now, timeZone: operator.timeZone }),
    agreement: {
      code: agreement.code,
      number: agreement.civilRegistry,
      validUntil: agreement.validUntil,
      daysLeft: agreement.daysLeft,
    },
    printAllowed: isPrintable,
    clearAfterSeconds: agreement.clearAfterSeconds ?? OFFICE_SETTINGS.clearAfterSeconds.usual,
  }
}
