import type { TimeZone } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/database.ts'
import type { IsoDay } from '../../registry/index.ts'
import type { Counts, Result, Standing } from './domain.ts'

/** What was found on the evening before a day. */
export type Evaluation = Counts & {
  day: IsoDay
  ruleId: number
  result: Result
  warnedOn: IsoDay | null
  lowersFrom: IsoDay | null
}

/** What a User ID was left with on a day. */
export type LoweredOn = {
  day: IsoDay
  userId: string
  granted: number
  lowered: number
  liftedAt: string | null
}

const COLUMNS = `e.day::text as day, e.rule_id as "ruleId", e.people, e.answered, e.result,
  e.warned_on::text as "warnedOn", e.lowers_from::text as "lowersFrom"`

/** The last evenings, the newest first. */
export async function listEvaluations(tx: Tx, agreementId: number, limit: number): Promise<Evaluation[]> {
  const { rows } = await tx.query<Evaluation>(
    `select ${COLUMNS} from compliance_evaluation e where e.agreement_id = $1 order by e.day desc limit $2`,
    [agreementId, limit],
  )
  return rows
}

/** The last evening of several agreements at once. */
export async function lastEvaluations(
  tx: Tx,
  agreementIds: readonly number[],
): Promise<Map<number, Evaluation>> {
  const { rows } = await tx.query<Evaluation & { agreementId: number }>(
    `select distinct on (e.agreement_id) e.agreement_id as "agreementId", ${COLUMNS} from compliance_evaluation e
     where e.agreement_id = any($1) order by e.agreement_id, e.day desc`,
    [agreementIds],
  )
  return new Map(rows.map((row) => [row.agreementId, row]))
}

/** @returns false when the evening was done already */
export async function insertEvaluation(
  tx: Tx,
  agreementId: number,
  { day, ruleId, people, answered, ...standing }: Counts & { day: IsoDay; ruleId: number } & Standing,
): Promise<boolean> {
  const { warnedOn, lowersFrom } = standing.result === 'met' ? { warnedOn: null, lowersFrom: null } : standing
  const { rowCount } = await tx.query(
    `insert into compliance_evaluation (agreement_id, day, rule_id, people, answered, result, warned_on, lowers_from)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    [agreementId, day, ruleId, people, answered, standing.result, warnedOn, lowersFrom],
  )
  return rowCount === 1
}

export async function insertLowerings(
  tx: Tx,
  agreementId: number,
  day: IsoDay,
  lowered: readonly { credentialId: number; granted: number; quota: number }[],
): Promise<void> {
  await tx.query(
    `insert into compliance_lowering (agreement_id, day, credential_id, granted, lowered)
     select $1::int, $2::date, * from unnest($3::int[], $4::int[], $5::int[])`,
    [
      agreementId,
      day,
      lowered.map(({ credentialId }) => credentialId),
      lowered.map(({ granted }) => granted),
      lowered.map(({ quota }) => quota),
    ],
  )
}

/** Marks what has not passed yet as lifted. @returns how many User IDs have their quota back */
export async function markLifted(tx: Tx, agreementId: number, today: IsoDay): Promise<number> {
  const { rows } = await tx.query<{ n: number }>(
    `with lifted as (update compliance_lowering set lifted_at = clock_timestamp()
       where agreement_id = $1 and day >= $2 and lifted_at is null returning credential_id)
     select count(distinct credential_id)::int as n from lifted`,
    [agreementId, today],
  )
  return rows[0]?.n ?? 0
}

/** What is or was lowered on the last days and tomorrow, the newest first. */
export async function listLowerings(tx: Tx, agreementId: number, since: IsoDay): Promise<LoweredOn[]> {
  const { rows } = await tx.query<Omit<LoweredOn, 'liftedAt'> & { liftedAt: Date | null }>(
    `select l.day::text as day, c.user_id as "userId", l.granted, l.lowered, l.lifted_at as "liftedAt"
     from compliance_lowering l join credential c on c.id = l.credential_id
     where l.agreement_id = $1 and l.day >= $2 order by l.day desc, c.user_id limit 500`,
    [agreementId, since],
  )
  return rows.map((row) => ({ ...row, liftedAt: row.liftedAt?.toISOString() ?? null }))
}

/** The offices of a time zone with their day and hour at an instant (null: now). */
export async function officesAt(
  tx: Tx,
  zone: TimeZone,
  at: string | null,
): Promise<{ officeId: number; today: IsoDay; hour: number }[]> {
  const { rows } = await tx.query<{ officeId: number; today: IsoDay; hour: number }>(
    `select o.id as "officeId", (i.now at time zone o.time_zone)::date::text as today,
       extract(hour from i.now at time zone o.time_zone)::int as hour
     from office o cross join (select coalesce($2::timestamptz, clock_timestamp()) as now) i
     where o.time_zone = $1 order by o.id`,
    [zone, at],
  )
  return rows
}
