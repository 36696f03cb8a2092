import { lowerNextDay } from '../../credentials/index.ts'
import { lockAuthority } from '../../kernel/authority-lock.ts'
import type { TimeZone } from '../../kernel/clock.ts'
import { inTx, type Pool, type Tx } from '../../kernel/database.ts'
import { longDay } from '../../letters/index.ts'
import { addDays } from '../../offices/index.ts'
import type { IsoDay } from '../../registry/index.ts'
import { quotaOf } from '../../verification/index.ts'
import { exceptedUntil } from './appeal.store.ts'
import { type Counts, countedDays, loweredQuota, type Rule, type Standing, standingOf } from './domain.ts'
import {
  type Evaluation,
  insertEvaluation,
  insertLowerings,
  listEvaluations,
  officesAt,
} from './evaluation.store.ts'
import { countForRule } from './figures.store.ts'
import { followCompliance } from './follow-answers.ts'
import { recordCompliance, tellAgency, tellEvaluators } from './record-compliance.ts'
import { findRuled, listGrantedQuotas, listUnderRule, type RuledAgreement } from './rule.store.ts'

/** From this hour of the office on an evening is evaluated, for the day after. */
export const EVENING = 23

/**
 * Evaluates every rule of a time zone's offices for tomorrow (FB-126), once each evening however often it is called. After
 * midnight it does nothing: a quota never changes in the course of its day, and an evening on which no server ran
 * lowers nothing.
 *
 * @param at an instant instead of now, as ISO text; for tests
 * @returns how many agreements were evaluated
 */
export async function evaluateOffices(pool: Pool, zone: TimeZone, at: string | null = null): Promise<number> {
  const offices = (await officesAt(pool, zone, at)).filter(({ hour }) => hour >= EVENING)
  if (offices.length === 0) return 0
  await followCompliance(pool)
  let evaluated = 0
  for (const { officeId, today } of offices) {
    for (const { agreementId } of await listUnderRule(pool, officeId)) {
      const isNew = await inTx(pool, (tx) => evaluate(tx, agreementId, { zone, today, at }))
      if (isNew) evaluated += 1
    }
  }
  return evaluated
}

type Evening = { zone: TimeZone; today: IsoDay; at: string | null }

async function evaluate(tx: Tx, agreementId: number, { zone, today, at }: Evening): Promise<boolean> {
  await lockAuthority(tx)
  const agreement = await findRuled(tx, agreementId)
  const rule = agreement?.rule
  if (agreement === undefined || rule === undefined || rule === null || rule.kind === 'none') return false
  // Under the lock no answer is given: if it is not midnight yet, tomorrow begins with what is written here.
  const now = (await officesAt(tx, zone, at)).find(({ officeId }) => officeId === agreement.officeId)
  if (now?.today !== today) return false
  const counts = await countForRule(tx, agreementId, countedDays(today, rule))
  const [last] = await listEvaluations(tx, agreementId, 1)
  const before = last?.ruleId === rule.id ? last : null
  const until = await exceptedUntil(tx, agreementId)
  const standing = standingOf(rule, counts, { today, before, exceptedUntil: until })
  const day = addDays(today, 1)
  if (!(await insertEvaluation(tx, agreementId, { day, ruleId: rule.id, ...counts, ...standing })))
    return false
  const lowered = standing.result === 'lowered' ? await lower(tx, agreement, rule, counts, today) : []
  await tell(tx, agreement, rule, { counts, standing, before, lowered, day })
  return true
}

type LoweredUser = { credentialId: number; userId: string; granted: number; quota: number }

/** What the formula leaves each User ID of an agreement on a day; those it leaves everything are not among them. */
export async function quotasUnder(
  tx: Tx,
  agreementId: number,
  rule: Parameters<typeof loweredQuota>[2] & { baseQuota: number | null },
  counts: Counts,
  day: IsoDay,
): Promise<LoweredUser[]> {
  const granted = await listGrantedQuotas(tx, agreementId, day)
  return granted.flatMap(({ credentialId, userId, credentialQuota, termQuota, isQuotaUnlimited }) => {
    const quota = quotaOf(credentialQuota, { quotaPerDay: termQuota, isQuotaUnlimited })
    const base = quota === null ? rule.baseQuota : quota
    if (base === null || base === 'none') return []
    const left = loweredQuota(base, counts, rule)
    return left < base || quota === null ? [{ credentialId, userId, granted: base, quota: left }] : []
  })
}

async function lower(
  tx: Tx,
  { agreementId }: RuledAgreement,
  rule: Rule,
  counts: Counts,
  today: IsoDay,
): Promise<LoweredUser[]> {
  if (rule.kind !== 'lower') return []
  const day = addDays(today, 1)
  const lowered = await quotasUnder(tx, agreementId, rule, counts, day)
  await lowerNextDay(tx, today, lowered)
  await insertLowerings(tx, agreementId, day, lowered)
  return lowered
}

/** The log has every lowered day; people are told when something begins or ends. */
async function tell(
  tx: Tx,
  agreement: RuledAgreement,
  rule: Rule,
  {
    counts,
    standing,
    before,
    lowered,
    day,
  }: {
    counts: Counts
    standing: Standing
    before: Evaluation | null
    lowered: readonly LoweredUser[]
    day: IsoDay
  },
): Promise<void> {
  const { result } = standing
  const isNew = before?.result !== result
  const event = `compliance.${result}`
  if (isNew && (result !== 'met' || before !== null)) {
    const notice = { event, ...noticeOf(standing, day, lowered.length) }
    await tellAgency(tx, agreement, notice)
    if (result !== 'met')
      await tellEvaluators(tx, agreement, { ...notice, title: `${agreement.agency}: ${notice.title}` })
  }
  if (!isNew && result !== 'lowered') return
  await recordCompliance(tx, event, agreement, {
    by: 'gapura',
    day,
    rule: rule.version,
    ...counts,
    ...(result === 'lowered' ? { users: lowered.length, quotas: quotasOf(lowered) } : {}),
  })
}

/** As many as an entry may hold; all of them stand in `compliance_lowering`. */
const quotasOf = (lowered: readonly LoweredUser[]) =>
  Object.fromEntries(lowered.slice(0, 20).map(({ userId, granted, quota }) => [userId, [granted, quota]]))

function noticeOf(standing: Standing, day: IsoDay, users: number): { title: string; body: string } {
  switch (standing.result) {
    case 'met':
      return {
        title: 'Data balikan: target tercapai',
        body: `Mulai ${longDay(day)} kuota penuh kembali.`,
      }
    case 'warned':
      return {
        title: 'Data balikan: target belum tercapai',
        body:
          standing.lowersFrom === null
            ? 'Kirim data balikan yang belum ada.'
            : `Bila belum tercapai, kuota diturunkan mulai ${longDay(standing.lowersFrom)}. Rumus dan angkanya ada di halaman ini; keberatan dapat diajukan di sana.`,
      }
    case 'lowered':
      if (users === 0) {
        return {
          title: 'Data balikan: target belum tercapai',
          body: 'Tidak ada User ID yang kuotanya dapat diturunkan. Kirim data balikan yang belum ada.',
        }
      }
      return {
        title: `Kuota diturunkan mulai ${longDay(day)}`,
        body: 'Target data balikan belum tercapai. Angkanya ada di halaman ini; keberatan dapat diajukan di sana.',
      }
    case 'excepted':
      return {
        title: 'Data balikan: kuota tidak diturunkan',
        body: 'Keberatan yang dikabulkan masih berlaku.',
      }
  }
}
