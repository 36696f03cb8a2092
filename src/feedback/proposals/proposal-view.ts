import { inTx, type Pool, type Tx } from '../../kernel/database.ts'
import { type DecidedField, type IsoDay, listResidentChanges, type PastChange } from '../../registry/index.ts'
import { nameOfValue, type ProposalState, saysAlready } from './domain.ts'
import { findImportedValue, type ImportedValue } from './import-contest.store.ts'
import { registryValueOf } from './proposed-values.ts'
import { type Decider, recordProposals } from './record-proposals.ts'

/** A proposal as its page shows it. Values with their names. */
export type ProposalView = {
  id: number
  field: DecidedField
  state: ProposalState
  nik: string
  madeAt: string
  isDoubtful: boolean
  isContested: boolean
  /** Who it is; null: the registry does not know the NIK. */
  person: { name: string; birthDate: IsoDay; birthPlace: string } | null
  oldValue: string | null
  newValue: string
  /** What the registry says now; `seen` is sent back with a decision. */
  now: { seen: string | null; name: string | null; proof: string | null } | null
  /** Whether the registry's value is no longer the one that the proposal was made against. */
  isStale: boolean
  isSettled: boolean
  evidence: EvidenceView[]
  /** Other proposals about the same field of the same person. */
  others: { id: number; value: string; state: ProposalState; madeAt: string }[]
  changes: ChangeView[]
  acts: ActView[]
  /** Another value that an import has brought since it was accepted. */
  imported: { name: string | null; at: string } | null
}

type EvidenceView = {
  rowId: number
  agency: string
  agreement: string
  deliveryId: number
  documentNo: string | null
  documentOn: IsoDay | null
  isStranger: boolean
  receivedAt: string
}

type ChangeView = {
  id: number
  before: string | null
  after: string | null
  proof: string | null
  proofOn: string | null
  changedAt: string
  changedBy: string
  proposalId: number
  isReversal: boolean
}

type ActView = { act: string; reason: string; by: string; at: string }

/**
 * Opens a proposal of an office: whoever does so sees a resident's data, and the log says so before they do (FB-109).
 */
export async function openProposal(pool: Pool, who: Decider, id: number): Promise<ProposalView | undefined> {
  return inTx(pool, async (tx) => {
    const row = await findRow(tx, who.officeId, id)
    if (row === undefined) return undefined
    const { field, nik, nikHash } = row
    const changes = await listResidentChanges(tx, field, nik)
    const view: ProposalView = {
      ...publicPart(row),
      evidence: await listEvidence(tx, id),
      others: await listOthers(tx, row),
      changes: changes.map((change) => changeView(field, change)),
      acts: await listActs(tx, id),
      imported: importedView(field, await contestOf(tx, id, changes)),
    }
    await recordProposals(tx, who, [{ event: 'opened', proposal: { id, field, nikHash } }], null)
    return view
  })
}

type Row = {
  id: number
  officeId: number
  field: DecidedField
  state: ProposalState
  nik: string
  nikHash: Buffer
  madeAt: Date
  isDoubtful: boolean
  isContested: boolean
  oldValue: string | null
  newValue: string
  isKnown: boolean
  live: string | null
  proof: string | null
  name: string | null
  birthDate: IsoDay | null
  birthPlace: string | null
}

async function findRow(tx: Tx, officeId: number, id: number): Promise<Row | undefined> {
  const { rows } = await tx.query<Row>(
    `select p.id::float8, p.office_id as "officeId", p.field, p.state, p.nik, p.nik_hash as "nikHash",
       p.made_at as "madeAt", p.is_doubtful as "isDoubtful", p.is_contested as "isContested",
       p.old_value as "oldValue", p.new_value as "newValue", r.nik is not null as "isKnown",
       ${registryValueOf('p.field')} as live,
       r.no_bukti_mati as proof, r.nama_lgkp as name, r.tgl_lhr as "birthDate", r.tmpt_lhr as "birthPlace"
     from registry_proposal p left join resident r on r.nik = p.nik where p.office_id = $1 and p.id = $2`,
    [officeId, id],
  )
  return rows[0]
}

