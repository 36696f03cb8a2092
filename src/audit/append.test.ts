import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { inTx, openPool, type Pool } from '../kernel/database.ts'
import { append, lockHead, writeEntries } from './append.ts'
import { checkLog } from './check-log.ts'
import { type AuditEntry, auditEntry } from './domain.ts'

let database: TestDatabase
let app: Pool

before(async () => {
  database = await createTestDatabase()
  await database.pool.query('select audit_prepare_months(current_date)')
  app = openPool({ url: database.url, role: 'gapura_app', applicationName: 'test' })
})
after(async () => {
  await app.end()
  await database.drop()
})

const entry = (more: Partial<AuditEntry> = {}) =>
  auditEntry({ event: 'test.noted', requestId: randomUUID(), ...more })

const write = (...entries: AuditEntry[]) => inTx(app, (tx) => append(tx, entries))

async function assertSound(): Promise<string> {
  const { faults, lastSeq } = await checkLog(database.pool)
  assert.deepEqual(faults, [])
  return lastSeq
}

test('A-01 entries of any shape link up', async () => {
  const full = entry({
    outcome: 'disclosed',
    officeId: 1,
    credentialId: 2_147_483_647,
    agreementId: 3,
    termVersion: 4,
    localOperator: 'loket "1"\\ 😀',
    address: '10.88.0.70',
    declaredAddress: 'x',
    method: 'web-service:call_nik',
    elementMask: 2 ** 37 - 1,
    nikHash: Buffer.alloc(16, 0xa5),
    purpose: 'verifikasi',
    detail: JSON.stringify({ teks: '"\\\u2028é' }),
  })
  await write(full, entry(), full)
  await assertSound()
})

// Not through the wire, which cleans such text before (W-25): the log must hold against every writer.
for (const text of [
  '\0',
  'a\0b',
  '\ud800',
  'x\udfff',
  '\x01\x1b\x7f\x9f',
  '\r\n',
  '\ufeff\ufffe',
  '😀'.repeat(400),
]) {
  test(`A-04 local operator ${JSON.stringify(text).slice(0, 20)} neither fails its batch nor the check`, async () => {
    const before = await assertSound()
    await write(entry(), entry({ localOperator: text, declaredAddress: text, purpose: text }), entry())
    assert.equal(Number(await assertSound()), Number(before) + 3)
  })
}

test('A-02 parallel writers give one chain without gaps', async () => {
  const before = Number(await assertSound())
  await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      write(...Array.from({ length: 1 + (index % 4) }, () => entry())),
    ),
  )
  assert.equal(Number(await assertSound()), before + 100)
})

test('A-02 a transaction that is rolled back leaves no gap', async () => {
  const before = Number(await assertSound())
  const lost = inTx(app, async (tx) => {
    await append(tx, [entry(), entry()])
    throw new Error('lost')
  })
  await assert.rejects(lost, /lost/)
  await write(entry())
  assert.equal(Number(await assertSound()), before + 1)
})

test('A-02 nothing to write moves nothing', async () => {
  const before = await assertSound()
  await inTx(app, async (tx) => writeEntries(tx, await lockHead(tx), 0, []))
  assert.equal(await assertSound(), before)
})

test('A-06 an entry of a month that nobody prepared is kept all the same', async () => {
  const at = Date.UTC(2031, 5, 1) * 1_000 + 123_456
  await inTx(app, async (tx) => writeEntries(tx, await lockHead(tx), at, [entry()]))
  await assertSound()
  const { rows } = await database.pool.query('select count(*)::int as count from audit_entry_default')
  assert.equal(rows[0].count, 1)
})

const CHANGES = {
  update: `update audit_entry set outcome = 'x'`,
  'update of one entry': `update audit_entry set outcome = 'x' where seq = 1`,
  delete: 'delete from audit_entry where seq = 1',
  truncate: 'truncate audit_entry',
} as const

for (const [name, sql] of Object.entries(CHANGES)) {
  test(`I6 ${name} is refused to the application and to the owner`, async () => {
    await assert.rejects(app.query(sql), /permission denied/)
    await assert.rejects(database.pool.query(sql), /append-only/)
    await assertSound()
  })
}

test('I6 the head can be moved by the application, not removed or added to', async () => {
  await assert.rejects(app.query('delete from audit_head'), /permission denied/)
  await assert.rejects(app.query('truncate audit_head'), /permission denied/)
  await assert.rejects(
    database.pool.query(`insert into audit_head (seq, hash) values (0, '\\x00')`),
    /audit_head_pkey/,
  )
})

test('A-02 without a head nothing is appended', async () => {
  const lost = inTx(database.pool, async (tx) => {
    await tx.query('delete from audit_head')
    await append(tx, [entry()])
  })
  await assert.rejects(lost, /tampered/)
  await assertSound()
})
