import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { agreementFile, enterAgreement } from '../../test/support/agreement.ts'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { issue } from '../../test/support/installation.ts'
import { inTx } from '../kernel/database.ts'
import { lockHead, writeEntries } from './append.ts'
import { auditEntry, maskOf } from './domain.ts'
import { findAccesses } from './find-accesses.ts'

const HASH = Buffer.alloc(16, 1)

let database: TestDatabase
before(async () => {
  database = await createTestDatabase()
  await enterAgreement(database.pool, agreementFile())
  const { credentialId } = await issue(database.pool, { userId: 'siapa.melihat' })
  const base = { event: 'verification.answered', officeId: 1, agreementId: 1, credentialId }
  const entries = [
    { outcome: 'disclosed', nikHash: HASH, elementMask: maskOf(['NIK', 'ALAMAT']), localOperator: 'loket-1' },
    { outcome: 'disclosed', nikHash: Buffer.alloc(16, 2) },
    { outcome: 'deceased', nikHash: HASH },
    { outcome: 'login-failed', nikHash: HASH, credentialId: null, agreementId: null, officeId: null },
  ].map((more) => auditEntry({ ...base, ...more, requestId: randomUUID() }))
  const at = Date.UTC(2026, 0, 1, 17, 30) * 1_000
  await inTx(database.pool, async (tx) => writeEntries(tx, await lockHead(tx), at, entries))
})
after(() => database.drop())

test('A-07 who asked about a NIK: only that NIK, newest first, in local time', async () => {
  const found = await findAccesses(database.pool, HASH, 10)
  assert.deepEqual(
    found.map(({ outcome }) => outcome),
    ['login-failed', 'deceased', 'disclosed'],
  )
  const [unknown, , disclosed] = found
  assert.deepEqual(
    [disclosed?.at, disclosed?.agency, disclosed?.agreement, disclosed?.userId, disclosed?.localOperator],
    ['2026-01-02 00:30:00', 'RSUD Contoh', 'rsud-contoh', 'siapa.melihat', 'loket-1'],
  )
  assert.deepEqual(disclosed?.elements, ['NIK', 'ALAMAT'])
  assert.deepEqual([unknown?.at, unknown?.agency, unknown?.userId], ['2026-01-01 17:30:00', null, null])
})

test('A-07 no more than asked for; nobody for a hash that never was asked about', async () => {
  assert.equal((await findAccesses(database.pool, HASH, 2)).length, 2)
  assert.deepEqual(await findAccesses(database.pool, Buffer.alloc(16, 9), 10), [])
})