function publicPart(row: Row): Omit<ProposalView, 'evidence' | 'others' | 'changes' | 'acts' | 'imported'> {
  const { id, field, state, nik, isDoubtful, isContested, isKnown, live, proof, oldValue, newValue } = row
  const isOpen = state === 'open'
  return {
    id,
    field,
    state,
    nik,
    madeAt: row.madeAt.toISOString(),
    isDoubtful,
    isContested,
    person: isKnown
      ? { name: row.name ?? '', birthDate: row.birthDate ?? '', birthPlace: row.birthPlace ?? '' }
      : null,
    oldValue: nameOfValue(field, oldValue),
    newValue: nameOfValue(field, newValue) ?? newValue,
    now: isKnown
      ? { seen: live, name: nameOfValue(field, live), proof: field === 'death' ? proof : null }
      : null,
    isStale: isOpen && isKnown && live !== oldValue,
    isSettled: isOpen && isKnown && saysAlready({ field, newValue }, [live, proof]),
  }
}

async function listEvidence(tx: Tx, id: number): Promise<EvidenceView[]> {
  const { rows } = await tx.query<Omit<EvidenceView, 'receivedAt'> & { receivedAt: Date }>(
    `select e.row_id::float8 as "rowId", u.name as agency, g.code as agreement,
       e.delivery_id::float8 as "deliveryId", e.document_no as "documentNo", e.document_on as "documentOn",
       e.is_stranger as "isStranger", e.received_at as "receivedAt"
     from registry_proposal_evidence e join user_agency u on u.id = e.agency_id
     join agreement g on g.id = e.agreement_id
     where e.proposal_id = $1 order by e.row_id limit 100`,
    [id],
  )
  return rows.map((row) => ({ ...row, receivedAt: row.receivedAt.toISOString() }))
}

async function listOthers(tx: Tx, { id, officeId, nik, field }: Row): Promise<ProposalView['others']> {
  const { rows } = await tx.query<{ id: number; value: string; state: ProposalState; madeAt: Date }>(
    `select id::float8, new_value as value, state, made_at as "madeAt" from registry_proposal
     where nik = $1 and field = $2 and office_id = $3 and id <> $4 order by id desc limit 50`,
    [nik, field, officeId, id],
  )
  return rows.map((row) => ({
    ...row,
    value: nameOfValue(field, row.value) ?? row.value,
    madeAt: row.madeAt.toISOString(),
  }))
}

async function listActs(tx: Tx, id: number): Promise<ActView[]> {
  const { rows } = await tx.query<{ act: string; reason: string; by: string; at: Date }>(
    `select act, reason, acted_by as by, acted_at as at from registry_proposal_act
     where proposal_id = $1 order by id`,
    [id],
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

function changeView(field: DecidedField, change: PastChange): ChangeView {
  const { id, before, after, changedAt, changedBy, proposalId, reverses } = change
  const [column = ''] = Object.keys(after).filter((name) => !PROOF_COLUMNS.has(name))
  return {
    id,
    before: nameOfValue(field, before[column] ?? null),
    after: nameOfValue(field, after[column] ?? null),
    proof: after.no_bukti_mati ?? null,
    proofOn: after.tgl_mati ?? null,
    changedAt,
    changedBy,
    proposalId,
    isReversal: reverses !== null,
  }
}

const PROOF_COLUMNS = new Set(['no_bukti_mati', 'tgl_mati'])

async function contestOf(
  tx: Tx,
  id: number,
  changes: readonly PastChange[],
): Promise<ImportedValue | undefined> {
  const change = changes.findLast(({ proposalId, reverses }) => proposalId === id && reverses === null)
  return change === undefined ? undefined : findImportedValue(tx, change.id)
}

const importedView = (field: DecidedField, imported: ImportedValue | undefined) =>
  imported === undefined ? null : { name: nameOfValue(field, imported.value), at: imported.at }
