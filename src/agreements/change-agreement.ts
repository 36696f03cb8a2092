import { randomUUID } from 'node:crypto'
import { append, auditEntry, type Mandate } from '../audit/index.ts'
import { lockAuthority } from '../kernel/authority-lock.ts'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import {
  findStateForUpdate,
  insertQuotaAfterProof,
  updateAgreementState,
  updateGuideline,
  updateProofOfConcept,
} from './agreement.store.ts'
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
export function passProofOfConcept(pool: Pool, request: ProofRequest): Promise<AgreementChange> {
  return inTx(pool, (tx) => passProofOfConceptIn(tx, request))
}

type ProofRequest = {
  code: string
  passedOn: string
  by: string
  /** The letter with the result. */
  basis?: string
  mandate?: Mandate
}

/**
 * The same, in a transaction that does more. The first pass brings the quota that the paper promises for after
 * it in force, as a version of the terms of its own; an addendum that has set another one since stands.
 */
export async function passProofOfConceptIn(tx: Tx, request: ProofRequest): Promise<AgreementChange> {
  const { by, passedOn, mandate } = request
  if (!/^\d{4}-\d{2}-\d{2}$/.test(passedOn) || Number.isNaN(Date.parse(passedOn))) {
    return refused('on', 'AG-15', `${passedOn} bukan tanggal TTTT-BB-HH.`)
  }
  await lockAuthority(tx)
  const agreement = await findStateForUpdate(tx, request.code)
  if (agreement === undefined)
    return refused('code', 'AG-18', `Tidak ada perjanjian berkode ${request.code}.`)
  const basis = request.basis ?? `Hasil PoC ${passedOn}`
  const raised = await insertQuotaAfterProof(tx, agreement.id, basis)
  await updateProofOfConcept(tx, agreement.id, passedOn)
  const detail = { by, passedOn, ...(request.basis === undefined ? {} : { basis }), ...mandate }
  await append(tx, [entryOf('agreement.proof_of_concept_passed', agreement, detail)])
  if (raised !== undefined) {
    const { version, quotaPerDay } = raised
    const how = { by, basis, quotaPerDay: quotaPerDay ?? 'unlimited', ...mandate }
    await append(tx, [{ ...entryOf('agreement.quota_raised', agreement, how), termVersion: version }])
  }
  return { kind: 'done', from: agreement.state, to: agreement.state }
}

/** Notes the number of the technical guideline, which is issued after the agreement is signed. */
export async function noteGuidelineIn(
  tx: Tx,
  guideline: { code: string; number: string; by: string },
): Promise<AgreementChange> {
  const { code, number, by } = guideline
  const agreement = await findStateForUpdate(tx, code)
  if (agreement === undefined) return refused('code', 'AG-18', `Tidak ada perjanjian berkode ${code}.`)
  await updateGuideline(tx, agreement.id, number)
  await append(tx, [entryOf('agreement.guideline_noted', agreement, { by, number })])
  return { kind: 'done', from: agreement.state, to: agreement.state }
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
