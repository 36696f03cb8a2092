import { randomUUID } from 'node:crypto'
import { append, auditEntry } from '../../audit/index.ts'
import type { Tx } from '../../kernel/database.ts'
import { notify } from '../../notifications/index.ts'
import type { Role } from '../../offices/index.ts'

type About = { officeId: number; agreementId: number; agencyId: number; code: string }

/** What compliance has brought about, in the log: counts and User IDs, nobody's data. */
export function recordCompliance(
  tx: Tx,
  event: string,
  { officeId, agreementId, code }: Pick<About, 'officeId' | 'agreementId' | 'code'>,
  detail: object,
): Promise<void> {
  return append(tx, [
    auditEntry({
      event,
      requestId: randomUUID(),
      officeId,
      agreementId,
      detail: JSON.stringify({ agreement: code, ...detail }),
    }),
  ])
}

const AGENCY_ROLES = ['agency-head', 'agency-pic', 'agency-administrator'] as const satisfies readonly Role[]

/** Where an agency reads its standing, and an office that of an agreement. */
export const gapsPath = (code: string) => `/data-balikan/kekurangan?perjanjian=${encodeURIComponent(code)}`
export const compliancePath = (code: string) => `/kepatuhan/${encodeURIComponent(code)}`

export async function tellAgency(
  tx: Tx,
  { officeId, agencyId, code }: About,
  notice: { event: string; title: string; body: string },
): Promise<void> {
  for (const role of AGENCY_ROLES) {
    await notify(tx, { officeId, to: { role, agencyId }, path: gapsPath(code), ...notice })
  }
}

export async function tellEvaluators(
  tx: Tx,
  { officeId, code }: About,
  notice: { event: string; title: string; body: string },
): Promise<void> {
  await notify(tx, {
    officeId,
    to: { role: 'evaluator', agencyId: null },
    path: compliancePath(code),
    ...notice,
  })
}
