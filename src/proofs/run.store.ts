import type { Tx } from '../kernel/database.ts'
import type { Scenario } from '../verification/index.ts'
import type { Rule } from './checklist.ts'
import type { Grade, SubjectKind, Tick } from './domain.ts'
import { iso } from './proof.store.ts'

/** A window of time in which a development User ID is watched. */
export type Run = {
  id: number
  proofId: number
  /** null: there is nothing on the wire to watch. */
  credentialId: number | null
  userId: string | null
  startedAt: string
  until: string
  endedAt: string | null
  /** Whether calls made now belong to it. */
  isOpen: boolean
  scenario: Scenario | null
  scenarioUntil: string | null
  grades: Partial<Record<Rule, Grade>> | null
}

/** The last run of a proof; undefined before the first. */
export async function findLastRun(tx: Tx, proofId: number): Promise<Run | undefined> {
  const { rows } = await tx.query<Run>(
    `select r.id, r.proof_id as "proofId", r.credential_id as "credentialId", c.user_id as "userId",
       ${iso('r.started_at')} as "startedAt", ${iso('r.until')} as until, ${iso('r.ended_at')} as "endedAt",
       r.ended_at is null and clock_timestamp() < r.until as "isOpen",
       case when r.ended_at is null and c.scenario_until > clock_timestamp() then c.scenario end as scenario,
       case when r.ended_at is null and c.scenario_until > clock_timestamp() then ${iso('c.scenario_until')} end
         as "scenarioUntil",
       r.grades
     from proof_run r left join credential c on c.id = r.credential_id
     where r.proof_id = $1 order by r.id desc limit 1`,
    [proofId],
  )
  return rows[0]
}

/** @returns undefined when another run of this User ID is open */
export async function insertRun(
  tx: Tx,
  run: { proofId: number; credentialId: number | null; staffId: number; minutes: number },
): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into proof_run (proof_id, credential_id, started_by, started_at, until)
     select $1, $2, $3, now, now + make_interval(mins => $4) from clock_timestamp() now
     on conflict (credential_id) where ended_at is null do nothing returning id`,
    [run.proofId, run.credentialId, run.staffId, run.minutes],
  )
  return rows[0]?.id
}

/** Ends the runs of a proof, or those of a User ID whose time is over, so that another can begin. */
export async function endRuns(tx: Tx, of: { proofId: number; credentialId: number | null }): Promise<void> {
  await tx.query(
    `update proof_run set ended_at = least(until, clock_timestamp())
     where ended_at is null and (proof_id = $1 or (credential_id = $2 and until <= clock_timestamp()))`,
    [of.proofId, of.credentialId],
  )
}

/** Ends a run with what was seen and ticked in it. */
export async function closeRun(tx: Tx, runId: number, grades: Partial<Record<Rule, Grade>>): Promise<void> {
  await tx.query(
    'update proof_run set ended_at = coalesce(ended_at, least(until, clock_timestamp())), grades = $2 where id = $1',
    [runId, JSON.stringify(grades)],
  )
}

/** A User ID's scenario until so many minutes from now, but no longer than its run; null: none. */
export async function updateScenario(
  tx: Tx,
  run: Pick<Run, 'id' | 'credentialId'>,
  scenario: Scenario | null,
  minutes: number,
): Promise<void> {
  await tx.query(
    `update credential set scenario = $3, scenario_until = case when $3::text is not null then
       least(clock_timestamp() + make_interval(mins => $4), (select until from proof_run where id = $1)) end
     where id = $2`,
    [run.id, run.credentialId, scenario, minutes],
  )
}

export type Subject = { kind: SubjectKind; nik: string }

export async function insertSubjects(tx: Tx, runId: number, subjects: readonly Subject[]): Promise<void> {
  await tx.query(
    'insert into proof_subject (run_id, kind, nik) select $1, * from unnest($2::text[], $3::text[])',
    [runId, subjects.map(({ kind }) => kind), subjects.map(({ nik }) => nik)],
  )
}

export async function listSubjects(tx: Tx, runId: number): Promise<Subject[]> {
  const { rows } = await tx.query<Subject>('select kind, nik from proof_subject where run_id = $1', [runId])
  return rows
}

/**
 * A dummy resident of each status, by its code: another with every run, so that no application has learned them.
 */
export async function findDummies(
  tx: Tx,
  statuses: readonly number[],
  seed: number,
): Promise<Map<number, string>> {
  const { rows } = await tx.query<{ status: number; nik: string }>(
    `select asked.status, d.nik::text from unnest($1::int[]) asked (status)
     cross join lateral (select nik from dummy_resident where status = asked.status
       order by hashint8(nik # $2::bigint) limit 1) d`,
    [statuses, seed],
  )
  return new Map(rows.map(({ status, nik }) => [status, nik]))
}

/** Which of these numbers nobody of the dummy space has. */
export async function findUnknown(tx: Tx, niks: readonly string[]): Promise<string | undefined> {
  const { rows } = await tx.query<{ nik: string }>(
    `select asked.nik::text from unnest($1::bigint[]) asked (nik)
     where not exists (select from dummy_resident d where d.nik = asked.nik) limit 1`,
    [niks],
  )
  return rows[0]?.nik
}

/** Every number of the dummy space, when there are no more than so many. */
export async function listDummies(tx: Tx, most: number): Promise<string[]> {
  const { rows } = await tx.query<{ nik: string }>('select nik::text from dummy_resident limit $1', [
    most + 1,
  ])
  return rows.length > most ? [] : rows.map(({ nik }) => nik)
}

export async function upsertTick(
  tx: Tx,
  tick: { runId: number; rule: Rule; isMet: boolean; note: string; staffId: number },
): Promise<void> {
  await tx.query(
    `insert into proof_tick (run_id, rule, is_met, note, ticked_by) values ($1, $2, $3, $4, $5)
     on conflict (run_id, rule) do update set is_met = excluded.is_met, note = excluded.note,
       ticked_by = excluded.ticked_by, ticked_at = clock_timestamp()`,
    [tick.runId, tick.rule, tick.isMet, tick.note, tick.staffId],
  )
}

/** What was ticked in a run, by rule. */
export async function listTicks(tx: Tx, runId: number): Promise<Map<string, Tick>> {
  const { rows } = await tx.query<Tick & { rule: string }>(
    `select t.rule, t.is_met as "isMet", t.note, s.full_name as by, ${iso('t.ticked_at')} as at
     from proof_tick t join staff s on s.id = t.ticked_by where t.run_id = $1`,
    [runId],
  )
  return new Map(rows.map(({ rule, ...tick }) => [rule, tick]))
}

/** Whether somebody ticked a rule of any run of a proof. */
export async function hasTicked(tx: Tx, proofId: number, staffId: number): Promise<boolean> {
  const { rows } = await tx.query(
    `select from proof_tick t join proof_run r on r.id = t.run_id where r.proof_id = $1 and t.ticked_by = $2 limit 1`,
    [proofId, staffId],
  )
  return rows.length > 0
}
