import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { tamper } from '../../test/support/audit.ts'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { inTx } from '../kernel/database.ts'
import { append } from './append.ts'
import { checkLog } from './check-log.ts'
import { type AuditEntry, auditEntry } from './domain.ts'

const ENTRIES = 9

let database: TestDatabase
before(async () => {
  database = await createTestDatabase()
  await database.pool.query('select audit_prepare_months(current_date)')
  for (let batch = 0; batch < ENTRIES / 3; batch += 1) await write(entry(), entry({ nikHash: null }), entry())
  await database.pool.query(
    'create table kept as table audit_entry; create table kept_head as table audit_head',
  )
})
after(() => database.drop())

/** Back to the honest log. */
afterEach(() =>
  tamper(
    database.pool,
    `delete from audit_entry; insert into audit_entry table kept;
     delete from audit_head; insert into audit_head table kept_head`,
  ),
)

const entry = (more: Partial<AuditEntry> = {}) =>
  auditEntry({
    event: 'verification.answered',
    outcome: 'disclosed',
    requestId: randomUUID(),
    officeId: 1,
    credentialId: 2,
    agreementId: 3,
    termVersion: 4,
    localOperator: 'loket-1',
    address: '10.88.0.70',
    declaredAddress: '10.88.0.71',
    method: 'web-service:call_nik',
    elementMask: 7,
    nikHash: Buffer.alloc(16, 1),
    purpose: 'uji',
    detail: 'rinci',
    ...more,
  })

const write = (...entries: AuditEntry[]) => inTx(database.pool, (tx) => append(tx, entries))

const check = (options: Parameters<typeof checkLog>[1] = {}) => checkLog(database.pool, options)

/** The kinds of fault found, each once, at which entry first. */
async function faults(options: Parameters<typeof checkLog>[1] = {}) {
  const found = new Map<string, string>()
  for (const { fault, seq } of (await check(options)).faults) if (!found.has(fault)) found.set(fault, seq)
  return Object.fromEntries(found)
}

async function noted() {
  const { lastSeq, lastHash } = await check()
  return { seq: lastSeq, hash: lastHash }
}

test('A-10 an honest log has no fault', async () => {
  const report = await check({ expected: await noted() })
  assert.deepEqual([report.faults, report.entries, report.lastSeq], [[], ENTRIES, String(ENTRIES)])
})

test('A-10 an empty log has no fault', async () => {
  const empty = await createTestDatabase()
  try {
    const report = await checkLog(empty.pool, { expected: { seq: '0', hash: '0'.repeat(64) } })
    assert.deepEqual([report.faults, report.entries, report.lastSeq], [[], 0, '0'])
  } finally {
    await empty.drop()
  }
})

const ALTERED = {
  at: `at + interval '1 microsecond'`,
  event: `'verification.refused'`,
  outcome: `'not-found'`,
  office_id: 'null',
  credential_id: '1',
  agreement_id: '33',
  term_version: '5',
  request_id: 'gen_random_uuid()',
  local_operator: `'loket-2'`,
  address: 'null',
  declared_address: `'10.88.0.72'`,
  method: `'web-portal'`,
  element_mask: '3',
  nik_hash: `decode(repeat('02', 16), 'hex')`,
  purpose: `''`,
  detail: `'rinci '`,
  hash: `decode(repeat('00', 32), 'hex')`,
} as const

for (const [column, value] of Object.entries(ALTERED)) {
  test(`A-11 an altered ${column} is found`, async () => {
    await tamper(database.pool, `update audit_entry set ${column} = ${value} where seq = 4`)
    assert.equal((await faults()).altered, '4')
  })
}

