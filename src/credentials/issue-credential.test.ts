import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { enterAgreement, otherAgreement } from '../../test/support/agreement.ts'
import { auditEntries } from '../../test/support/audit.ts'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { changeAgreementState } from '../agreements/index.ts'
import { changeState } from './change-credential.ts'
import { findCredential, listCredentials } from './credential.store.ts'
import { type CredentialRequest, enterCredential, issueCredential } from './issue-credential.ts'
import { newSecret } from './password.ts'

let database: TestDatabase

before(async () => {
  database = await createTestDatabase()
  const { pool } = database
  await enterAgreement(pool, otherAgreement('biasa', { quotaPerUserPerDay: 1_000 }))
  await enterAgreement(pool, otherAgreement('tanpa-batas', { quotaPerUserPerDay: 'unlimited' }))
  const { quotaPerUserPerDay: _, ...noQuota } = otherAgreement('tanpa-kuota')
  await enterAgreement(pool, noQuota)
  await enterAgreement(pool, otherAgreement('tanpa-poc', { proofOfConceptRequired: true }))
  await enterAgreement(pool, otherAgreement('dua-pengguna', { users: 2 }))
  await enterAgreement(pool, otherAgreement('lewat', { signedOn: '2020-01-01', validUntil: '2020-12-31' }))
  await enterAgreement(pool, otherAgreement('ditangguhkan'))
  await changeAgreementState(pool, { code: 'ditangguhkan', act: 'suspend', reason: 'uji', by: 'uji' })
  await issueCredential(pool, request({ userId: 'Sudah.Ada' }), 'uji')
})
after(() => database.drop())

const request = (change: Partial<CredentialRequest> = {}): CredentialRequest => ({
  agreementCode: 'biasa',
  userId: 'belum.ada',
  kind: 'production',
  addresses: ['10.88.0.0/24'],
  ...change,
})

const rows: { rule: string; change: Partial<CredentialRequest>; expect: string[] }[] = [
  { rule: 'three characters', change: { userId: 'abc' }, expect: ['C-01'] },
  { rule: '65 characters', change: { userId: 'x'.repeat(65) }, expect: ['C-01'] },
  { rule: 'a space', change: { userId: 'belum ada' }, expect: ['C-01'] },
  { rule: 'NUL', change: { userId: 'belum\0ada' }, expect: ['C-01'] },
  { rule: 'taken', change: { userId: 'Sudah.Ada' }, expect: ['C-02'] },
  { rule: 'taken in other case', change: { userId: 'sudah.ADA' }, expect: ['C-02'] },
  { rule: 'no such agreement', change: { agreementCode: 'tidak-ada' }, expect: ['C-03'] },
  { rule: 'no address', change: { addresses: [] }, expect: ['C-04'] },
  { rule: 'a host name', change: { addresses: ['simrs.contoh'] }, expect: ['C-04'] },
  { rule: 'a prefix too long', change: { addresses: ['10.88.0.0/33'] }, expect: ['C-04'] },
  { rule: 'a host with the prefix of a network', change: { addresses: ['10.88.0.70/24'] }, expect: ['C-04'] },
  { rule: 'an IPv6 host likewise', change: { addresses: ['fd00:88::70/32'] }, expect: ['C-04'] },
  { rule: 'an address of one link', change: { addresses: ['fe80::1%eth0'] }, expect: ['C-04'] },
  { rule: 'two bad addresses', change: { addresses: ['x', '10.88.0.1', 'y'] }, expect: ['C-04', 'C-04'] },
  { rule: 'no clock time', change: { hours: { from: '8:00', until: '25:00' } }, expect: ['C-05', 'C-05'] },
  { rule: 'no day', change: { expiresAt: '2030-02-30' }, expect: ['C-05'] },
  { rule: 'a quota of none', change: { quotaPerDay: 0 }, expect: ['C-06'] },
  { rule: 'a broken quota', change: { quotaPerDay: 1.5 }, expect: ['C-06'] },
  { rule: 'more than the agreement', change: { quotaPerDay: 1_001 }, expect: ['C-06'] },
  { rule: 'no quota anywhere', change: { agreementCode: 'tanpa-kuota' }, expect: ['C-07'] },
  {
    rule: 'production before the proof of concept',
    change: { agreementCode: 'tanpa-poc' },
    expect: ['C-08'],
  },
  { rule: 'an agreement that is over', change: { agreementCode: 'lewat' }, expect: ['C-14'] },
  { rule: 'a suspended agreement', change: { agreementCode: 'ditangguhkan' }, expect: ['C-14'] },
  {
    rule: 'everything at once',
    change: { userId: 'x', addresses: [], quotaPerDay: 9_999, agreementCode: 'lewat' },
    expect: ['C-01', 'C-04', 'C-14'],
  },
]

for (const { rule, change, expect } of rows) {
  test(`${expect.join(' ')} ${rule}: refused, and nothing is left behind`, async () => {
    const before = (await auditEntries(database.pool)).length
    const result = await issueCredential(database.pool, request(change), 'uji')
    assert.ok(result.kind === 'refused')
    const codes = result.faults.map(({ code }) => code).sort()
    assert.ok(expect.every((code) => codes.includes(code)) && codes.length >= expect.length, String(codes))
    assert.equal((await auditEntries(database.pool)).length, before)
    assert.equal(await findCredential(database.pool, 'belum.ada'), undefined)
  })
}

