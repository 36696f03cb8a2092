import { type AgreementInForce, findAgreementWithFile } from '../agreements/index.ts'
import { listCredentialsOf } from '../credentials/index.ts'
import type { Tx } from '../kernel/database.ts'
import type { Standing } from './content.ts'

/** What an agreement stands at now: what changes are held against. */
export type AgreementStanding = Standing & { agreement: AgreementInForce }

export async function readStanding(tx: Tx, code: string): Promise<AgreementStanding> {
  const found = await findAgreementWithFile(tx, code)
  if (found === undefined) throw new Error(`there is no agreement ${code}`)
  const { agreement, file } = found
  const { officeId, agencyId } = agreement
  const credentials = await listCredentialsOf(tx, { officeId, agencyId, agreementCode: code })
  return { agreement, file, credentials, approved: await findApproved(tx, agreement.id) }
}

/** What the central authority has approved for it; null in a list: the approval names none. */
async function findApproved(tx: Tx, agreementId: number): Promise<Standing['approved']> {
  const { rows } = await tx.query<NonNullable<Standing['approved']>>(
    `select p.elements, p.methods from agreement a join central_approval p on p.id = a.central_approval_id
     where a.id = $1`,
    [agreementId],
  )
  return rows[0] ?? null
}
