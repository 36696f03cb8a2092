import { randomUUID } from 'node:crypto'
import { append, auditEntry, type Mandate } from '../audit/index.ts'
import { lockAuthority } from '../kernel/authority-lock.ts'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import { findAgencyForUpdate, updateAgencyState } from './agency.store.ts'
import { AGENCY_ACTS, AGENCY_STATES, type AgencyAct, type AgencyState } from './domain.ts'

export type AgencyChange =
  | { kind: 'done'; from: AgencyState; to: AgencyState }
  | { kind: 'refused'; fault: { field: string; code: string; message: string } }

/** Suspends or reactivates a user agency: all its agreements and credentials at once (I4). */
export function changeAgencyState(pool: Pool, request: StateRequest): Promise<AgencyChange> {
  return inTx(pool, (tx) => changeAgencyStateIn(tx, request))
}

type StateRequest = {
  officeCode: string
  name: string
  act: AgencyAct
  reason: string
  by: string
  mandate?: Mandate
}

/** The same, in a transaction that does more. */
export async function changeAgencyStateIn(tx: Tx, request: StateRequest): Promise<AgencyChange> {
  const { from, to, event } = AGENCY_ACTS[request.act]
  const { by, name, reason, mandate } = request
  if (reason.trim() === '') return refused('reason', 'LP-01', 'Sebutkan alasannya.')
  await lockAuthority(tx)
  const agency = await findAgencyForUpdate(tx, request.officeCode, name)
  if (agency === undefined) {
    return refused('name', 'LP-02', `Tidak ada ${name} pada kantor ${request.officeCode}.`)
  }
  if (agency.state !== from) {
    return refused('state', 'LP-03', `${name} berstatus ${AGENCY_STATES[agency.state]}.`)
  }
  await updateAgencyState(tx, agency.id, to)
  await append(tx, [
    auditEntry({
      event,
      requestId: randomUUID(),
      officeId: agency.officeId,
      detail: JSON.stringify({ by, agencyId: agency.id, name, reason, ...mandate }),
    }),
  ])
  return { kind: 'done', from, to }
}

function refused(field: string, code: string, message: string): AgencyChange {
  return { kind: 'refused', fault: { field, code, message } }
}
