import type { Tx } from '../kernel/database.ts'
import type { ChangeContent } from './content.ts'
import type { AttachmentKind, ChangeKind, ChangeState } from './domain.ts'

/** A change as the database tells it now. */
export type Change = {
  id: number
  officeId: number
  agencyId: number
  agencyName: string
  agreementId: number
  agreementCode: string
  agreementNumber: string
  kind: ChangeKind
  state: ChangeState
  content: ChangeContent
  contentVersion: number
  reason: string
  /** Entered by the office for its agency, from a letter on paper. */
  isFromPaper: boolean
  letterNumber: string | null
  letterOn: string | null
  needsCentral: boolean | null
  centralNumber: string | null
  centralOn: string | null
  paperId: number | null
  paperNumber: string | null
  /** The version of the terms that its paper was written against. */
  baseVersion: number | null
  effectiveOn: string | null
  officeSignedOn: string | null
  officeSigner: string | null
  agencySignedOn: string | null
  agencySigner: string | null
  proposalId: number | null
  inEffectAt: string | null
  createdBy: string
  createdAt: string
  updatedAt: string
}

const utc = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

// A change that waits for a second person is what became of its proposal: in effect, or ready as before.
const STATE = `case when c.state <> 'proposed' then c.state when p.state = 'approved' then 'in-effect'
  when p.state = 'waiting' and p.expires_at > clock_timestamp() then 'proposed' else 'signed' end`

const SELECT = `
select c.id, c.office_id as "officeId", c.agency_id as "agencyId", g.name as "agencyName",
  c.agreement_id as "agreementId", a.code as "agreementCode", a.civil_registry_number as "agreementNumber", c.kind,
  ${STATE} as state, c.content, c.content_version as "contentVersion", c.reason, c.is_from_paper as "isFromPaper",
  c.letter_number as "letterNumber",
  c.letter_on as "letterOn", c.needs_central as "needsCentral", c.central_number as "centralNumber",
  c.central_on as "centralOn", c.paper_id as "paperId", w.number as "paperNumber", c.base_version as "baseVersion",
  c.effective_on as "effectiveOn",
  c.office_signed_on as "officeSignedOn", c.office_signer as "officeSigner", c.agency_signed_on as "agencySignedOn",
  c.agency_signer as "agencySigner", c.proposal_id as "proposalId",
  ${utc(`coalesce(c.in_effect_at, case when p.state = 'approved' then p.decided_at end)`)} as "inEffectAt",
  c.created_by as "createdBy", ${utc('c.created_at')} as "createdAt", ${utc('c.updated_at')} as "updatedAt"
from change_request c
join agreement a on a.id = c.agreement_id
join user_agency g on g.id = c.agency_id
left join proposal p on p.id = c.proposal_id
left join paper w on w.id = c.paper_id`

/** The changes of an agreement, the newest first. */
export async function listChanges(tx: Tx, agreementId: number): Promise<Change[]> {
  const { rows } = await tx.query<Change>(`${SELECT} where c.agreement_id = $1 order by c.id desc`, [
    agreementId,
  ])
  return rows
}

/** Changes of an office, or of one agency of it, that are neither in effect nor given up; the oldest first. */
export async function listOpenChanges(
  tx: Tx,
  of: { officeId: number; agencyId: number | null },
): Promise<Change[]> {
  const { rows } = await tx.query<Change>(
    `${SELECT} where c.office_id = $1 and ($2::int is null or c.agency_id = $2)
       and c.state not in ('in-effect', 'rejected', 'withdrawn') and ${STATE} <> 'in-effect' order by c.updated_at, c.id`,
    [of.officeId, of.agencyId],
  )
  return rows
}

export async function findChange(tx: Tx, id: number): Promise<Change | undefined> {
  const { rows } = await tx.query<Change>(`${SELECT} where c.id = $1`, [id])
  return rows[0]
}

/** The same, with its row locked until the transaction ends. */
export async function findChangeForUpdate(tx: Tx, id: number): Promise<Change | undefined> {
  const { rowCount } = await tx.query('select from change_request where id = $1 for update', [id])
  return rowCount === 1 ? findChange(tx, id) : undefined
}

