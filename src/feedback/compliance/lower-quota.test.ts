import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { auditEntries } from '../../../test/support/audit.ts'
import { openHospital, type TestHospital } from '../../../test/support/compliance.ts'
import { setUpInstallation, type TestInstallation } from '../../../test/support/installation.ts'
import { inTx } from '../../kernel/database.ts'
import { RESIDENT_STATUS } from '../../registry/index.ts'
import { reproduceDecision } from '../../verification/past/reproduce.ts'
import { listWaitingAppeals } from './appeal.store.ts'
import { decideAppeal } from './decide-appeal.ts'
import { decideRule } from './decide-rule.ts'
import type { RuleTerms } from './domain.ts'
import { evaluateOffices } from './evaluate.ts'
import { fileAppeal } from './file-appeal.ts'
import { remindOwed } from './remind-owed.ts'
import { findRuled } from './rule.store.ts'

let installation: TestInstallation
let hospital: TestHospital
let people: string[]

const BY = 'staff:evaluator'
const REASON = 'Kewajiban data balikan tidak dipenuhi.'
const RULE: RuleTerms = {
  kind: 'lower',
  targetPercent: 80,
  graceDays: 7,
  spanDays: 180,
  floorQuota: 1,
  baseQuota: null,
  warnDays: 7,
}

// Ten people on the second of January, four of them with feedback: half of the target.
const SEEN = '2026-01-02T03:00:00Z'
const evening = (day: string) => `${day}T16:10:00Z` // 23.10 WIB

const evaluate = (at: string) => evaluateOffices(installation.pool, 'Asia/Jakarta', at)

async function resultOf(day: string): Promise<string | undefined> {
  const { rows } = await installation.pool.query('select result from compliance_evaluation where day = $1', [
    day,
  ])
  return rows[0]?.result
}

async function ruled() {
  const agreement = await findRuled(installation.pool, hospital.agreementId)
  assert.ok(agreement !== undefined)
  return agreement
}

/** Asks until refused. @returns how many answers there were */
async function exhaust(at: string): Promise<number> {
  for (let answers = 0; ; answers += 1) {
    const outcome = await hospital.ask(people[answers % people.length] ?? '', at)
    if (outcome === 'quota-exhausted') return answers
    assert.equal(outcome, 'disclosed')
    assert.ok(answers < 40, 'the quota does not end')
  }
}

const events = async () =>
  (await auditEntries(installation.pool))
    .filter(({ event }) => event.startsWith('compliance'))
    .map(({ event }) => event)

before(async () => {
  installation = await setUpInstallation({ people: 40 })
  hospital = await openHospital(installation)
  people = installation.people
    .filter(({ status }) => status === RESIDENT_STATUS.active)
    .map(({ nik }) => nik)
    .slice(0, 10)
  const { pool } = installation
  await pool.query('update credential set quota_per_day = 20')
  for (const nik of people) assert.equal(await hospital.ask(nik, SEEN), 'disclosed')
  await hospital.answer(people.slice(0, 4), '2026-01-04T03:00:00Z')
})
after(async () => {
  await hospital.close()
  await installation.close()
})

