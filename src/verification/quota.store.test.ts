import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { agreementFile, enterAgreement } from '../../test/support/agreement.ts'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { issue } from '../../test/support/installation.ts'
import { inTx } from '../kernel/database.ts'
import { type QuotaRequest, takeQuota } from './quota.store.ts'

let database: TestDatabase
let a: number
let b: number

before(async () => {
  database = await createTestDatabase()
  await enterAgreement(database.pool, agreementFile())
  a = (await issue(database.pool, { userId: 'kuota.a' })).credentialId
  b = (await issue(database.pool, { userId: 'kuota.b' })).credentialId
})
after(() => database.drop())

let days = 0
/** A day that no other test uses. */
const newDay = () => new Date(Date.UTC(2030, 0, ++days)).toISOString().slice(0, 10)

const take = (...requests: QuotaRequest[]) => inTx(database.pool, (tx) => takeQuota(tx, requests))

type Step = { limit: number | null; wanted: number; granted: number; used: number }

const rows: { rule: string; steps: Step[] }[] = [
  { rule: 'a first hit', steps: [{ limit: 5, wanted: 1, granted: 1, used: 1 }] },
  { rule: 'more than is left on the first day', steps: [{ limit: 5, wanted: 9, granted: 5, used: 5 }] },
  {
    rule: 'the last hit, and one more',
    steps: [
      { limit: 5, wanted: 4, granted: 4, used: 4 },
      { limit: 5, wanted: 2, granted: 1, used: 5 },
      { limit: 5, wanted: 1, granted: 0, used: 5 },
    ],
  },
  {
    rule: 'a limit lowered below what was used takes nothing back and grants nothing',
    steps: [
      { limit: 5, wanted: 4, granted: 4, used: 4 },
      { limit: 2, wanted: 1, granted: 0, used: 4 },
      { limit: 5, wanted: 9, granted: 1, used: 5 },
    ],
  },
  {
    rule: 'unlimited, then limited',
    steps: [
      { limit: null, wanted: 100, granted: 100, used: 100 },
      { limit: 50, wanted: 1, granted: 0, used: 100 },
      { limit: null, wanted: 1, granted: 1, used: 101 },
    ],
  },
  {
    rule: 'nothing wanted tells what was used',
    steps: [
      { limit: 5, wanted: 0, granted: 0, used: 0 },
      { limit: 5, wanted: 3, granted: 3, used: 3 },
      { limit: 5, wanted: 0, granted: 0, used: 3 },
    ],
  },
]

for (const { rule, steps } of rows) {
  test(`V-20 ${rule}`, async () => {
    const day = newDay()
    for (const { limit, wanted, granted, used } of steps) {
      const taken = await take({ credentialId: a, day, limit, wanted })
      assert.deepEqual(taken.get(a), { granted, used })
    }
  })
}

test('V-20 each credential and each day has its own count', async () => {
  const [day, next] = [newDay(), newDay()]
  await take({ credentialId: b, day, limit: 5, wanted: 5 }, { credentialId: a, day, limit: 5, wanted: 2 })
  const taken = await take(
    { credentialId: a, day, limit: 5, wanted: 9 },
    { credentialId: b, day: next, limit: 5, wanted: 1 },
  )
  assert.deepEqual([...taken].sort(), [
    [a, { granted: 3, used: 5 }],
    [b, { granted: 1, used: 1 }],
  ])
})

test('V-20 nobody asks: nothing is taken', async () => assert.equal((await take()).size, 0))

test('I3 a transaction that is rolled back takes nothing', async () => {
  const day = newDay()
  const lost = inTx(database.pool, async (tx) => {
    await takeQuota(tx, [{ credentialId: a, day, limit: 5, wanted: 5 }])
    throw new Error('lost')
  })
  await assert.rejects(lost, /lost/)
  assert.deepEqual((await take({ credentialId: a, day, limit: 5, wanted: 1 })).get(a), {
    granted: 1,
    used: 1,
  })
})

test('I3 parallel transactions that name the credentials in any order never exceed, and do not dead-lock', async () => {
  const day = newDay()
  const each = Array.from({ length: 60 }, (_, index) => {
    const requests = [a, b].map((credentialId) => ({ credentialId, day, limit: 50, wanted: 1 + (index % 3) }))
    return take(...(index % 2 === 0 ? requests : requests.reverse()))
  })
  const all = await Promise.all(each)
  for (const id of [a, b]) {
    assert.equal(
      all.reduce((sum, taken) => sum + (taken.get(id)?.granted ?? 0), 0),
      50,
    )
  }
})

test('I3 whatever is asked in whatever order, a day never grants more than the highest limit of the day', async () => {
  const step = fc.record({ limit: fc.integer({ min: 1, max: 12 }), wanted: fc.nat({ max: 6 }) })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const day = newDay()
      let granted = 0
      for (const { limit, wanted } of steps) {
        const taken = (await take({ credentialId: a, day, limit, wanted })).get(a)
        assert.ok(taken !== undefined && taken.granted >= 0 && taken.granted <= wanted)
        granted += taken.granted
        assert.equal(taken.used, granted)
        if (taken.granted > 0) assert.ok(granted <= limit)
      }
    }),
    { numRuns: 40 },
  )
})