test('A-11 the table of altered columns is complete', async () => {
  const { rows } = await database.pool.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = 'audit_entry'::regclass and attnum > 0`,
  )
  const others = rows.map(({ name }) => name).filter((name) => name !== 'seq')
  assert.deepEqual(others.sort(), Object.keys(ALTERED).sort())
})

test('A-11 the last entry altered is found', async () => {
  await tamper(database.pool, `update audit_entry set outcome = 'x' where seq = ${ENTRIES}`)
  assert.deepEqual(await faults(), { altered: '9' })
})

const OTHER_COLUMNS = Object.keys(ALTERED).join(', ')

const rows: { rule: string; sql: string; expect: Record<string, string> }[] = [
  { rule: 'removed', sql: 'delete from audit_entry where seq = 5', expect: { gap: '6', altered: '6' } },
  {
    rule: 'the first removed',
    sql: 'delete from audit_entry where seq = 1',
    expect: { gap: '2', altered: '2' },
  },
  {
    rule: 'removed and closed up',
    sql: 'delete from audit_entry where seq = 5; update audit_entry set seq = seq - 1 where seq > 5',
    expect: { altered: '5', head: '8' },
  },
  {
    rule: 'two exchanged',
    sql: `update audit_entry set seq = -seq - 100 where seq in (4, 5);
      update audit_entry set seq = 109 + seq where seq < 0`,
    expect: { altered: '4' },
  },
  {
    rule: 'one twice',
    sql: `insert into audit_entry (seq, ${OTHER_COLUMNS})
      select seq, ${OTHER_COLUMNS.replace('at,', `at + interval '1 second',`)} from audit_entry where seq = 4`,
    expect: { order: '4', altered: '4' },
  },
  {
    rule: 'one put before the first',
    sql: `insert into audit_entry (seq, ${OTHER_COLUMNS}) select 0, ${OTHER_COLUMNS} from audit_entry where seq = 1`,
    expect: { order: '0', altered: '0' },
  },
  {
    rule: 'one put after the last',
    sql: `insert into audit_entry (seq, ${OTHER_COLUMNS}) select 10, ${OTHER_COLUMNS} from audit_entry where seq = 9`,
    expect: { altered: '10', head: '10' },
  },
  { rule: 'the tail cut', sql: 'delete from audit_entry where seq > 7', expect: { head: '7' } },
  { rule: 'the head changed', sql: 'update audit_head set seq = 8', expect: { head: '9' } },
  {
    rule: "the head's hash changed",
    sql: `update audit_head set hash = decode(repeat('00', 32), 'hex')`,
    expect: { head: '9' },
  },
  { rule: 'the head removed', sql: 'delete from audit_head', expect: { head: '9' } },
]

for (const { rule, sql, expect } of rows) {
  test(`A-12 ${rule} is found`, async () => {
    await tamper(database.pool, sql)
    assert.deepEqual(await faults(), expect)
  })
}

const CUT = `delete from audit_entry where seq > 7;
  update audit_head set seq = 7, hash = (select hash from audit_entry where seq = 7)`

test('A-13 a tail that was cut with its head is found by what was noted elsewhere', async () => {
  const expected = await noted()
  await tamper(database.pool, CUT)
  assert.deepEqual(await faults(), {})
  assert.deepEqual(await faults({ expected }), { cut: '9' })
})

test('A-13 a tail that was cut and written anew is found likewise', async () => {
  const expected = await noted()
  await tamper(database.pool, CUT)
  await write(entry(), entry(), entry())
  assert.deepEqual(await faults(), {})
  assert.deepEqual(await faults({ expected }), { cut: '9' })
})

test('A-10 pages of any size find the same, also where an entry stands twice at their border', async () => {
  await tamper(database.pool, rows.find(({ rule }) => rule === 'one twice')?.sql ?? '')
  for (const pageSize of [1, 2, 3, 4, 5, 100]) {
    assert.deepEqual(await faults({ pageSize }), { order: '4', altered: '4' }, `${pageSize}`)
  }
})

test('A-10 the check sees one moment while entries are being appended', async () => {
  let isDone = false
  const writing = (async () => {
    while (!isDone) await write(entry(), entry())
  })()
  try {
    for (let round = 0; round < 10; round += 1) assert.deepEqual(await faults({ pageSize: 3 }), {})
  } finally {
    isDone = true
    await writing
  }
})
