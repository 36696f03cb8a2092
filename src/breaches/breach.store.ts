import type { Tx } from '../kernel/database.ts'
import {
  type Breach,
  type BreachAct,
  type BreachKind,
  type BreachStep,
  CLOCK_HOURS,
  type Decision,
} from './domain.ts'

const utc = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

const DUE = `(b.discovered_at + interval '${CLOCK_HOURS} hours')`

const SELECT = `
select b.id, b.office_id as "officeId", b.code, b.agency_id as "agencyId", g.name as agency, a.code as agreement,
  b.agreement_id as "agreementId", b.kind, b.description, ${utc('b.discovered_at')} as "discoveredAt",
  ${utc(DUE)} as "dueAt", to_char(${DUE} at time zone o.time_zone, 'YYYY-MM-DD') as "dueOn", floor(extract(epoch from ${DUE} - clock_timestamp()) / 3600)::int as "hoursLeft",
  b.affected_people as "affectedPeople", b.elements, b.reported_by as "reportedBy",
  ${utc('b.reported_at')} as "reportedAt", b.state, ${utc('b.people_told_at')} as "peopleToldAt",
  b.people_told_how as "peopleToldHow", ${utc('b.authority_told_at')} as "authorityToldAt",
  b.authority_told_how as "authorityToldHow", b.decision, b.decision_reason as "decisionReason",
  ${utc('b.decided_at')} as "decidedAt"
from breach b join office o on o.id = b.office_id join user_agency g on g.id = b.agency_id left join agreement a on a.id = b.agreement_id`

/** Whose breaches somebody may know of: an office's all, an agency's own. */
type Viewer = { officeId: number; agencyId: number | null }

export async function listBreaches(tx: Tx, { officeId, agencyId }: Viewer): Promise<Breach[]> {
  const { rows } = await tx.query<Breach>(
    `${SELECT} where b.office_id = $1 and ($2::int is null or b.agency_id = $2) order by b.id desc limit 500`,
    [officeId, agencyId],
  )
  return rows
}

export async function findBreach(
  tx: Tx,
  { officeId, agencyId }: Viewer,
  id: number,
): Promise<Breach | undefined> {
  const { rows } = await tx.query<Breach>(
    `${SELECT} where b.id = $3 and b.office_id = $1 and ($2::int is null or b.agency_id = $2)`,
    [officeId, agencyId, id],
  )
  return rows[0]
}

/** The breach with its row locked until the transaction ends. */
export async function lockBreach(tx: Tx, viewer: Viewer, id: number): Promise<Breach | undefined> {
  await tx.query('select from breach where id = $1 and office_id = $2 for update', [id, viewer.officeId])
  return findBreach(tx, viewer, id)
}

export async function listSteps(tx: Tx, breachId: number): Promise<BreachStep[]> {
  const { rows } = await tx.query<BreachStep>(
    `select n, act, note, paper_id as "paperId", by, ${utc('at')} as at from breach_step
     where breach_id = $1 order by n`,
    [breachId],
  )
  return rows
}

export type NewBreach = {
  officeId: number
  agencyId: number
  agreementId: number | null
  kind: BreachKind
  description: string
  discoveredAt: string
  affectedPeople: number | null
  elements: readonly string[]
  by: string
}

/** Enters a breach under the next number of the office's year: `PL-2026-003`. */
export async function insertBreach(tx: Tx, added: NewBreach): Promise<number> {
  // One at a time for an office, so that numbers have no gaps and none comes twice.
  // Not `for update`: rows that point to the office are inserted all the time and must not wait.
  await tx.query('select from office where id = $1 for no key update', [added.officeId])
  const { rows } = await tx.query<{ id: number }>(
    `insert into breach (office_id, agency_id, agreement_id, code, kind, description, discovered_at, affected_people,
       elements, reported_by)
     select $1, $2, $3, format('PL-%s-%s', year.n, lpad((1 + (select count(*) from breach
         where office_id = $1 and code like format('PL-%s-%%', year.n)))::text, 3, '0')),
       $4, $5, $6, $7, $8, $9
     from (select extract(year from clock_timestamp() at time zone o.time_zone)::int as n from office o where o.id = $1)
       year
     returning id`,
    [
      added.officeId,
      added.agencyId,
      added.agreementId,
      added.kind,
      added.description,
      added.discoveredAt,
      added.affectedPeople,
      added.elements,
      added.by,
    ],
  )
  const [row] = rows
  if (row === undefined) throw new Error('the breach was not inserted')
  return row.id
}

export async function insertStep(
  tx: Tx,
  step: { breachId: number; act: BreachAct | 'report'; note: string; paperId: number | null; by: string },
): Promise<void> {
  await tx.query(
    `insert into breach_step (breach_id, n, act, note, paper_id, by)
     select $1, coalesce(max(n), 0) + 1, $2, $3, $4, $5 from breach_step where breach_id = $1`,
    [step.breachId, step.act, step.note, step.paperId, step.by],
  )
}

export async function updateState(tx: Tx, id: number, state: 'examined' | 'closed'): Promise<void> {
  await tx.query('update breach set state = $2 where id = $1', [id, state])
}

/** Notes when and how somebody was told; `at` null: now. */
export async function updateTold(
  tx: Tx,
  id: number,
  whom: 'people' | 'authority',
  told: { at: string | null; how: string },
): Promise<void> {
  const at = 'coalesce($2::timestamptz, clock_timestamp())'
  await tx.query(`update breach set ${whom}_told_at = ${at}, ${whom}_told_how = $3 where id = $1`, [
    id,
    told.at,
    told.how,
  ])
}

export async function updateAffected(tx: Tx, id: number, people: number): Promise<void> {
  await tx.query('update breach set affected_people = $2 where id = $1', [id, people])
}

/** Whether a moment lies between two others; the later one is now. */
export async function isSoFar(tx: Tx, moment: string, earliest: string): Promise<boolean> {
  const { rows } = await tx.query<{ isIn: boolean }>(
    'select $1::timestamptz between $2::timestamptz and clock_timestamp() as "isIn"',
    [moment, earliest],
  )
  return rows[0]?.isIn === true
}

export async function updateDecision(tx: Tx, id: number, decision: Decision, reason: string): Promise<void> {
  await tx.query(
    `update breach set state = 'decided', decision = $2, decision_reason = $3, decided_at = clock_timestamp()
     where id = $1`,
    [id, decision, reason],
  )
}
