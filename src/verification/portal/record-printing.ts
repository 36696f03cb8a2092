import { append, auditEntry } from '../../audit/index.ts'
import { SHARE_AUTHORITY } from '../../kernel/authority-lock.ts'
import { inTx, type Pool } from '../../kernel/database.ts'
import { OFFICE_SETTINGS } from '../../offices/index.ts'
import { readAuthorities } from '../authority.store.ts'
import type { Authority } from '../domain.ts'
import type { Operator } from './domain.ts'
import { isPrintGranted } from './operator.store.ts'
import { findOwnAnswer } from './printing.store.ts'

/** An answer can be printed while it may stand on a screen, and a little longer: the dialog takes its time. */
const WITHIN_SECONDS = OFFICE_SETTINGS.clearAfterSeconds.most + 60

/**
 * Records that an operator prints an answer, before the sheet is made (P-30, P-31). Both the terms it was decided
 * by and those in force now must let it be printed. The entry names the answer by its request; it has no NIK.
 */
export async function recordPrinting(
  pool: Pool,
  asked: { requestId: string; credentialId: number; operator: Operator; address: string },
): Promise<'recorded' | 'not-allowed' | 'unknown'> {
  const { requestId, credentialId, operator, address } = asked
  return inTx(pool, async (tx) => {
    await tx.query(SHARE_AUTHORITY)
    const answer = await findOwnAnswer(tx, { requestId, credentialId, withinSeconds: WITHIN_SECONDS })
    if (answer === undefined) return 'unknown'
    const { authorities } = await readAuthorities(tx, [credentialId], null)
    const authority = authorities.get(credentialId)
    if (authority === undefined) return 'unknown'
    const { agreementId, term } = authority
    const isGranted =
      term !== null &&
      isOpen(authority) &&
      (await isPrintGranted(tx, { agreementId, termVersion: term.version })) &&
      (await isPrintGranted(tx, { agreementId: answer.agreementId, termVersion: answer.termVersion }))
    if (!isGranted) return 'not-allowed'
    await append(tx, [
      auditEntry({
        event: 'verification.printed',
        requestId,
        officeId: answer.officeId,
        credentialId,
        agreementId: answer.agreementId,
        termVersion: answer.termVersion,
        localOperator: operator.username,
        address,
        method: 'web-portal',
        purpose: answer.purpose,
        detail: JSON.stringify({ by: `staff:${operator.username}`, answer: answer.seq }),
      }),
    ])
    return 'recorded'
  })
}

/** Whether agreement, agency and User ID are in force at the instant they were read. */
function isOpen(authority: Authority): boolean {
  const { now, validFrom, validUntil, expiresAt } = authority
  return (
    authority.agreementState === 'in_force' &&
    authority.agencyState === 'active' &&
    authority.credentialState === 'active' &&
    validFrom <= now &&
    now < validUntil &&
    (expiresAt === null || now < expiresAt)
  )
}