export async function insertChange(
  tx: Tx,
  change: Pick<
    Change,
    'officeId' | 'agencyId' | 'agreementId' | 'content' | 'reason' | 'isFromPaper' | 'createdBy'
  > &
    Written,
): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into change_request (office_id, agency_id, agreement_id, kind, content, reason, letter_number, letter_on,
       created_by, is_from_paper)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id`,
    [
      change.officeId,
      change.agencyId,
      change.agreementId,
      change.content.kind,
      JSON.stringify(change.content),
      change.reason,
      change.letterNumber,
      change.letterOn,
      change.createdBy,
      change.isFromPaper,
    ],
  )
  const row = rows[0]
  if (row === undefined) throw new Error('the change was not inserted')
  return row.id
}

type Written = { letterNumber: string | null; letterOn: string | null }

/** Writes a draft anew. What was replayed before is of another version, unless the content stayed. */
export async function updateDraft(
  tx: Tx,
  id: number,
  draft: { content: ChangeContent; reason: string } & Written,
): Promise<void> {
  await tx.query(
    `update change_request set content = $2, reason = $3, letter_number = $4, letter_on = $5,
       content_version = content_version + case when content = $2::jsonb then 0 else 1 end,
       updated_at = clock_timestamp()
     where id = $1`,
    [id, JSON.stringify(draft.content), draft.reason, draft.letterNumber, draft.letterOn],
  )
}

/** Columns that acts set, by name of the field. */
const COLUMNS = {
  state: 'state',
  needsCentral: 'needs_central',
  centralNumber: 'central_number',
  centralOn: 'central_on',
  paperId: 'paper_id',
  baseVersion: 'base_version',
  effectiveOn: 'effective_on',
  officeSignedOn: 'office_signed_on',
  officeSigner: 'office_signer',
  agencySignedOn: 'agency_signed_on',
  agencySigner: 'agency_signer',
  proposalId: 'proposal_id',
} as const satisfies Partial<Record<keyof Change, string>>

export type ChangeUpdate = Partial<Pick<Change, keyof typeof COLUMNS>>

/** Sets what an act changes. */
export async function updateChange(tx: Tx, id: number, update: ChangeUpdate): Promise<void> {
  const sets: string[] = ['updated_at = clock_timestamp()']
  const values: unknown[] = [id]
  for (const [name, column] of Object.entries(COLUMNS)) {
    const value = Object.entries(update).find(([key]) => key === name)
    if (value === undefined) continue
    values.push(value[1])
    sets.push(`${column} = $${values.length}`)
  }
  if (update.state === 'in-effect') sets.push('in_effect_at = clock_timestamp()')
  await tx.query(`update change_request set ${sets.join(', ')} where id = $1`, values)
}

export type ChangeStep = {
  n: number
  act: string
  fromState: ChangeState
  toState: ChangeState
  by: string
  at: string
  note: string | null
  paperId: number | null
}

export async function insertStep(
  tx: Tx,
  changeId: number,
  step: Pick<ChangeStep, 'act' | 'fromState' | 'toState' | 'by' | 'note' | 'paperId'>,
): Promise<void> {
  await tx.query(
    `insert into change_step (change_id, n, act, from_state, to_state, by, note, paper_id)
     select $1, coalesce(max(n), 0) + 1, $2, $3, $4, $5, $6, $7 from change_step where change_id = $1`,
    [changeId, step.act, step.fromState, step.toState, step.by, step.note, step.paperId],
  )
}

export async function listSteps(tx: Tx, changeId: number): Promise<ChangeStep[]> {
  const { rows } = await tx.query<ChangeStep>(
    `select n, act, from_state as "fromState", to_state as "toState", by, ${utc('at')} as at, note,
       paper_id as "paperId"
     from change_step where change_id = $1 order by n`,
    [changeId],
  )
  return rows
}

export type ChangeAttachment = {
  n: number
  kind: AttachmentKind
  sha256: string
  name: string
  mediaType: string
  size: number
  uploadedBy: string
  uploadedAt: string
}

export async function listAttachments(tx: Tx, changeId: number): Promise<ChangeAttachment[]> {
  const { rows } = await tx.query<ChangeAttachment>(
    `select n, kind, sha256, name, media_type as "mediaType", size, uploaded_by as "uploadedBy",
       ${utc('uploaded_at')} as "uploadedAt"
     from change_attachment where change_id = $1 order by n`,
    [changeId],
  )
  return rows
}

/** @returns its number; undefined when there are as many as one change may have */
export async function insertAttachment(
  tx: Tx,
  changeId: number,
  file: Pick<ChangeAttachment, 'kind' | 'sha256' | 'name' | 'mediaType' | 'size' | 'uploadedBy'>,
): Promise<number | undefined> {
  const { rows } = await tx.query<{ n: number }>(
    `insert into change_attachment (change_id, n, kind, sha256, name, media_type, size, uploaded_by)
     select $1, last.n + 1, $2, $3, $4, $5, $6, $7
     from (select coalesce(max(n), 0) as n from change_attachment where change_id = $1) last where last.n < 50
     returning n`,
    [changeId, file.kind, file.sha256, file.name, file.mediaType, file.size, file.uploadedBy],
  )
  return rows[0]?.n
}
