import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { agreementFile, enterAgreement, otherAgreement } from '../support/agreement.ts'
import { auditEntries, hitsOf } from '../support/audit.ts'
import { openTestGate, outcomeOf, type TestGate, tally } from '../support/gate.ts'
import { issue, setUpInstallation, type TestInstallation } from '../support/installation.ts'
import { COMPLETE_PERSON, niksOf, UNKNOWN_NIK } from '../support/residents.ts'

let installation: TestInstallation
let gate: TestGate

before(async () => {
  installation = await setUpInstallation({ people: 60 })
  await enterAgreement(installation.pool, agreementFile())
  gate = openTestGate(installation)
})
after(async () => {
  await gate.close()
  await installation.close()
})

// The first microsecond of 2 March 2026 in each zone, and the last one before it.
const ZONES = [
  { zone: 'WIB', region: '33.14', midnight: '2026-03-01T17:00:00Z', before: '2026-03-01T16:59:59.999999Z' },
  { zone: 'WITA', region: '51.01', midnight: '2026-03-01T16:00:00Z', before: '2026-03-01T15:59:59.999999Z' },
  { zone: 'WIT', region: '91.03', midnight: '2026-03-01T15:00:00Z', before: '2026-03-01T14:59:59.999999Z' },
]

/** A credential of three hits a day in an office of a region, and a way to call with it. */
async function caller(region: string, quotaPerDay = 3) {
  const name = `kuota-${region.replace('.', '-')}-${quotaPerDay}`
  const file = otherAgreement(name, {
    civilRegistry: { name: `Disdukcapil ${region}`, region, level: 'kabupaten' },
    wireMethods: [{ name: 'call_nik', operation: 'biodata' }],
  })
  await enterAgreement(installation.pool, file)
  const { credentialId } = await issue(installation.pool, {
    userId: name,
    agreementCode: file.code,
    quotaPerDay,
  })
  const path = { region: region.replace('.', ''), agency: name, method: 'call_nik' }
  const call = async (times: number, nik = COMPLETE_PERSON.nik) => {
    const answers = await Promise.all(
      Array.from({ length: times }, () => gate.ask({ credentialId, path, nik })),
    )
    return tally(answers.map(outcomeOf))
  }
  return { credentialId, call }
}

for (const { zone, region, midnight, before: lastMoment } of ZONES) {
  test(`I3 ${zone}: a new day has a new quota, from local midnight on and no microsecond sooner`, async () => {
    const { credentialId, call } = await caller(region)
    gate.setTime(lastMoment)
    assert.deepEqual(await call(5), { disclosed: 3, 'quota-exhausted': 2 })
    gate.setTime(midnight)
    assert.deepEqual(await call(5), { disclosed: 3, 'quota-exhausted': 2 })
    // A clock that steps back finds the count it left, not a new one.
    gate.setTime(lastMoment)
    assert.deepEqual(await call(2), { 'quota-exhausted': 2 })
    gate.setTime(midnight)
    assert.deepEqual(await call(2), { 'quota-exhausted': 2 })
    const { rows } = await installation.pool.query(
      'select day, used from quota_use where credential_id = $1 order by day',
      [credentialId],
    )
    assert.deepEqual(rows, [
      { day: '2026-03-01', used: 3 },
      { day: '2026-03-02', used: 3 },
    ])
    gate.setTime(null)
  })
}

test('I3 at the same instant three zones can be in two days', async () => {
  gate.setTime('2026-03-10T15:30:00Z')
  const callers = await Promise.all(ZONES.map(({ region }, index) => caller(region, 20 + index)))
  await Promise.all(callers.map(({ call }) => call(1)))
  const days = await Promise.all(
    callers.map(async ({ credentialId }) => {
      const { rows } = await installation.pool.query('select day from quota_use where credential_id = $1', [
        credentialId,
      ])
      return rows.map(({ day }) => day)
    }),
  )
  assert.deepEqual(days, [['2026-03-10'], ['2026-03-10'], ['2026-03-11']])
  gate.setTime(null)
})

test('I3 a quota lowered below what was used refuses, raised again it goes on from there', async () => {
  const { credentialId, call } = await caller('33.15', 10)
  const setQuota = (quota: number) =>
    installation.pool.query('update credential set quota_per_day = $2 where id = $1', [credentialId, quota])
  assert.deepEqual(await call(6), { disclosed: 6 })
  await setQuota(4)
  assert.deepEqual(await call(3), { 'quota-exhausted': 3 })
  await setQuota(8)
  assert.deepEqual(await call(5), { disclosed: 2, 'quota-exhausted': 3 })
  assert.equal(await hitsOf(installation.pool, credentialId), 8)
})

test('V-20 what is a hit: every answer about a person, found or not; never a refusal before that', async () => {
  const { credentialId, call } = await caller('33.16', 10)
  const deceased = niksOf(installation.people, 'deceased')[0] ?? ''
  assert.deepEqual(await call(1, deceased), { deceased: 1 })
  assert.deepEqual(await call(2, UNKNOWN_NIK), { 'not-found': 2 })
  assert.deepEqual(await call(3, '123'), { malformed: 3 })
  assert.deepEqual(await call(2, ''), { 'parameters-invalid': 2 })
  assert.equal(await hitsOf(installation.pool, credentialId), 3)
  const events = tally((await auditEntries(installation.pool, credentialId)).map(({ event }) => event))
  assert.deepEqual(events, { 'credential.issued': 1, 'verification.answered': 3, 'verification.refused': 5 })
})

test('V-20 the answer tells how many hits are left', async () => {
  const { credentialId } = await issue(installation.pool, { userId: 'sisa.kuota', quotaPerDay: 3 })
  const left = async (nik: string) => {
    const answer = await gate.ask({ credentialId, nik })
    return answer.kind === 'decided' ? answer.quotaLeft : undefined
  }
  assert.deepEqual([await left('1'), await left(COMPLETE_PERSON.nik), await left(UNKNOWN_NIK)], [3, 2, 1])
  assert.deepEqual(
    [await left(COMPLETE_PERSON.nik), await left(COMPLETE_PERSON.nik), await left('1')],
    [0, 0, 0],
  )
})
