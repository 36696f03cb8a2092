import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { agreementFile, enterAgreement } from '../../test/support/agreement.ts'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { type IssuedCredential, issue } from '../../test/support/installation.ts'
import { createAuthenticator, type LoginResult } from './authenticate.ts'
import { rotateSecret } from './change-credential.ts'
import { hashPassword, newSecret } from './password.ts'

let database: TestDatabase
let known: IssuedCredential

before(async () => {
  database = await createTestDatabase()
  await enterAgreement(database.pool, agreementFile())
  known = await issue(database.pool, { userId: 'Rsud.Contoh' })
})
after(() => database.drop())

const fresh = () => createAuthenticator(database.pool)

const recognised = (credentialId: number, secretVersion = 1, usedPreviousSecret = false): LoginResult => ({
  kind: 'recognised',
  credentialId,
  secretVersion,
  usedPreviousSecret,
})
const failed = (credentialId: number | null, secretVersion: number): LoginResult => ({
  kind: 'failed',
  credentialId,
  secretVersion,
})

const rotate = async (userId: string, overlapSeconds: number) => {
  const rotated = await rotateSecret(database.pool, { userId, overlapSeconds, by: 'uji' })
  assert.ok(rotated.kind === 'done')
  return rotated.secret
}

test('C-20 the right password', async () => {
  assert.deepEqual(await fresh().authenticate('Rsud.Contoh', known.secret), recognised(known.credentialId))
})

for (const userId of ['rsud.contoh', 'RSUD.CONTOH', 'rSUD.cONTOH']) {
  test(`C-20 ${userId} is the same User ID`, async () => {
    const authenticator = fresh()
    for (let round = 0; round < 2; round += 1) {
      const result = await authenticator.authenticate(userId, known.secret)
      assert.deepEqual(result, recognised(known.credentialId))
    }
  })
}

const strangers = [
  'tidak.ada',
  'abc',
  '',
  'rsud contoh',
  "' or true --",
  'rsud.contoh\0',
  '\0',
  '\ud800',
  'x'.repeat(60_000),
]
for (const userId of strangers) {
  test(`C-20 ${JSON.stringify(userId.slice(0, 15))} is nobody's`, async () => {
    assert.deepEqual(await fresh().authenticate(userId, known.secret), failed(null, 0))
  })
}

const wrong = {
  'another one': newSecret(),
  'in other case': '',
  'with a space behind': ' ',
  'with NUL behind': '\0',
  empty: '',
  'a very long one': 'x'.repeat(60_000),
}
for (const [rule, password] of Object.entries(wrong)) {
  test(`C-20 a wrong password, ${rule}`, async () => {
    const sent =
      rule === 'in other case'
        ? known.secret.toUpperCase()
        : rule.startsWith('with ')
          ? `${known.secret}${password}`
          : password
    assert.deepEqual(await fresh().authenticate('rsud.contoh', sent), failed(known.credentialId, 1))
  })
}

test('C-21 what was recognised once is answered at once, and another password still is not', async () => {
  const authenticator = fresh()
  await authenticator.authenticate('rsud.contoh', known.secret)
  assert.deepEqual(authenticator.authenticate('rsud.contoh', known.secret), recognised(known.credentialId))
  assert.deepEqual(
    await authenticator.authenticate('rsud.contoh', newSecret()),
    failed(known.credentialId, 1),
  )
  assert.deepEqual(authenticator.authenticate('rsud.contoh', known.secret), recognised(known.credentialId))
})

test('C-22 too many passwords to check at once: the rest is busy, and known callers are not held up', async () => {
  const authenticator = fresh()
  await authenticator.authenticate('rsud.contoh', known.secret)
  const flood = Array.from({ length: 120 }, () => authenticator.authenticate('rsud.contoh', newSecret()))
  // Known callers need no check: their answer is there before the flood's.
  assert.ok(!(authenticator.authenticate('rsud.contoh', known.secret) instanceof Promise))
  const kinds = (await Promise.all(flood)).map(({ kind }) => kind)
  assert.ok(kinds.includes('busy') && kinds.includes('failed'))
  assert.ok(!kinds.includes('recognised'))
})