const allowed: { rule: string; change: Partial<CredentialRequest> & { userId: string } }[] = [
  { rule: 'C-04 a single IPv6 address', change: { userId: 'boleh.v6', addresses: ['fd00:88::70'] } },
  {
    rule: 'C-05 hours until the end of the day',
    change: { userId: 'boleh.jam', hours: { from: '22:00', until: '24:00' } },
  },
  { rule: 'C-06 the whole quota of the agreement', change: { userId: 'boleh.kuota', quotaPerDay: 1_000 } },
  {
    rule: 'C-07 its own quota where the agreement names none',
    change: { userId: 'boleh.kuota2', agreementCode: 'tanpa-kuota', quotaPerDay: 7 },
  },
  { rule: 'C-07 unlimited', change: { userId: 'boleh.lepas', agreementCode: 'tanpa-batas' } },
  {
    rule: 'C-08 development before the proof of concept',
    change: { userId: 'boleh.dev', agreementCode: 'tanpa-poc', kind: 'development' },
  },
]
for (const { rule, change } of allowed) {
  test(`${rule}: issued`, async () => {
    const result = await issueCredential(database.pool, request(change), 'uji')
    assert.equal(result.kind, 'issued', JSON.stringify(result))
  })
}

test('C-14 what was issued under an ended agreement long ago can be entered', async () => {
  const late = request({ userId: 'dulu.ada', agreementCode: 'lewat' })
  assert.equal((await enterCredential(database.pool, late, 'uji')).kind, 'issued')
})

/** Runs acts that all wait for the same table before any of them may write. */
async function atOnce<T>(acts: (() => Promise<T>)[]): Promise<T[]> {
  const holder = await database.pool.connect()
  try {
    await holder.query('begin; lock table credential in share row exclusive mode')
    const started = acts.map((act) => act())
    for (let waiting = 0; waiting < acts.length; ) {
      // On another connection: inside a transaction this view stands still.
      const { rows } = await database.pool.query(
        `select count(*)::int as count from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'`,
      )
      waiting = rows[0].count
    }
    await holder.query('commit')
    return await Promise.all(started)
  } finally {
    holder.release()
  }
}

test('C-09 no more production User IDs than the agreement names, also when they are issued at once', async () => {
  const names = Array.from({ length: 5 }, (_, index) => `serentak.${index}`)
  const results = await atOnce(
    names.map(
      (userId) => () =>
        issueCredential(database.pool, request({ userId, agreementCode: 'dua-pengguna' }), 'uji'),
    ),
  )
  assert.equal(results.filter(({ kind }) => kind === 'issued').length, 2)
  const refused = results.filter((result) => result.kind === 'refused')
  assert.ok(refused.every(({ faults }) => faults.every(({ code }) => code === 'C-09')))
})

test('C-09 development does not count, and who is revoked makes room', async () => {
  const at = { agreementCode: 'dua-pengguna' }
  const development = request({ ...at, userId: 'ruang.dev', kind: 'development' })
  assert.equal((await issueCredential(database.pool, development, 'uji')).kind, 'issued')
  const [one] = (await listCredentials(database.pool, 'dua-pengguna')).filter(
    ({ kind }) => kind === 'production',
  )
  await changeState(database.pool, { userId: one?.userId ?? '', act: 'revoke', reason: 'uji', by: 'uji' })
  assert.equal(
    (await issueCredential(database.pool, request({ ...at, userId: 'ruang.1' }), 'uji')).kind,
    'issued',
  )
  assert.equal(
    (await issueCredential(database.pool, request({ ...at, userId: 'ruang.2' }), 'uji')).kind,
    'refused',
  )
})

test('C-02 one User ID that is issued twice at once is one person’s', async () => {
  const names = ['Kembar.Satu', 'kembar.satu']
  const twice = await atOnce(
    names.map((userId) => () => issueCredential(database.pool, request({ userId }), 'uji')),
  )
  const kinds = twice.map((result) =>
    result.kind === 'issued' ? 'issued' : result.faults.map(({ code }) => code).join(),
  )
  assert.deepEqual(kinds.sort(), ['C-02', 'issued'])
})

test('C-15 the secret is shown once: neither the record nor the log holds it', async () => {
  const issued = await issueCredential(database.pool, request({ userId: 'rahasia.saya' }), 'uji')
  assert.ok(issued.kind === 'issued')
  const { rows } = await database.pool.query('select c::text as row from credential c where user_id = $1', [
    'rahasia.saya',
  ])
  assert.ok(!rows[0].row.includes(issued.secret))
  const [entry] = await auditEntries(database.pool, issued.credentialId)
  assert.equal(entry?.event, 'credential.issued')
  assert.ok(!entry?.detail?.includes(issued.secret) && !entry?.detail?.includes('argon2'))
})

test('C-15 no two secrets are alike, and none has letters that paper confuses', async () => {
  const secrets = Array.from({ length: 2_000 }, newSecret)
  assert.equal(new Set(secrets).size, secrets.length)
  assert.ok(secrets.every((secret) => /^[a-km-zA-HJ-NP-Z2-9]{24}$/.test(secret)))
})
