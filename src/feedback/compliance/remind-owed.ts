import type { TimeZone } from '../../kernel/clock.ts'
import { inTx, type Pool, type Tx } from '../../kernel/database.ts'
import type { IsoDay } from '../../registry/index.ts'
import { officesAt } from './evaluation.store.ts'
import { followCompliance } from './follow-answers.ts'
import { recordCompliance, tellAgency } from './record-compliance.ts'
import { listRuled, type RuledAgreement } from './rule.store.ts'

/** From this age on what is owed is reminded of. */
const OLD_DAYS = 30

/**
 * Reminds agencies of what has been owed for more than thirty days: on the first morning of a month on which there is
 * some, and so at the latest a day after the first person has become so old (FB-132). Numbers only.
 *
 * @param at an instant instead of now, as ISO text; for tests
 * @returns how many agreements were reminded of
 */
export async function remindOwed(pool: Pool, zone: TimeZone, at: string | null = null): Promise<number> {
  const offices = await officesAt(pool, zone, at)
  if (offices.length === 0) return 0
  await followCompliance(pool)
  let told = 0
  for (const { officeId, today } of offices) {
    for (const agreement of await listRuled(pool, { officeId, agencyId: null })) {
      if (agreement.state !== 'revoked' && (await inTx(pool, (tx) => remind(tx, agreement, today)))) told += 1
    }
  }
  return told
}

async function remind(tx: Tx, agreement: RuledAgreement, today: IsoDay): Promise<boolean> {
  const { agreementId } = agreement
  const { rows } = await tx.query<{ people: number }>(
    `insert into compliance_notice (agreement_id, month, people)
     select $1, date_trunc('month', $2::date::timestamp)::date, sum(people - answered)
     from compliance_day where agreement_id = $1 and day < $2::date - $3::int
     having sum(people - answered) > 0
     on conflict do nothing returning people`,
    [agreementId, today, OLD_DAYS],
  )
  const people = rows[0]?.people
  if (people === undefined) return false
  const count = people.toLocaleString('id-ID')
  await tellAgency(tx, agreement, {
    event: 'compliance.reminded',
    title: `Data balikan ${count} orang belum dikirim lebih dari ${OLD_DAYS} hari`,
    body: `Perjanjian ${agreement.number}. Unduh daftarnya, lengkapi, lalu kirim.`,
  })
  await recordCompliance(tx, 'compliance.reminded', agreement, { by: 'gapura', people })
  return true
}
