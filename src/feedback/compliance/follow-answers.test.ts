import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { openHospital, type TestHospital } from '../../../test/support/compliance.ts'
import { setUpInstallation, type TestInstallation } from '../../../test/support/installation.ts'
import { RESIDENT_STATUS } from '../../registry/index.ts'
import { followAccesses } from '../looked-up.store.ts'
import { followCompliance, followSoon } from './follow-answers.ts'

let installation: TestInstallation
let hospital: TestHospital
let clinic: TestHospital
let people: string[]

before(async () => {
  installation = await setUpInstallation({ people: 60 })
  hospital = await openHospital(installation)
  clinic = await openHospital(installation, 'klinik-balikan', 'flag')
  people = installation.people
    .filter(({ status }) => status === RESIDENT_STATUS.active)
    .map(({ nik }) => nik)
    .slice(0, 12)
})
after(async () => {
  await hospital.close()
  await clinic.close()
  await installation.close()
})

/** What the counted table must be, from log and rows alone: no cursor, no follower. */
const EXPECTED = `
with seen as (
  select e.agreement_id, e.nik_hash, e.at, e.seq, e.credential_id, coalesce(e.local_operator, '') as operator,
    (e.at at time zone 'Asia/Jakarta')::date as day
  from audit_entry e where e.event = 'verification.answered' and e.outcome in ('disclosed', 'matched')),
first as (select distinct on (agreement_id, nik_hash) * from seen order by agreement_id, nik_hash, seq),
answered as (
  select first.*, (select min(received_at) from feedback_row f where f.agreement_id = first.agreement_id
    and f.nik_hash = first.nik_hash) as came from first)
select s.agreement_id, s.day::text, s.credential_id, s.operator, count(*)::int as hits,
  (select count(*) from answered a where (a.agreement_id, a.day, a.credential_id, a.operator)
    = (s.agreement_id, s.day, s.credential_id, s.operator))::int as people,
  (select count(came) from answered a where (a.agreement_id, a.day, a.credential_id, a.operator)
    = (s.agreement_id, s.day, s.credential_id, s.operator))::int as answered,
  (select count(*) from answered a where (a.agreement_id, a.day, a.credential_id, a.operator)
    = (s.agreement_id, s.day, s.credential_id, s.operator) and came - at <= interval '7 days')::int as within_7,
  (select count(*) from answered a where (a.agreement_id, a.day, a.credential_id, a.operator)
    = (s.agreement_id, s.day, s.credential_id, s.operator) and came - at <= interval '30 days')::int as within_30,
  (select count(*) from answered a where (a.agreement_id, a.day, a.credential_id, a.operator)
    = (s.agreement_id, s.day, s.credential_id, s.operator) and came - at <= interval '90 days')::int as within_90
from seen s group by 1, s.day, 3, 4 order by 1, 2, 3, 4`

const COUNTED = `select agreement_id, day::text, credential_id, operator, hits, people, answered, within_7, within_30,
  within_90 from compliance_day order by 1, 2, 3, 4`

const rowsOf = async (sql: string) => (await installation.pool.query(sql)).rows

/** Days go forward as they do, and now and then a step is followed up in between. */
type Step = {
  days: number
  who: number
  operator: string
  act: 'ask' | 'answer' | 'follow accesses' | 'follow'
}

const step = fc.record<Step>({
  days: fc.nat(50),
  who: fc.nat(11),
  operator: fc.constantFrom('loket-1', 'loket-2', ''),
  act: fc.constantFrom('ask', 'ask', 'ask', 'answer', 'answer', 'follow accesses', 'follow'),
})

async function take({ who, operator, act }: Step, of: TestHospital, at: string) {
  const nik = people[who] ?? ''
  if (act === 'ask') await of.ask(nik, at, { localOperator: operator === '' ? null : operator })
  else if (act === 'answer') await of.answer([nik], at)
  else if (act === 'follow accesses') await followAccesses(installation.pool)
  else await followSoon(installation.pool)
}

describe('FB-120 what is counted', () => {
  it('is what log and rows say, whatever came when and whoever followed in between', async () => {
    let day = Date.parse('2026-01-02T01:00:00Z')
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(step, fc.boolean()), { minLength: 5, maxLength: 25 }),
        async (steps) => {
          for (const [one, isClinic] of steps) {
            day = Math.min(day + (one.days * 86_400_000) / 25, Date.now() - 60_000)
            await take(one, isClinic ? clinic : hospital, new Date(day).toISOString())
          }
          await followCompliance(installation.pool)
          assert.deepEqual(await rowsOf(COUNTED), await rowsOf(EXPECTED))
        },
      ),
      { numRuns: 12 },
    )
    const [sums] =
      await rowsOf(`select sum(people)::int > sum(answered)::int as owed, sum(answered)::int > 0 as answered,
      (select count(*) > 0 from looked_up where answered_at < first_at) as before from compliance_day`)
    assert.deepEqual(sums, { owed: true, answered: true, before: true })
  })

  it('is made anew from the log to the same counts', async () => {
    const counted = await rowsOf(COUNTED)
    await installation.pool.query(
      `truncate looked_up, compliance_day, answered_cursor; update looked_up_cursor set seq = 0`,
    )
    await followCompliance(installation.pool)
    assert.deepEqual(await rowsOf(COUNTED), counted)
  })

  it('is counted once by several who follow at the same time', async () => {
    await installation.pool.query(
      `truncate looked_up, compliance_day, answered_cursor; update looked_up_cursor set seq = 0`,
    )
    await Promise.all([1, 2, 3, 4].map(() => followCompliance(installation.pool)))
    assert.deepEqual(await rowsOf(COUNTED), await rowsOf(EXPECTED))
  })
})