test('C-22 a wrong password that is repeated is not checked again: a flood of it is never busy', async () => {
  const authenticator = fresh()
  const password = newSecret()
  await authenticator.authenticate('rsud.contoh', password)
  const flood = Array.from({ length: 200 }, (_, index) =>
    authenticator.authenticate(index % 2 === 0 ? 'rsud.contoh' : 'RSUD.CONTOH', password),
  )
  for (const result of await Promise.all(flood)) assert.deepEqual(result, failed(known.credentialId, 1))
})

test('C-22 the right password is checked once, however many calls bring it at the same time', async () => {
  const authenticator = fresh()
  const flood = Array.from({ length: 200 }, () => authenticator.authenticate('rsud.contoh', known.secret))
  for (const result of await Promise.all(flood)) assert.deepEqual(result, recognised(known.credentialId))
})

test('C-23 a rotated secret makes the memory void: of the right password and of the wrong ones', async () => {
  const { userId, secret, credentialId } = await issue(database.pool, { userId: 'rotasi.1' })
  const authenticator = fresh()
  await authenticator.authenticate(userId, secret)
  const renewed = await rotate(userId, 0)
  // The gate compares the version, and tells this process to forget (I4).
  assert.deepEqual(await authenticator.authenticate(userId, secret), recognised(credentialId, 1))
  authenticator.forget(userId.toUpperCase())
  assert.deepEqual(await authenticator.authenticate(userId, secret), failed(credentialId, 2))
  assert.deepEqual(await authenticator.authenticate(userId, renewed), recognised(credentialId, 2))
})

test('C-23 a password refused before it became the secret is accepted afterwards', async () => {
  const { userId, credentialId } = await issue(database.pool, { userId: 'rotasi.2' })
  const authenticator = fresh()
  const password = newSecret()
  await authenticator.authenticate(userId, password)
  // As a rotation does, with a secret that was tried too early.
  await database.pool.query(
    `update credential set secret_hash = $2, secret_version = secret_version + 1 where id = $1`,
    [credentialId, await hashPassword(password)],
  )
  assert.deepEqual(await authenticator.authenticate(userId, password), recognised(credentialId, 2))
})

test('C-24 with an overlap both passwords are accepted, told apart, and both remembered', async () => {
  const { userId, secret, credentialId } = await issue(database.pool, { userId: 'rotasi.3' })
  const renewed = await rotate(userId, 3_600)
  const authenticator = fresh()
  const previous = recognised(credentialId, 2, true)
  const current = recognised(credentialId, 2, false)
  assert.deepEqual(await authenticator.authenticate(userId, secret), previous)
  assert.deepEqual(await authenticator.authenticate(userId, renewed), current)
  // An agency's programs change one after the other, and call in turns until the last one has.
  assert.deepEqual(authenticator.authenticate(userId, secret), previous)
  assert.deepEqual(authenticator.authenticate(userId, renewed), current)
  authenticator.forget(userId)
  assert.ok(authenticator.authenticate(userId, secret) instanceof Promise)
  assert.ok(authenticator.authenticate(userId, renewed) instanceof Promise)
})

test('C-24 when the overlap is over only the new password is left', async () => {
  const { userId, secret, credentialId } = await issue(database.pool, { userId: 'rotasi.4' })
  const renewed = await rotate(userId, 3_600)
  await database.pool.query('update credential set previous_secret_until = clock_timestamp() where id = $1', [
    credentialId,
  ])
  assert.deepEqual(await fresh().authenticate(userId, secret), failed(credentialId, 2))
  assert.deepEqual(await fresh().authenticate(userId, renewed), recognised(credentialId, 2))
})

test('C-24 the secret before the previous one is never accepted', async () => {
  const { userId, secret, credentialId } = await issue(database.pool, { userId: 'rotasi.5' })
  await rotate(userId, 3_600)
  await rotate(userId, 3_600)
  assert.deepEqual(await fresh().authenticate(userId, secret), failed(credentialId, 3))
})
