import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { tamper } from '../../test/support/audit.ts'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { inTx, openPool } from '../kernel/database.ts'
import { checkLog } from './check-log.ts'
import { countOverflow, createRefusalLimit, settleOverflow } from './overflow.ts'

const MINUTE = 60_000

test('A-05 the first 60 refusals of a kind in a minute get an entry each', () => {
  const limit = createRefusalLimit()
  const admitted = Array.from({ length: 1_000 }, (_, index) => limit.admits(7, 'login-failed', index))
  assert.equal(admitted.filter(Boolean).length, 60)
  assert.ok(admitted.slice(0, 60).every(Boolean))
})

const kinds: { rule: string; credentialId: number; outcome: string; atMs: number; expect: boolean }[] = [
  {
    rule: 'the same kind is full',
    credentialId: 7,
    outcome: 'login-failed',
    atMs: MINUTE - 1,
    expect: false,
  },
  { rule: 'another credential', credentialId: 8, outcome: 'login-failed', atMs: MINUTE - 1, expect: true },
  { rule: 'another outcome', credentialId: 7, outcome: 'outside-hours', atMs: MINUTE - 1, expect: true },
  { rule: 'the next minute', credentialId: 7, outcome: 'login-failed', atMs: MINUTE, expect: true },
]
for (const { rule, credentialId, outcome, atMs, expect } of kinds) {
  test(`A-05 ${rule}: ${expect ? 'an entry' : 'counted'}`, () => {
    const limit = createRefusalLimit(3)
    for (let index = 0; index < 5; index += 1) limit.admits(7, 'login-failed', 0)
    assert.equal(limit.admits(credentialId, outcome, atMs), expect)
  })
}

let database: TestDatabase
before(async () => {
  database = await createTestDatabase()
})
after(() => database.drop())
beforeEach(() =>
  tamper(
    database.pool,
    `delete from audit_overflow; delete from audit_entry;
     update audit_head set seq = 0, hash = decode(repeat('00', 32), 'hex')`,
  ),
)

const count = (credentialId: number, outcome: string, count: number) =>
  inTx(database.pool, (tx) => countOverflow(tx, [{ credentialId, outcome, count }]))

const closeMinutes = () =>
  database.pool.query(`update audit_overflow set minute = minute - interval '1 minute'`)

async function summaries() {
  const { rows } = await database.pool.query(
    `select event, outcome, credential_id as "credentialId", (detail::json->>'count')::int as count
     from audit_entry order by seq`,
  )
  return rows
}

test('A-05 counts add up, and each closed minute becomes one entry of each kind', async () => {
  await count(0, 'login-failed', 900)
  await count(0, 'login-failed', 40)
  await count(0, 'credentials-empty', 1)
  await closeMinutes()
  assert.equal(await settleOverflow(database.pool), 2)
  const event = 'verification.refusals_counted'
  assert.deepEqual(await summaries(), [
    { event, outcome: 'credentials-empty', credentialId: null, count: 1 },
    { event, outcome: 'login-failed', credentialId: null, count: 940 },
  ])
  assert.deepEqual((await checkLog(database.pool)).faults, [])
})

test('A-05 the minute under way is not settled yet', async () => {
  await count(0, 'login-failed', 5)
  // A minute may have ended between the two statements; what was settled is whole even then.
  const settled = await settleOverflow(database.pool)
  const { rows } = await database.pool.query('select count from audit_overflow')
  assert.equal(settled + rows.length, 1)
})

test('A-05 nodes that settle at the same time write each count once', async () => {
  await count(0, 'login-failed', 5)
  await count(0, 'outside-hours', 6)
  await closeMinutes()
  const settled = await Promise.all(Array.from({ length: 6 }, () => settleOverflow(database.pool)))
  assert.equal(
    settled.reduce((sum, entries) => sum + entries, 0),
    2,
  )
  assert.deepEqual(
    (await summaries()).map((row) => row.count),
    [5, 6],
  )
})

test('A-05 the application may settle with its own rights', async () => {
  await count(0, 'login-failed', 5)
  await closeMinutes()
  const app = openPool({ url: database.url, role: 'gapura_app', applicationName: 'test' })
  try {
    assert.equal(await settleOverflow(app), 1)
  } finally {
    await app.end()
  }
})

test('A-05 batches that count the same kinds in any order do not dead-lock', async () => {
  const kinds = [0, 1, 2, 3].map((credentialId) => ({ credentialId, outcome: 'login-failed', count: 1 }))
  const all = Array.from({ length: 40 }, (_, index) =>
    inTx(database.pool, (tx) => countOverflow(tx, index % 2 === 0 ? kinds : kinds.toReversed())),
  )
  await Promise.all(all)
  const { rows } = await database.pool.query('select sum(count)::int as sum from audit_overflow')
  assert.equal(rows[0].sum, 160)
})
