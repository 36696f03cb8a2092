import type { Tx } from '../kernel/database.ts'
import type { ProofState } from './domain.ts'

export type PersonRef = { staffId: number; fullName: string; nip: string | null }

/** A proof of concept as it stands. Instants are ISO text in UTC, days the office's. */
export type Proof = {
  id: number
  officeId: number
  agreementId: number
  application: string
  version: string
  description: string
  state: ProofState
  requestedBy: PersonRef
  requestedAt: string
  scheduledOn: string | null
  /** `HH:MM`, the office's time. */
  scheduledFrom: string | null
  place: string | null
  examiners: PersonRef[]
  examinedBy: PersonRef | null
  examinedAt: string | null
  examinationNote: string | null
  decidedBy: PersonRef | null
  decidedAt: string | null
  decisionNote: string | null
  requestPaperId: number | null
  schedulePaperId: number | null
  resultPaperId: number | null
}

/** An instant as ISO text in UTC. */
export const iso = (column: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const person = (column: string) =>
  `(select json_build_object('staffId', s.id, 'fullName', s.full_name, 'nip', s.nip) from staff s where s.id = ${column})`

const SELECT = `
select p.id, p.office_id as "officeId", p.agreement_id as "agreementId", p.application,
  p.application_version as version, p.description, p.state, ${person('p.requested_by')} as "requestedBy",
  ${iso('p.requested_at')} as "requestedAt", p.scheduled_on as "scheduledOn",
  to_char(p.scheduled_from, 'HH24:MI') as "scheduledFrom", p.place,
  coalesce((select json_agg(json_build_object('staffId', s.id, 'fullName', s.full_name, 'nip', s.nip) order by s.id)
    from proof_examiner x join staff s on s.id = x.staff_id where x.proof_id = p.id), '[]') as examiners,
  ${person('p.examined_by')} as "examinedBy", ${iso('p.examined_at')} as "examinedAt",
  p.examination_note as "examinationNote", ${person('p.decided_by')} as "decidedBy",
  ${iso('p.decided_at')} as "decidedAt", p.decision_note as "decisionNote",
  p.request_paper_id as "requestPaperId", p.schedule_paper_id as "schedulePaperId",
  p.result_paper_id as "resultPaperId"
from proof p`

/** The proofs of an agreement, the newest first. */
export async function listProofs(tx: Tx, agreementId: number): Promise<Proof[]> {
  const { rows } = await tx.query<Proof>(`${SELECT} where p.agreement_id = $1 order by p.id desc`, [
    agreementId,
  ])
  return rows
}

/** undefined where the agreement has no such proof. */
export async function findProof(tx: Tx, of: { agreementId: number; id: number }): Promise<Proof | undefined> {
  const { rows } = await tx.query<Proof>(`${SELECT} where p.agreement_id = $1 and p.id = $2`, [
    of.agreementId,
    of.id,
  ])
  return rows[0]
}

/** The same, its row locked until the transaction ends. */
export async function findProofForUpdate(
  tx: Tx,
  of: { agreementId: number; id: number },
): Promise<Proof | undefined> {
  // A statement of its own: what is read must be what stands after whoever was first has committed.
  await tx.query('select from proof where agreement_id = $1 and id = $2 for update', [of.agreementId, of.id])
  return findProof(tx, of)
}

/** @returns undefined when this version of the application is under way already */
export async function insertProof(
  tx: Tx,
  proof: {
    officeId: number
    agreementId: number
    application: string
    version: string
    description: string
    staffId: number
  },
): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into proof (office_id, agreement_id, application, application_version, description, requested_by)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (agreement_id, lower(application), lower(application_version))
       where state in ('requested', 'scheduled', 'running', 'examined') do nothing
     returning id`,
    [proof.officeId, proof.agreementId, proof.application, proof.version, proof.description, proof.staffId],
  )
  return rows[0]?.id
}

export async function updatePaper(
  tx: Tx,
  id: number,
  which: 'request' | 'schedule' | 'result',
  paperId: number,
): Promise<void> {
  await tx.query(`update proof set ${which}_paper_id = $2 where id = $1`, [id, paperId])
}

export async function updateState(tx: Tx, id: number, state: 'withdrawn' | 'running'): Promise<void> {
  await tx.query('update proof set state = $2 where id = $1', [id, state])
}

export async function updateSchedule(
  tx: Tx,
  id: number,
  schedule: { on: string; from: string; place: string; examiners: readonly number[]; staffId: number },
): Promise<void> {
  await tx.query(
    `update proof set state = 'scheduled', scheduled_on = $2, scheduled_from = $3, place = $4, scheduled_by = $5
     where id = $1`,
    [id, schedule.on, schedule.from, schedule.place, schedule.staffId],
  )
  await tx.query('delete from proof_examiner where proof_id = $1', [id])
  await tx.query('insert into proof_examiner (proof_id, staff_id) select $1, unnest($2::int[])', [
    id,
    schedule.examiners,
  ])
}

export async function updateExamined(
  tx: Tx,
  id: number,
  examined: { staffId: number; note: string | null },
): Promise<void> {
  await tx.query(
    `update proof set state = 'examined', examined_by = $2, examined_at = clock_timestamp(), examination_note = $3
     where id = $1`,
    [id, examined.staffId, examined.note],
  )
}

export async function updateDecided(
  tx: Tx,
  id: number,
  decided: { state: 'passed' | 'failed'; staffId: number; isAlone: boolean; note: string | null },
): Promise<void> {
  await tx.query(
    `update proof set state = $2, decided_by = $3, decided_at = clock_timestamp(), decided_alone = $4,
       decision_note = $5 where id = $1`,
    [id, decided.state, decided.staffId, decided.isAlone, decided.note],
  )
}

/** Who of an office could examine: its active members of these roles. */
export async function listExaminers(
  tx: Tx,
  officeId: number,
  roles: readonly string[],
): Promise<PersonRef[]> {
  const { rows } = await tx.query<PersonRef>(
    `select id as "staffId", full_name as "fullName", nip from staff
     where office_id = $1 and agency_id is null and state = 'active' and role = any($2) order by full_name, id`,
    [officeId, roles],
  )
  return rows
}

/** Today, where the office is. */
export async function findToday(tx: Tx, officeId: number): Promise<string> {
  const { rows } = await tx.query<{ today: string }>(
    `select to_char(clock_timestamp() at time zone time_zone, 'YYYY-MM-DD') as today from office where id = $1`,
    [officeId],
  )
  const row = rows[0]
  if (row === undefined) throw new Error(`there is no office ${officeId}`)
  return row.today
}
