import { randomUUID } from 'node:crypto'
import { append, auditEntry } from '../audit/index.ts'
import { lockAuthority } from '../kernel/authority-lock.ts'
import { inTx, type Pool } from '../kernel/database.ts'
import { findAgencyForUpdate, updateAgencyState } from './agency.store.ts'
import { AGENCY_ACTS, AGENCY_STATES, type AgencyAct, type AgencyState } from './domain.ts'

export type AgencyChange =
  | { kind: 'done'; from: AgencyState; to: AgencyState }
  | { kind: 'refused'; fault: { field: string; code: string; message: string } }

/** Suspends or reactivates a user agency: all its agreements and credentials at once (I4). */
export async function changeAgencyState(
  pool: Pool,
  request: { officeCode: string; name: string; act: AgencyAct; reason: string; by: string },
): Promise<AgencyChange> {
  const { from, to, event } = AGENCY_ACTS[request.act]
  if (request.reason.trim() === '') return refused('reason', 'LP-01', 'Sebutkan alasannya.')
  return inTx(pool, async (tx) => {
    await lockAuthority(tx)
    const agency = await findAgencyForUpdate(tx, request.officeCode, request.name)
    if (agency === undefined) {
      return refused('name', 'LP-02', `Tidak ada ${request.name} pada kantor ${request.officeCode}.`)
    }
    if (agency.state !== from) {
      return refused('state', 'LP-03', `${request.name} berstatus ${AGENCY_STATES[agency.state]}.`)
    }
    await updateAgencyState(tx, agency.id, to)
    await append(tx, [
      auditEntry({
        event,
        requestId: randomUUID(),
        officeId: agency.officeId,
        detail: JSON.stringify({
          by: request.by,
          agencyId: agency.id,
          name: request.name,
          reason: request.reason,
        }),
      }),
    ])
    return { kind: 'done', from, to }
  })
}

function refused(field: string, code: string, message: string): AgencyChange {
  return { kind: 'refused', fault: { field, code, message } }
}