describe('a rule that lowers the quota, from its decision to its appeal', () => {
  it('FB-125 without a rule nothing is evaluated', async () => {
    assert.equal(await evaluate(evening('2026-02-01')), 0)
    const done = await decideRule(installation.pool, await ruled(), { terms: RULE, reason: REASON, by: BY })
    assert.equal(done.kind, 'done')
  })

  it('FB-126 it is evaluated in the last hour of the day, once', async () => {
    assert.equal(await evaluate('2026-02-01T15:59:00Z'), 0)
    assert.equal(await evaluate(evening('2026-02-01')), 1)
    assert.equal(await evaluate(evening('2026-02-01')), 0)
    assert.equal(await evaluate('2026-02-01T17:05:00Z'), 0)
    assert.equal(await resultOf('2026-02-02'), 'warned')
  })

  it('FB-126 a warned quota is whole for seven days', async () => {
    for (const day of ['02', '03', '04', '05', '06', '07']) {
      await evaluate(evening(`2026-02-${day}`))
      assert.equal(await resultOf(`2026-02-${String(Number(day) + 1).padStart(2, '0')}`), 'warned')
    }
    assert.equal(await exhaust('2026-02-08T02:00:00Z'), 20)
  })

  it('V-41, FB-127 the day after is lowered by the formula, exactly, from its first moment to its last', async () => {
    assert.equal(await evaluate(evening('2026-02-08')), 1)
    assert.equal(await resultOf('2026-02-09'), 'lowered')
    // 20 × 40 % ÷ 80 % = 10.
    assert.equal(await exhaust('2026-02-08T17:00:00Z'), 10)
    assert.equal(await hospital.ask(people[0] ?? '', '2026-02-09T16:59:59Z'), 'quota-exhausted')
    assert.equal(await exhaust('2026-02-09T17:00:00Z'), 20, 'a day that nobody evaluated is whole')
  })

  it('FB-127 writing tomorrow leaves today as it is', async () => {
    await evaluate(evening('2026-02-10'))
    await evaluate(evening('2026-02-11'))
    assert.equal(await exhaust('2026-02-11T16:30:00Z'), 10)
    assert.equal(await exhaust('2026-02-11T17:30:00Z'), 10)
  })

  it('FB-127 never granted twice by calls at once', async () => {
    await evaluate(evening('2026-02-12'))
    const at = '2026-02-13T02:00:00Z'
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, (_, n) => hospital.ask(people[n % 10] ?? '', at)),
    )
    assert.equal(outcomes.filter((outcome) => outcome === 'disclosed').length, 10)
  })

  it('V-41 a past decision is made again with the quota of its day', async () => {
    const { rows } = await installation.pool.query(
      `select seq from audit_entry where outcome = 'quota-exhausted' and at < '2026-02-09T17:00:00Z' and at >= '2026-02-08T17:00:00Z' order by seq limit 1`,
    )
    const found = await reproduceDecision(installation.pool, { seq: Number(rows[0].seq), officeId: null })
    assert.ok(found?.kind === 'reproduced')
    assert.deepEqual(found.differences, [])
    assert.equal(found.again.outcome, 'quota-exhausted')
    assert.equal(found.quota?.limit, 10)
  })

  it('FB-130, FB-131 a granted appeal lifts it with the next call, until its last day', async () => {
    const { pool } = installation
    await evaluate(evening('2026-02-14'))
    const at = '2026-02-15T02:00:00Z'
    assert.equal(await exhaust(at), 10)
    const filed = await fileAppeal(pool, await ruled(), {
      reason: 'Sistem kami rusak sejak Januari.',
      by: 'staff:pic',
    })
    assert.equal(filed.kind, 'done')
    const again = await fileAppeal(pool, await ruled(), {
      reason: 'Sistem kami rusak sejak Januari.',
      by: 'staff:pic',
    })
    assert.equal(again.kind, 'refused')
    const [waiting] = await listWaitingAppeals(pool, hospital.officeId)
    assert.ok(waiting !== undefined)
    const decide = (exceptedUntil: string) =>
      decideAppeal(pool, hospital.officeId, {
        id: waiting.id,
        isGranted: true,
        reason: 'Kerusakan terbukti.',
        exceptedUntil,
        by: BY,
      })
    assert.equal((await decide('2020-01-01'))?.kind, 'refused')
    assert.equal(await hospital.ask(people[0] ?? '', at), 'quota-exhausted')
    const { rows } = await pool.query(`select (now() + interval '10 days')::date::text as until`)
    assert.equal((await decide(rows[0].until))?.kind, 'done')
    assert.equal(await hospital.ask(people[0] ?? '', at), 'disclosed')
    assert.equal(await exhaust(at), 9, 'twenty in all')
    await evaluate(evening('2026-02-15'))
    assert.equal(await resultOf('2026-02-16'), 'excepted')
    assert.equal(await exhaust('2026-02-16T02:00:00Z'), 20)
  })

  it('FB-126 feedback that comes ends it, and a later miss warns anew', async () => {
    const { pool } = installation
    await pool.query(`update compliance_appeal set excepted_until = '2026-02-16'`)
    await evaluate(evening('2026-02-16'))
    assert.equal(await resultOf('2026-02-17'), 'lowered')
    await hospital.answer(people.slice(4, 8), '2026-02-17T03:00:00Z')
    await evaluate(evening('2026-02-17'))
    assert.equal(await resultOf('2026-02-18'), 'met')
    assert.equal(await exhaust('2026-02-18T02:00:00Z'), 20)
    assert.deepEqual((await events()).slice(-2), ['compliance.lowered', 'compliance.met'])
  })

  it('FB-125 another rule lifts what the one before had lowered', async () => {
    const { pool } = installation
    const strict: RuleTerms = { ...RULE, targetPercent: 100, floorQuota: 3 }
    await decideRule(pool, await ruled(), { terms: strict, reason: REASON, by: BY })
    await evaluate(evening('2026-03-01'))
    await evaluate(evening('2026-03-09'))
    assert.equal(await exhaust('2026-03-10T02:00:00Z'), 16)
    await decideRule(pool, await ruled(), { terms: { kind: 'none' }, reason: REASON, by: BY })
    assert.equal(await exhaust('2026-03-10T02:00:00Z'), 4)
  })

  it('FB-128 a User ID without a limit is counted with the configured figure, or left alone', async () => {
    const { pool } = installation
    await pool.query('update credential set quota_per_day = null')
    await pool.query(
      `update agreement_term set quota_per_day = null, quota_unlimited = true where agreement_id = $1`,
      [hospital.agreementId],
    )
    const strict: RuleTerms = { ...RULE, targetPercent: 100 }
    await decideRule(pool, await ruled(), { terms: strict, reason: REASON, by: BY })
    await evaluate(evening('2026-04-01'))
    await evaluate(evening('2026-04-09'))
    assert.equal(await resultOf('2026-04-10'), 'lowered')
    await assert.rejects(exhaust('2026-04-10T02:00:00Z'), /does not end/)
    await decideRule(pool, await ruled(), { terms: { ...strict, baseQuota: 10 }, reason: REASON, by: BY })
    await evaluate(evening('2026-05-01'))
    await evaluate(evening('2026-05-09'))
    assert.equal(await exhaust('2026-05-10T02:00:00Z'), 8)
  })

  it('FB-132 what is older than thirty days is reminded of once a month', async () => {
    const { pool } = installation
    assert.equal(await remindOwed(pool, 'Asia/Jakarta', '2026-01-20T00:15:00Z'), 0)
    assert.equal(await remindOwed(pool, 'Asia/Jakarta', '2026-02-03T00:15:00Z'), 1)
    assert.equal(await remindOwed(pool, 'Asia/Jakarta', '2026-02-04T00:15:00Z'), 0)
    assert.equal(await remindOwed(pool, 'Asia/Jakarta', '2026-03-01T00:15:00Z'), 1)
  })

  it('the server may lower and lift with its own rights, and a development User ID can never be lowered', async () => {
    await assert.rejects(
      installation.pool.query(
        `update credential set kind = 'development', lowered_on = '2026-01-01', lowered_quota = 1`,
      ),
      /credential_lowered/,
    )
    await inTx(installation.pool, async (tx) => {
      await tx.query('set local role gapura_app')
      await tx.query(`update credential set lowered_on = null, lowered_quota = null, lowered_next = null`)
    })
  })
})
