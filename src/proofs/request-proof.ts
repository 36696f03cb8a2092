import type { AgreementInForce } from '../agreements/index.ts'
import type { Pool } from '../kernel/database.ts'
import type { FieldFault } from '../kernel/problem.ts'
import { notify } from '../notifications/index.ts'
import type { PaperMaker } from '../papers/index.ts'
import type { Occasion } from './domain.ts'
import {
  findProofForUpdate,
  findToday,
  insertProof,
  listProofs,
  type Proof,
  updatePaper,
  updateState,
} from './proof.store.ts'
import { requestOrder } from './proof-papers.ts'
import {
  actFault,
  agreementFault,
  byOf,
  type Doer,
  type ProofResult,
  paperRefused,
  record,
  refused,
  textFault,
} from './record-proof.ts'
import { inTxOrUndone } from './undone.ts'

export type ProofRequest = {
  application: string
  version: string
  description: string
  /** Of the agency's own letter; '' where it numbers none. */
  letterNumber: string
}

/**
 * An agency asks for a proof of concept of one version of one application: the letter is written, the office is
 * told. A changed or a further application is a request like the first (requirement 2.9).
 */
export async function requestProof(
  pool: Pool,
  paperMaker: PaperMaker,
  agreement: AgreementInForce,
  asked: ProofRequest,
  who: Doer,
): Promise<ProofResult<{ id: number }>> {
  const faults = faultsOf(asked)
  const fault = agreementFault(agreement)
  if (fault !== undefined) faults.push({ field: 'agreement', message: fault })
  if (faults.length > 0) return { kind: 'refused', faults }
  return inTxOrUndone(pool, async (tx) => {
    const earlier = await listProofs(tx, agreement.id)
    const id = await insertProof(tx, {
      officeId: agreement.officeId,
      agreementId: agreement.id,
      application: asked.application,
      version: asked.version,
      description: asked.description,
      staffId: who.staffId,
    })
    if (id === undefined) {
      return refused('version', 'PoC untuk versi aplikasi ini sedang berjalan.')
    }
    const occasion = occasionOf(earlier, asked)
    const date = await findToday(tx, agreement.officeId)
    const issued = await paperMaker.issue(
      tx,
      requestOrder(agreement, asked, occasion, { date, by: byOf(who) }),
    )
    if (issued.kind === 'refused') return paperRefused(issued.faults)
    await updatePaper(tx, id, 'request', issued.paper.id)
    const { application, version } = asked
    await record(tx, 'proof.requested', { proof: { id }, agreement, who }, { application, version, occasion })
    await notify(tx, {
      officeId: agreement.officeId,
      to: { role: 'agreement-officer', agencyId: null },
      event: 'proof.requested',
      title: 'Permohonan PoC menunggu jadwal',
      body: `${agreement.agencyName} memohon PoC untuk ${application} ${version}.`,
      path: `/perjanjian/${agreement.code}/poc`,
    })
    return { kind: 'done', id }
  })
}

/** Takes a request back before it is run. */
export async function withdrawProof(
  pool: Pool,
  agreement: AgreementInForce,
  request: { id: number; reason: string },
  who: Doer,
): Promise<ProofResult> {
  const fault = textFault('Alasan', request.reason, 300)
  if (fault !== undefined) return refused('reason', fault)
  return inTxOrUndone(pool, async (tx) => {
    const proof = await findProofForUpdate(tx, { agreementId: agreement.id, id: request.id })
    if (proof === undefined) return { kind: 'not-found' }
    const closed = actFault('withdraw', proof)
    if (closed !== undefined) return refused('state', closed)
    await updateState(tx, proof.id, 'withdrawn')
    await record(tx, 'proof.withdrawn', { proof, agreement, who }, { reason: request.reason })
    return { kind: 'done' }
  })
}

/** What a request is for, by what the agreement has seen before. */
export function occasionOf(
  earlier: readonly Pick<Proof, 'application' | 'version' | 'state'>[],
  asked: Pick<ProofRequest, 'application' | 'version'>,
): Occasion {
  const name = asked.application.toLowerCase()
  const same = earlier.filter(({ application }) => application.toLowerCase() === name)
  if (same.some(({ state }) => state === 'passed')) return 'changed'
  if (same.some(({ state }) => state === 'failed')) return 'again'
  return earlier.some(({ state }) => state === 'passed') ? 'further' : 'first'
}

function faultsOf(asked: ProofRequest): FieldFault[] {
  const checks = [
    ['application', 'Nama aplikasi', asked.application, 80],
    ['version', 'Versi aplikasi', asked.version, 40],
    ['description', 'Uraian', asked.description, 1_000],
  ] as const
  const faults = checks.flatMap(([field, what, text, most]) => {
    const message = textFault(what, text, most)
    return message === undefined ? [] : [{ field, message }]
  })
  const number = asked.letterNumber === '' ? undefined : textFault('Nomor surat', asked.letterNumber, 100)
  return number === undefined ? faults : [...faults, { field: 'letterNumber', message: number }]
}
