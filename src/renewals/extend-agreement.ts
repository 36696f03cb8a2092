import type { Mandate } from '../audit/index.ts'
import { lockAuthority } from '../kernel/authority-lock.ts'
import type { Tx } from '../kernel/database.ts'
import { parseDay } from '../registry/index.ts'
import { record, tell } from './ask-renewal.ts'
import {
  findExtensionSptjm,
  findOpenRenewalForUpdate,
  findTermForUpdate,
  insertExtension,
} from './renewal.store.ts'

export type ExtendResult =
  | { kind: 'done' }
  | { kind: 'refused'; fault: { field: string; code: string; message: string } }

/**
 * Lets access go on after the end of the paper's term while a renewal asked in time is open, under an SPTJM for
 * that time (RN-03 to RN-05). It grants authority, so it takes two people (AP-01).
 *
 * @param asked.until the last day that is in
 */
export async function extendAgreementIn(
  tx: Tx,
  asked: { code: string; until: string; reason: string; by: string; mandate?: Mandate },
): Promise<ExtendResult> {
  await lockAuthority(tx)
  const until = parseDay(asked.until)
  const term = await findTermForUpdate(tx, asked.code)
  if (until === undefined) return refused('until', 'RN-05', 'Isi hari terakhirnya, TTTT-BB-HH.')
  if (term === undefined) return refused('code', 'AG-18', 'Perjanjian ini tidak ditemukan.')
  if (term.state !== 'in_force') return refused('state', 'RN-03', 'Perjanjian ini tidak berlaku.')
  const renewal = await findOpenRenewalForUpdate(tx, term.agreementId)
  if (renewal === undefined) {
    return refused('state', 'RN-03', 'Tidak ada permohonan perpanjangan yang sedang diproses.')
  }
  if (!renewal.isInTime) {
    const message = `Perpanjangan diminta lewat ${term.renewalDue}: akses tidak dapat diteruskan.`
    return refused('state', 'RN-02', message)
  }
  if (until <= term.lastDay || until < term.today || until > term.longestExtension) {
    const message = `Hari terakhir harus sesudah ${term.lastDay}, belum lewat, dan paling lama ${term.longestExtension}.`
    return refused('until', 'RN-05', message)
  }
  const { agreementId } = term
  const statementId = await findExtensionSptjm(tx, agreementId, until)
  if (statementId === undefined) {
    const message = `Belum ada SPTJM masa perpanjangan sampai ${until} yang diterima.`
    return refused('until', 'RN-04', message)
  }
  const { by, reason, mandate } = asked
  const id = await insertExtension(tx, { agreementId, renewalId: renewal.id, statementId, until, by })
  await tell(tx, term, 'agreement.extended', 'Akses diteruskan selama perpanjangan diproses', ['agency'])
  await record(tx, 'agreement.extended', term, {
    by,
    reason,
    extensionId: id,
    statementId,
    until,
    ...mandate,
  })
  return { kind: 'done' }
}

function refused(field: string, code: string, message: string): ExtendResult {
  return { kind: 'refused', fault: { field, code, message } }
}
