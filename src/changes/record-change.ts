import { append, auditEntry } from '../audit/index.ts'
import type { Tx } from '../kernel/database.ts'
import { type Notice, notify } from '../notifications/index.ts'
import { type Actor, ROLES, type Role } from '../offices/index.ts'
import type { Change } from './change.store.ts'
import { CHANGE_STATES, type ChangeState, PROCEDURES } from './domain.ts'

/** Where the portal shows a change. */
export const pathOf = ({ agreementCode, id }: Pick<Change, 'agreementCode' | 'id'>) =>
  `/perjanjian/${agreementCode}/perubahan/${id}`

/** Appends what became of a change to the log, under its agreement. No NIK, no name of a holder. */
export function recordChange(
  tx: Tx,
  event: string,
  actor: Actor,
  change: Pick<Change, 'id' | 'officeId' | 'agreementId' | 'agreementCode' | 'kind'>,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const { id, officeId, agreementId, agreementCode, kind } = change
  return append(tx, [
    auditEntry({
      event,
      requestId: actor.requestId,
      officeId,
      agreementId,
      localOperator: actor.by,
      address: actor.address,
      detail: JSON.stringify({ by: actor.by, change: id, agreement: agreementCode, kind, ...detail }),
    }),
  ])
}

/** Whom a new state concerns. */
const TELLS: Readonly<Partial<Record<ChangeState, readonly Role[]>>> = {
  submitted: ['agreement-officer'],
  returned: ['agency-pic', 'agency-head'],
  'at-central': ['central-approver', 'agency-pic'],
  approved: ['agreement-officer', 'agency-pic'],
  issued: ['agency-head'],
  signed: ['agreement-officer'],
  'in-effect': ['agency-head', 'agency-pic'],
  rejected: ['agency-head', 'agency-pic'],
  withdrawn: ['agreement-officer'],
}

/** Tells those whom a new state concerns, of both sides. */
export async function tellOfChange(tx: Tx, change: Change, state: ChangeState): Promise<void> {
  const { officeId, agencyId, agencyName, agreementNumber, kind } = change
  const about = { officeId, event: 'change.state_changed', path: pathOf(change) }
  const title = `Perubahan perjanjian ${CHANGE_STATES[state]}`
  const body = `${PROCEDURES[kind].name} · ${agencyName} · ${agreementNumber}.`
  for (const role of TELLS[state] ?? []) {
    const to: Notice['to'] = { role, agencyId: ROLES[role].of === 'agency' ? agencyId : null }
    await notify(tx, { ...about, to, title, body })
  }
}
