import { inTx, type Pool, type Tx } from '../../kernel/database.ts'
import { entriesBehind, followAccesses, lockLookedUp } from '../looked-up.store.ts'

/** Rows of feedback taken in one transaction. */
const SPAN = 50_000

/** So many entries are followed while somebody waits for a page: about a tenth of a second. */
const BEHIND_AT_MOST = 5_000

/** Brings what is counted up to the log and to the feedback that has come (FB-120). */
export async function followCompliance(pool: Pool): Promise<void> {
  await followAccesses(pool)
  await followAnswers(pool)
}

/**
 * The same where it is soon done, for who waits.
 *
 * @returns false: there is much to follow, and the figures are those of some minutes ago
 */
export async function followSoon(pool: Pool): Promise<boolean> {
  if ((await entriesBehind(pool)) > BEHIND_AT_MOST) return false
  await followAccesses(pool)
  for (const behind of await listBehind(pool)) {
    if (behind.rows > BEHIND_AT_MOST) return false
    await followAnswersOf(pool, behind.agreementId)
  }
  return true
}

async function followAnswers(pool: Pool): Promise<void> {
  for (const { agreementId } of await listBehind(pool)) await followAnswersOf(pool, agreementId)
}

async function followAnswersOf(pool: Pool, agreementId: number): Promise<void> {
  while (await inTx(pool, (tx) => followSpan(tx, agreementId)));
}

/** Agreements for which rows have come since: their deliveries count more rows than were followed. */
async function listBehind(tx: Tx): Promise<{ agreementId: number; rows: number }[]> {
  const { rows } = await tx.query<{ agreementId: number; rows: number }>(
    `select d.agreement_id as "agreementId", (sum(d.rows_stored) - coalesce(max(c.rows_stored), 0))::float8 as rows
     from feedback_delivery d left join answered_cursor c on c.agreement_id = d.agreement_id
     group by d.agreement_id having sum(d.rows_stored) <> coalesce(max(c.rows_stored), 0)`,
  )
  return rows
}

/** @returns whether there is more */
async function followSpan(tx: Tx, agreementId: number): Promise<boolean> {
  // In turns with those who follow accesses: a person looked up now is seen by one of the two (looked-up.store.ts).
  await lockLookedUp(tx)
  // Before the rows: what comes between is followed now, and counted as new once more.
  const stored = await tx.query<{ rows: string }>(
    'select coalesce(sum(rows_stored), 0) as rows from feedback_delivery where agreement_id = $1',
    [agreementId],
  )
  const { rows } = await tx.query<{ last: string | null; taken: number }>(FOLLOW, [agreementId, SPAN])
  const { last, taken } = rows[0] ?? { last: null, taken: 0 }
  const isMore = taken === SPAN
  await tx.query(
    `insert into answered_cursor as c (agreement_id, row_id, rows_stored)
     values ($1, coalesce($2::bigint, 0), case when $4 then 0 else $3::bigint end)
     on conflict (agreement_id) do update set row_id = greatest(c.row_id, excluded.row_id),
       rows_stored = case when $4 then c.rows_stored else excluded.rows_stored end`,
    [agreementId, last, stored.rows[0]?.rows ?? '0', isMore],
  )
  return isMore
}

const FOLLOW = `
with taken as materialized (
  select f.id, f.nik_hash, f.received_at from feedback_row f
  where f.id > coalesce((select row_id from answered_cursor where agreement_id = $1), 0) and f.agreement_id = $1
  order by f.id limit $2),
answers as (select nik_hash, min(received_at) as at from taken group by nik_hash),
answered as (
  update looked_up l set answered_at = answers.at from answers
  where l.agreement_id = $1 and l.nik_hash = answers.nik_hash and l.answered_at is null
  returning l.first_on, l.first_credential_id, l.first_operator, l.first_at, l.answered_at),
counted as (
  select first_on, first_credential_id, first_operator, count(*)::int as answered,
    count(*) filter (where answered_at <= first_at + interval '7 days')::int as within_7,
    count(*) filter (where answered_at <= first_at + interval '30 days')::int as within_30,
    count(*) filter (where answered_at <= first_at + interval '90 days')::int as within_90
  from answered group by 1, 2, 3),
noted as (
  update compliance_day d set answered = d.answered + n.answered, within_7 = d.within_7 + n.within_7,
    within_30 = d.within_30 + n.within_30, within_90 = d.within_90 + n.within_90
  from counted n where d.agreement_id = $1 and d.day = n.first_on and d.credential_id = n.first_credential_id
    and d.operator = n.first_operator)
select max(id) as last, count(*)::int as taken from taken`
