import { randomUUID } from 'node:crypto'
import { append, auditEntry, type Mandate } from '../audit/index.ts'
import type { Tx } from '../kernel/database.ts'
import { holdsNik } from '../registry/index.ts'
import { findStateForUpdate, updatePurposes } from './agreement.store.ts'
import type { AgreementFault } from './agreement-file.ts'

const MAX_PURPOSES = 50
const MAX_LENGTH = 100

export type PurposesChange = { kind: 'done' } | { kind: 'refused'; fault: AgreementFault }

/**
 * Sets what an operator of the portal may choose from as the purpose of a call; an empty list leaves them the
 * purpose of the paper. It grants nothing: each entry is a use within the agreement's purpose.
 */
export async function changePurposesIn(
  tx: Tx,
  request: { code: string; purposes: readonly string[]; reason: string; by: string; mandate?: Mandate },
): Promise<PurposesChange> {
  const { by, reason, mandate } = request
  const purposes = [...new Set(request.purposes.map((purpose) => purpose.trim()))]
  const fault = faultOf(purposes)
  if (fault !== undefined) return refused('purposes', 'AG-20', fault)
  const agreement = await findStateForUpdate(tx, request.code)
  if (agreement === undefined)
    return refused('code', 'AG-18', `Tidak ada perjanjian berkode ${request.code}.`)
  await updatePurposes(tx, agreement.id, purposes)
  await append(tx, [
    auditEntry({
      event: 'agreement.purposes_changed',
      requestId: randomUUID(),
      officeId: agreement.officeId,
      agreementId: agreement.id,
      detail: JSON.stringify({ by, reason, purposes, ...mandate }),
    }),
  ])
  return { kind: 'done' }
}

function faultOf(purposes: readonly string[]): string | undefined {
  if (purposes.length > MAX_PURPOSES) return `Paling banyak ${MAX_PURPOSES} keperluan.`
  if (purposes.some((purpose) => purpose === '' || purpose.length > MAX_LENGTH)) {
    return `Setiap keperluan harus 1 sampai ${MAX_LENGTH} huruf.`
  }
  return purposes.some(holdsNik) ? 'Keperluan tidak boleh memuat NIK.' : undefined
}

function refused(field: string, code: string, message: string): PurposesChange {
  return { kind: 'refused', fault: { field, code, message } }
}
