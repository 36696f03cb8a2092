import { randomUUID } from 'node:crypto'
import { append, auditEntry, type Mandate } from '../audit/index.ts'
import { lockAuthority } from '../kernel/authority-lock.ts'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import { findStateForUpdate, updateAgreementState, updateProofOfConcept } from './agreement.store.ts'
import type { AgreementFault } from './agreement-file.ts'
import { AGREEMENT_ACTS, AGREEMENT_STATES, type AgreementAct, type AgreementState } from './domain.ts'

export type AgreementChange =
  | { kind: 'done'; from: AgreementState; to: AgreementState }
  | { kind: 'refused'; fault: AgreementFault }

/**
 * Suspends, reactivates, ends or revokes an agreement (requirement 3.6). All its credentials follow with the
 * next request on every node, for each answer reads the agreement (I4).
 */
export function changeAgreementState(pool: Pool, request: StateRequest): Promise<AgreementChange> {
  return inTx(pool, (tx) => changeAgreementStateIn(tx, request))
}

type StateRequest = { code: string; act: AgreementAct; reason: string; by: string; mandate?: Mandate }

/** The same, in a transaction that does more. */
export async function changeAgreementStateIn(tx: Tx, request: StateRequest): Promise<AgreementChange> {
  const { from, to, event } = AGREEMENT_ACTS[request.act]
  const { by, reason, mandate } = request
  if (reason.trim() === '') return refused('reason', 'AG-17', 'Sebutkan alasannya.')
  await lockAuthority(tx)
  const agreement = await findStateForUpdate(tx, request.code)
  if (agreement === undefined)
    return refused('code', 'AG-18', `Tidak ada perjanjian berkode ${request.code}.`)
  if (!(from as readonly AgreementState[]).includes(agreement.state)) {
    return refused(
      'state',
      'AG-19',
      `Perjanjian ${request.code} berstatus ${AGREEMENT_STATES[agreement.state]}.`,
    )
  }
  await updateAgreementState(tx, agreement.id, to, reason)
  await append(tx, [entryOf(event, agreement, { by, reason, from: agreement.state, to, ...mandate })])
  return { kind: 'done', from: agreement.state, to }
}

/** Notes that the agency's application passed its proof of concept, which opens production (requirement 2.9). */
export async function passProofOfConcept(
  pool: Pool,
  request: { code: string; passedOn: string; by: string },
): Promise<AgreementChange> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(request.passedOn) || Number.isNaN(Date.parse(request.passedOn))) {
    return refused('on', 'AG-15', `${request.passedOn} bukan tanggal TTTT-BB-HH.`)
  }
  return inTx(pool, async (tx) => {
    await lockAuthority(tx)
    const agreement = await findStateForUpdate(tx, request.code)
    if (agreement === undefined)
      return refused('code', 'AG-18', `Tidak ada perjanjian berkode ${request.code}.`)
    await updateProofOfConcept(tx, agreement.id, request.passedOn)
    const detail = { by: request.by, passedOn: request.passedOn }
    await append(tx, [entryOf('agreement.proof_of_concept_passed', agreement, detail)])
    return { kind: 'done', from: agreement.state, to: agreement.state }
  })
}

function entryOf(event: string, agreement: { id: number; officeId: number }, detail: object) {
  return auditEntry({
    event,
    requestId: randomUUID(),
    officeId: agreement.officeId,
    agreementId: agreement.id,
    detail: JSON.stringify(detail),
  })
}

function refused(field: string, code: string, message: string): AgreementChange {
  return { kind: 'refused', fault: { field, code, message } }
}
