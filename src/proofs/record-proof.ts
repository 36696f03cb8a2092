import { randomUUID } from 'node:crypto'
import type { AgreementInForce } from '../agreements/index.ts'
import { append, auditEntry } from '../audit/index.ts'
import type { Tx } from '../kernel/database.ts'
import type { FieldFault } from '../kernel/problem.ts'
import type { PaperFault } from '../papers/index.ts'
import { holdsNik } from '../registry/index.ts'
import { mayAct, PROOF_STATES, type ProofAct } from './domain.ts'
import type { Proof } from './proof.store.ts'

/** Who acts. */
export type Doer = { staffId: number; username: string }

export type ProofResult<Done = object> =
  | ({ kind: 'done' } & Done)
  | { kind: 'not-found' }
  | { kind: 'refused'; faults: FieldFault[] }

export const byOf = ({ username }: Doer) => `staff:${username}`

/** What happened to a proof, in the transaction in which it happens. */
export async function record(
  tx: Tx,
  event: `proof.${string}`,
  about: { proof: Pick<Proof, 'id'>; agreement: AgreementInForce; who: Doer; credentialId?: number | null },
  more: object = {},
): Promise<void> {
  const { proof, agreement, who, credentialId = null } = about
  await append(tx, [
    auditEntry({
      event,
      requestId: randomUUID(),
      officeId: agreement.officeId,
      agreementId: agreement.id,
      termVersion: agreement.termVersion,
      credentialId,
      detail: JSON.stringify({ by: byOf(who), proof: proof.id, ...more }),
    }),
  ])
}

export function refused(field: string, message: string): { kind: 'refused'; faults: FieldFault[] } {
  return { kind: 'refused', faults: [{ field, message }] }
}

/** A letter that could not be written keeps the act from being done. */
export function paperRefused(faults: readonly PaperFault[]): { kind: 'refused'; faults: FieldFault[] } {
  return { kind: 'refused', faults: faults.map(({ field, message }) => ({ field, message })) }
}

/** What keeps an act from a proof as it stands; undefined when nothing does (PC-90). */
export function actFault(act: ProofAct, proof: Proof): string | undefined {
  return mayAct(act, proof.state) ? undefined : `PoC ini ${PROOF_STATES[proof.state]}.`
}

/** What keeps an agreement from a proof; undefined when nothing does. */
export function agreementFault(agreement: AgreementInForce): string | undefined {
  if (agreement.state !== 'in_force') return 'Perjanjian ini tidak sedang berlaku.'
  return agreement.isWithinTerm ? undefined : 'Perjanjian ini di luar masa berlakunya.'
}

/** What is wrong with a text that people wrote; undefined when nothing is. */
export function textFault(what: string, text: string, most: number): string | undefined {
  if (text === '') return `${what} wajib diisi.`
  if (text.length > most) return `${what} paling banyak ${most} huruf.`
  return holdsNik(text) ? `${what} tidak boleh memuat NIK.` : undefined
}
