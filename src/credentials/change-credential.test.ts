import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { agreementFile, enterAgreement } from '../../test/support/agreement.ts'
import { auditEntries } from '../../test/support/audit.ts'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { issue } from '../../test/support/installation.ts'
import { checkLog } from '../audit/index.ts'
import { changeState, rotateSecret } from './change-credential.ts'
import { findCredential } from './credential.store.ts'
import { STATE_ACTS, type StateAct } from './domain.ts'

let database: TestDatabase
let credentialId: number
const userId = 'ubah.status'

before(async () => {
  database = await createTestDatabase()
  await enterAgreement(database.pool, agreementFile())
  credentialId = (await issue(database.pool, { userId })).credentialId
})
after(() => database.drop())

const setState = (state: string) => database.pool.query('update credential set state = $1', [state])
const change = (act: StateAct, more: { userId?: string; reason?: string } = {}) =>
  changeState(database.pool, { userId, act, reason: 'uji', by: 'petugas', ...more })
const rotate = (overlapSeconds: number, of = userId) =>
  rotateSecret(database.pool, { userId: of, overlapSeconds, by: 'petugas' })
const lastEvent = async () => (await auditEntries(database.pool, credentialId)).at(-1)

// The whole matrix: what each act makes of each state; undefined is a refusal.
const MATRIX: Record<string, Partial<Record<StateAct, string>>> = {
  active: { suspend: 'suspended', revoke: 'revoked' },
  suspended: { reactivate: 'active', revoke: 'revoked' },
  revoked: {},
}

for (const [from, acts] of Object.entries(MATRIX)) {
  for (const act of Object.keys(STATE_ACTS) as StateAct[]) {
    const to = acts[act]
    test(`C-11 ${act} from ${from}: ${to ?? 'refused'}`, async () => {
      await setState(from)
      const entries = (await auditEntries(database.pool)).length
      const result = await change(act)
      const credential = await findCredential(database.pool, userId)
      if (to === undefined) {
        assert.equal(result.kind === 'refused' && result.fault.code, 'C-11')
        assert.equal(credential?.state, from)
        assert.equal((await auditEntries(database.pool)).length, entries)
      } else {
        assert.deepEqual(result, { kind: 'done', from, to })
        assert.deepEqual([credential?.state, credential?.stateReason], [to, 'uji'])
        assert.equal((await lastEvent())?.event, STATE_ACTS[act].event)
      }
    })
  }
}

test('C-10 no reason, no change', async () => {
  await setState('active')
  for (const reason of ['', ' \n']) {
    const result = await change('suspend', { reason })
    assert.equal(result.kind === 'refused' && result.fault.code, 'C-10')
  }
  assert.equal((await findCredential(database.pool, userId))?.state, 'active')
})

test('C-13 a User ID that is not there', async () => {
  for (const result of [await change('suspend', { userId: 'tidak.ada' }), await rotate(0, 'tidak.ada')]) {
    assert.equal(result.kind === 'refused' && result.fault.code, 'C-13')
  }
})

for (const [seconds, isAllowed] of [
  [0, true],
  [2_592_000, true],
  [2_592_001, false],
  [-1, false],
  [0.5, false],
  [Number.NaN, false],
] as const) {
  test(`C-12 an overlap of ${seconds} seconds is ${isAllowed ? 'allowed' : 'refused'}`, async () => {
    await setState('active')
    const result = await rotate(seconds)
    assert.equal(result.kind === 'done' || result.fault.code, isAllowed || 'C-12')
  })
}

test('C-12 rotation moves the version, in any case of the User ID, and never for a revoked one', async () => {
  await setState('suspended')
  const before = await findCredential(database.pool, userId)
  assert.equal((await rotate(0, userId.toUpperCase())).kind, 'done')
  const after = await findCredential(database.pool, userId)
  assert.equal(after?.secretVersion, (before?.secretVersion ?? 0) + 1)
  assert.equal((await lastEvent())?.event, 'credential.rotated')
  await setState('revoked')
  const result = await rotate(0)
  assert.equal(result.kind === 'refused' && result.fault.code, 'C-11')
})

test('C-11 acts at the same time: one does it, the other is refused', async () => {
  await setState('active')
  const results = await Promise.all([change('suspend'), change('suspend'), change('suspend')])
  assert.equal(results.filter(({ kind }) => kind === 'done').length, 1)
  assert.deepEqual((await checkLog(database.pool)).faults, [])
})

test('C-10 whatever the reason, its entry can be written and checked', async () => {
  for (const reason of ['\ud800', '"\\\u2028', 'x'.repeat(10_000)]) {
    await setState('active')
    await change('suspend', { reason }).catch((error: unknown) =>
      assert.fail(`${JSON.stringify(reason.slice(0, 9))}: ${error}`),
    )
  }
  assert.deepEqual((await checkLog(database.pool)).faults, [])
})
