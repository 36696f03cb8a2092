import type { FileRef } from '../../files/index.ts'
import type { Tx } from '../../kernel/database.ts'
import type { IsoDay } from '../../registry/index.ts'

export const APPEAL_STATES = ['waiting', 'granted', 'refused', 'withdrawn'] as const

export type AppealState = (typeof APPEAL_STATES)[number]

/** An agency's objection to what a rule brings about (FB-130). */
export type Appeal = {
  id: number
  officeId: number
  agreementId: number
  agencyId: number
  code: string
  agency: string
  reason: string
  filedBy: string
  filedAt: string
  evidence: { sha256: string; name: string; mediaType: string; size: number } | null
  state: AppealState
  decidedBy: string | null
  decidedAt: string | null
  decisionReason: string | null
  exceptedUntil: IsoDay | null
}

type Row = Omit<Appeal, 'filedAt' | 'decidedAt'> & { filedAt: Date; decidedAt: Date | null }

const SELECT = `
select p.id, p.office_id as "officeId", p.agreement_id as "agreementId", a.agency_id as "agencyId", a.code,
  g.name as agency, p.reason, p.filed_by as "filedBy", p.filed_at as "filedAt",
  case when p.evidence_sha256 is not null then jsonb_build_object('sha256', p.evidence_sha256, 'name', p.evidence_name,
    'mediaType', p.evidence_type, 'size', p.evidence_size) end as evidence,
  p.state, p.decided_by as "decidedBy", p.decided_at as "decidedAt", p.decision_reason as "decisionReason",
  p.excepted_until::text as "exceptedUntil"
from compliance_appeal p join agreement a on a.id = p.agreement_id join user_agency g on g.id = a.agency_id`

const toAppeal = ({ filedAt, decidedAt, ...row }: Row): Appeal => ({
  ...row,
  filedAt: filedAt.toISOString(),
  decidedAt: decidedAt?.toISOString() ?? null,
})

export async function listAppeals(tx: Tx, agreementId: number): Promise<Appeal[]> {
  const { rows } = await tx.query<Row>(`${SELECT} where p.agreement_id = $1 order by p.id desc limit 100`, [
    agreementId,
  ])
  return rows.map(toAppeal)
}

/** Appeals of an office that wait for a decision, the oldest first. */
export async function listWaitingAppeals(tx: Tx, officeId: number): Promise<Appeal[]> {
  const { rows } = await tx.query<Row>(
    `${SELECT} where p.office_id = $1 and p.state = 'waiting' order by p.id`,
    [officeId],
  )
  return rows.map(toAppeal)
}

/** One appeal, its row locked, as far as the asker may see it; undefined where not. */
export async function lockAppeal(
  tx: Tx,
  who: { officeId: number; agencyId: number | null },
  id: number,
): Promise<Appeal | undefined> {
  const { rows } = await tx.query<Row>(
    `${SELECT} where p.id = $1 and p.office_id = $2 and ($3::int is null or a.agency_id = $3) for update of p`,
    [id, who.officeId, who.agencyId],
  )
  return rows.map(toAppeal)[0]
}

/** @returns undefined when one is waiting already */
export async function insertAppeal(
  tx: Tx,
  {
    officeId,
    agreementId,
    reason,
    by,
  }: { officeId: number; agreementId: number; reason: string; by: string },
): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into compliance_appeal (office_id, agreement_id, reason, filed_by) values ($1, $2, $3, $4)
     on conflict (agreement_id) where state = 'waiting' do nothing returning id`,
    [officeId, agreementId, reason, by],
  )
  return rows[0]?.id
}

export async function updateEvidence(tx: Tx, id: number, file: FileRef, name: string): Promise<void> {
  await tx.query(
    `update compliance_appeal set evidence_sha256 = $2, evidence_name = $3, evidence_type = $4, evidence_size = $5
     where id = $1`,
    [id, file.sha256, name, file.mediaType, file.size],
  )
}

export async function closeAppeal(
  tx: Tx,
  id: number,
  {
    state,
    by,
    reason,
    exceptedUntil,
  }: {
    state: Exclude<AppealState, 'waiting'>
    by: string
    reason: string | null
    exceptedUntil: IsoDay | null
  },
): Promise<void> {
  await tx.query(
    `update compliance_appeal set state = $2, decided_by = $3, decided_at = clock_timestamp(), decision_reason = $4,
       excepted_until = $5 where id = $1`,
    [id, state, by, reason, exceptedUntil],
  )
}

/** The last day that appeals have taken out; null: none. */
export async function exceptedUntil(tx: Tx, agreementId: number): Promise<IsoDay | null> {
  const { rows } = await tx.query<{ until: IsoDay | null }>(
    `select max(excepted_until)::text as until from compliance_appeal where agreement_id = $1 and state = 'granted'`,
    [agreementId],
  )
  return rows[0]?.until ?? null
}
