import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { checkLog, settleOverflow } from '../../src/audit/index.ts'
import { agreementFile, enterAgreement } from '../support/agreement.ts'
import { auditEntries } from '../support/audit.ts'
import { openTestGate, type TestGate, tally } from '../support/gate.ts'
import { issue, setUpInstallation, type TestInstallation } from '../support/installation.ts'
import { COMPLETE_PERSON } from '../support/residents.ts'

let installation: TestInstallation
let gate: TestGate
let credentialId: number

before(async () => {
  installation = await setUpInstallation({ people: 20 })
  await enterAgreement(installation.pool, agreementFile())
  credentialId = (await issue(installation.pool, { userId: 'banjir.tolak' })).credentialId
  gate = openTestGate(installation)
})
after(async () => {
  await gate.close()
  await installation.close()
})

async function counted() {
  const { rows } = await installation.pool.query(
    'select coalesce(sum(count), 0)::int as count from audit_overflow',
  )
  return rows[0].count
}

const summaries = async (of: number | undefined) =>
  (await auditEntries(installation.pool, of)).filter(({ event }) => event === 'verification.refusals_counted')

test('A-05 a thousand refusals in a minute: 60 entries, and a count that no crash loses', async () => {
  gate.setTime('2026-03-02T03:00:00Z')
  const floods = [
    ...Array.from({ length: 1_000 }, () =>
      gate.ask({ credentialId, address: '10.1.1.1', nik: COMPLETE_PERSON.nik }),
    ),
    ...Array.from({ length: 500 }, () =>
      gate.ask({ credentialId: null, refusal: 'login-failed' as const, nik: '' }),
    ),
    ...Array.from({ length: 100 }, () => gate.ask({ credentialId, nik: COMPLETE_PERSON.nik })),
  ]
  await Promise.all(floods)
  const outcomes = tally(
    (await auditEntries(installation.pool))
      .filter(({ event }) => event.startsWith('verification.'))
      .map(({ outcome }) => outcome),
  )
  // Answers are never only counted, however many.
  assert.deepEqual(outcomes, { 'address-not-registered': 60, 'login-failed': 60, disclosed: 100 })
  assert.equal(await counted(), 940 + 440)
})

test('A-05 the next minute is written one by one again', async () => {
  const before = (await auditEntries(installation.pool, credentialId)).length
  gate.setTime('2026-03-02T03:01:00Z')
  await gate.ask({ credentialId, address: '10.1.1.1', nik: COMPLETE_PERSON.nik })
  assert.equal((await auditEntries(installation.pool, credentialId)).length, before + 1)
})

test('A-05 the counts of a closed minute become one entry for each kind, with the whole number', async () => {
  // Real minutes count here; the flood may have lain in two of them.
  await installation.pool.query(`update audit_overflow set minute = '2026-03-02T03:00:00Z'
    where (select count(distinct minute) from audit_overflow) = 1`)
  await installation.pool.query(`update audit_overflow set minute = minute - interval '1 hour'`)
  await settleOverflow(installation.pool)
  assert.equal(await counted(), 0)
  const sum = (entries: Awaited<ReturnType<typeof summaries>>) =>
    entries.reduce((total, { detail }) => total + Number(JSON.parse(detail ?? '{}').count), 0)
  const all = await summaries(undefined)
  assert.equal(sum(await summaries(credentialId)), 940)
  assert.equal(sum(all), 1_380)
  assert.deepEqual(
    new Set(all.map(({ outcome }) => outcome)),
    new Set(['address-not-registered', 'login-failed']),
  )
  assert.deepEqual((await checkLog(installation.pool)).faults, [])
})
