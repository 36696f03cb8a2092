import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { passProofOfConcept } from '../../src/agreements/index.ts'
import type { Pool } from '../../src/kernel/database.ts'
import { enterStaff } from '../../src/offices/index.ts'
import type { RequestState } from '../../src/requests/index.ts'
import type { CodedAgreement } from './agreement.ts'
import type { PortalClient } from './staffed-portal.ts'
import { type AgencyCast, act, type Cast, HOLDER, signatory } from './walk-request.ts'

/** From the statements to the end of the path, for an agreement whose term is now. */
export async function walkToForce(
  pool: Pool,
  office: Cast,
  { id, agency }: { id: number; agency: AgencyCast },
  file: CodedAgreement,
): Promise<void> {
  const { officer, officeId } = office
  const { pic, agencyId } = agency
  const receiver = signatory('Penanggung jawab teknis')
  if (file.developmentUser === true) {
    const userId = await issueUserId(office, pic, id, file, 'development')
    await act(officer, id, 'hand-over-development', { userId, receiver }, 'development')
  }
  if (file.proofOfConceptRequired === true) {
    await act(pic, id, 'start-proof', {}, 'proof-of-concept')
    await passProofOfConcept(pool, { code: file.code, passedOn: file.signedOn, by: 'uji' })
  }
  if (file.methods.includes('web-service')) {
    const userId = await issueUserId(office, pic, id, file, 'production')
    await act(officer, id, 'hand-over-production', { userId, receiver }, 'production')
  } else {
    await openOperator(pool, { officeId, agencyId }, file.code)
    await act(officer, id, 'hand-over-production', { receiver }, 'production')
  }
  await act(officer, id, 'put-in-force', {}, 'in-force')
}

/** The form of a User ID, its proposal, and the approval of a second person. */
async function issueUserId(
  { administrator, central }: Cast,
  pic: PortalClient,
  id: number,
  file: CodedAgreement,
  kind: 'development' | 'production',
): Promise<string> {
  const state = kind === 'development' ? 'statements-signed' : stateBeforeProduction(file)
  await act(pic, id, 'request-user-id', { kind, holder: HOLDER }, state)
  const userId = `${file.code.slice(0, 40)}.${kind}`
  const quotaPerDay = file.quotaPerUserPerDay === undefined ? { quotaPerDay: 100 } : {}
  const asked = { kind, userId, reason: 'formulir lengkap', ...quotaPerDay }
  const path = `/requests/${id}/credentials`
  const proposed = await administrator.send<{ proposal: number }>('POST', path, asked)
  assert.equal(proposed.status, 202, proposed.text)
  const approval = `/office/approvals/${proposed.body.proposal}/approval`
  const approved = await central.send('POST', approval, { reason: 'sudah diperiksa' })
  assert.equal(approved.status, 204, approved.text)
  return userId
}

function stateBeforeProduction(file: CodedAgreement): RequestState {
  if (file.proofOfConceptRequired === true) return 'proof-of-concept'
  return file.developmentUser === true ? 'development' : 'statements-signed'
}

async function openOperator(pool: Pool, of: { officeId: number; agencyId: number }, code: string) {
  const operator = {
    ...of,
    role: 'operator',
    username: `operator.${of.agencyId}.${of.officeId}`,
    fullName: 'Contoh Operator',
    workUnitId: null,
    nip: null,
    agreementCode: code,
  } as const
  const entered = await enterStaff(pool, operator, { by: 'uji', requestId: randomUUID(), address: null })
  assert.equal(entered.kind, 'entered', JSON.stringify(entered))
}
