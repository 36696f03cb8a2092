import { ensureAgency, findAgencyCard } from '../agencies/index.ts'
import { type AgreementDraft, findDocument } from '../agreements/index.ts'
import { append, auditEntry } from '../audit/index.ts'
import { inTx, type Tx } from '../kernel/database.ts'
import { readFields } from '../kernel/fields.ts'
import type { Actor } from '../offices/index.ts'
import type { RequestFault } from './domain.ts'
import { partiesOf } from './prepare-request.ts'
import { findAgreementOfAgency, findRequest, insertRequest } from './request.store.ts'
import { insertStep } from './step.store.ts'
import { type Doer, type RequestTools, record } from './take-step.ts'

export type OpenResult = { kind: 'opened'; id: number } | { kind: 'refused'; faults: RequestFault[] }

const KINDS = ['OPD', 'RSUD', 'Puskesmas', 'Badan Hukum Indonesia'] as const

type Read<T> = { kind: 'read'; value: T } | { kind: 'refused'; faults: RequestFault[] }

/**
 * Opens a request (RQ-24). An agency opens its own; the office one for an agency that hands its papers in, which
 * it enters where it does not know it yet. One that is to follow an agreement begins with that one's terms.
 */
export function openRequest(
  { pool }: Pick<RequestTools, 'pool'>,
  asked: { sent: unknown; who: Doer; actor: Actor },
): Promise<OpenResult> {
  const { sent, who, actor } = asked
  return inTx(pool, async (tx): Promise<OpenResult> => {
    await tx.query('savepoint opening')
    const agency = await agencyOf(tx, asked)
    if (agency.kind === 'refused') {
      await tx.query('rollback to savepoint opening')
      return agency
    }
    const { id: agencyId, file } = agency.value
    const code = readFields(sent).text('renews')
    const renewsId = code === '' ? null : await findAgreementOfAgency(tx, agencyId, code)
    if (renewsId === undefined) {
      await tx.query('rollback to savepoint opening')
      const message = 'Instansi ini tidak mempunyai perjanjian berkode itu.'
      return { kind: 'refused', faults: [{ field: 'renews', code: 'RQ-24', message }] }
    }
    const draft = { ...(renewsId === null ? {} : await termsOf(tx, renewsId)), ...file }
    const { officeId, staffId } = who
    const id = await insertRequest(tx, { officeId, agencyId, renewsId, draft: {}, openedBy: staffId })
    const row = await findRequest(tx, who, id)
    if (row === undefined) throw new Error(`request ${id} was not opened`)
    const seeded = partiesOf(row, renewsId === null ? draft : { ...draft, renews: code })
    await tx.query('update access_request set draft = $2 where id = $1', [id, JSON.stringify(seeded)])
    const state = 'drafting' as const
    await insertStep(tx, {
      requestId: id,
      act: 'open',
      from: state,
      to: state,
      byStaff: staffId,
      on: row.today,
      comment: null,
      paperId: null,
      files: [],
      detail: {},
    })
    await record(tx, 'request.opened', actor, row, { renews: code === '' ? null : code })
    return { kind: 'opened', id }
  })
}

/** The agency whose request it is, and what its agreement will say of it. */
async function agencyOf(
  tx: Tx,
  { sent, who, actor }: { sent: unknown; who: Doer; actor: Actor },
): Promise<Read<{ id: number; file: AgreementDraft }>> {
  if (who.agencyId !== null) return { kind: 'read', value: { id: who.agencyId, file: {} } }
  const body = readFields(sent)
  const agencyId = body.integer('agencyId')
  if (agencyId !== undefined) {
    const card = await findAgencyCard(tx, { officeId: who.officeId, agencyId })
    if (card !== undefined) return { kind: 'read', value: { id: card.id, file: {} } }
    return refused('agencyId', 'Instansi ini tidak ditemukan.')
  }
  const read = readAgency(Object(sent).agency)
  if (read.kind === 'refused') return read
  const { value: file } = read
  const found = await ensureAgency(tx, who.officeId, file, null)
  if (found.kind === 'refused') return refused('agency.wireName', found.message)
  const { name: agency, kind } = file
  await append(tx, [
    auditEntry({
      event: 'agency.entered',
      requestId: actor.requestId,
      officeId: who.officeId,
      localOperator: actor.by,
      address: actor.address,
      detail: JSON.stringify({ by: actor.by, agency, kind }),
    }),
  ])
  return { kind: 'read', value: { id: found.id, file: { userAgency: file } } }
}

function readAgency(sent: unknown): Read<NonNullable<AgreementDraft['userAgency']>> {
  const body = readFields(sent)
  const faults: RequestFault[] = []
  const fault = (field: string, message: string) =>
    faults.push({ field: `agency.${field}`, code: 'RQ-24', message })
  const name = body.text('name')
  const kind = KINDS.find((one) => one === body.text('kind'))
  const wireName = body.text('wireName')
  const customerId = body.text('customerId')
  const workUnits = [...new Set((body.texts('workUnits') ?? []).map((unit) => unit.trim()))]
  if (name === '' || name.length > 150) fault('name', 'Nama instansi wajib diisi, paling banyak 150 huruf.')
  if (kind === undefined) fault('kind', `Pilih jenisnya: ${KINDS.join(', ')}.`)
  if (wireName !== '' && !/^[A-Za-z0-9_.-]{1,64}$/.test(wireName)) {
    fault('wireName', 'Nama pada alamat web service: huruf, angka, atau tanda _ . -')
  }
  if (customerId !== '' && !/^[0-9]{15}$/.test(customerId)) fault('customerId', 'ID pelanggan 15 digit.')
  if (workUnits.some((unit) => unit === '' || unit.length > 150))
    fault('workUnits', 'Isi nama unit kerjanya.')
  if (faults.length > 0 || kind === undefined) return { kind: 'refused', faults }
  return {
    kind: 'read',
    value: {
      name,
      kind,
      ...(wireName === '' ? {} : { wireName }),
      ...(customerId === '' ? {} : { customerId }),
      ...(workUnits.length === 0 ? {} : { workUnits }),
    },
  }
}

/** The terms in force of the agreement that is to be followed; what belongs to its own papers is left out. */
async function termsOf(tx: Tx, agreementId: number): Promise<AgreementDraft> {
  const file = await findDocument(tx, agreementId)
  const {
    code: _,
    renews: __,
    number: ___,
    signedOn: ____,
    validUntil: _____,
    technicalGuideline: ______,
    requestLetter: _______,
    centralApproval: ________,
    proofOfConceptPassedOn: _________,
    ...terms
  } = file
  return terms
}

function refused(field: string, message: string): { kind: 'refused'; faults: RequestFault[] } {
  return { kind: 'refused', faults: [{ field, code: 'RQ-24', message }] }
}
