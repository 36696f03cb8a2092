import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { checkLog } from '../../src/audit/index.ts'
import { agreementFile, enterAgreement } from '../support/agreement.ts'
import { auditEntries, hitsOf } from '../support/audit.ts'
import {
  type IssuedCredential,
  issue,
  setUpInstallation,
  type TestInstallation,
} from '../support/installation.ts'
import { type DatabaseProxy, startProxy } from '../support/proxy.ts'
import { COMPLETE_PERSON, niksOf, UNKNOWN_NIK } from '../support/residents.ts'
import { type ServerProcess, startNode } from '../support/server-process.ts'
import { createWireClient, inParallel, type WireClient, type WireReply } from '../support/wire-client.ts'

let installation: TestInstallation
let proxy: DatabaseProxy
let server: ServerProcess
let client: WireClient
let credential: IssuedCredential
let niks: string[]
let count = 0

before(async () => {
  installation = await setUpInstallation({ people: 300 })
  await enterAgreement(installation.pool, agreementFile())
  proxy = await startProxy(installation.url)
  server = await startNode({ ...installation, url: proxy.url })
  client = createWireClient(server.address, 32)
  niks = niksOf(installation.people, 'active')
})
after(async () => {
  client.close()
  await server.stop()
  await proxy.close()
  await installation.close()
})
// A credential of its own for each test, whose password the server remembers.
beforeEach(async () => {
  count += 1
  credential = await issue(installation.pool, { userId: `bila.mati.${count}`, profile: 'G2' })
  assert.equal((await call()).code, undefined)
})

const call = (nik = COMPLETE_PERSON.nik, of = credential) =>
  client.call({ userId: of.userId, password: of.secret, nik })

/** Calls for people who exist, who have died and who do not exist: all are told the same. */
const ALL = () => [COMPLETE_PERSON.nik, niksOf(installation.people, 'deceased')[0] ?? '', UNKNOWN_NIK]

function assertDown(reply: WireReply) {
  assert.equal(reply.status, 503, reply.text)
  assert.equal(reply.code, 'registry-unavailable', reply.text)
  assert.match(reply.retryAfter ?? '', /^[1-9][0-9]*$/)
}

async function assertUp(hitsBefore: number) {
  const reply = await call()
  assert.equal(reply.code, undefined, reply.text)
  assert.equal(reply.row.NAMA_LGKP, COMPLETE_PERSON.nama_lgkp)
  assert.equal(await hitsOf(installation.pool, credential.credentialId), hitsBefore + 1)
}

/** How often the credential's calls were recorded as told that the registry is down. */
async function recordedDown() {
  const entries = await auditEntries(installation.pool, credential.credentialId)
  return entries.filter(({ outcome }) => outcome === 'registry-unavailable').length
}

test('I8 the registry’s table is gone: 503 for everybody, recorded, not charged, and it recovers by itself', async () => {
  await installation.pool.query('alter table resident rename to away')
  for (const nik of ALL()) assertDown(await call(nik))
  await installation.pool.query('alter table away rename to resident')
  assert.equal(await recordedDown(), ALL().length)
  await assertUp(1)
})

test('I8 a whole batch meets a registry that is gone', async () => {
  await installation.pool.query('alter table resident rename to away')
  const replies = await Promise.all(Array.from({ length: 30 }, () => call()))
  await installation.pool.query('alter table away rename to resident')
  for (const reply of replies) assertDown(reply)
  assert.equal(await recordedDown(), 30)
  await assertUp(1)
})

test('I8 the registry’s rights are gone', async () => {
  await installation.pool.query('revoke select on resident from gapura_app')
  assertDown(await call())
  await installation.pool.query('grant select on resident to gapura_app')
  assert.equal(await recordedDown(), 1)
  await assertUp(1)
})

test('I8 the registry is locked by another: told within seconds', async () => {
  const holder = await installation.pool.connect()
  try {
    await holder.query('begin; lock table resident in access exclusive mode')
    const startedAt = performance.now()
    assertDown(await call())
    assert.ok(performance.now() - startedAt < 6_000)
    await holder.query('rollback')
  } finally {
    holder.release()
  }
  assert.equal(await recordedDown(), 1)
  await assertUp(1)
})

test('I8 the dummy space does not need the real one', async () => {
  const development = await issue(installation.pool, {
    userId: 'bila.mati.dev',
    kind: 'development',
    profile: 'G2',
  })
  await installation.pool.query('alter table resident rename to away')
  const reply = await call(UNKNOWN_NIK, development)
  await installation.pool.query('alter table away rename to resident')
  assert.equal(reply.code, '13')
})

/** Load, in the midst of which something happens to the database; every answer is either right or 503. */
async function underLoad(happens: () => unknown) {
  let done = 0
  const calls = Array.from({ length: 1_000 }, (_, index) => niks[index % niks.length] ?? '')
  const replies = await inParallel(calls, 32, async (nik) => {
    done += 1
    if (done === 300) await happens()
    return call(nik)
  })
  for (const reply of replies) if (reply.status !== 200) assertDown(reply)
  const disclosed = replies.filter((reply) => reply.status === 200)
  for (const reply of disclosed) assert.equal(reply.code, undefined, reply.text)
  const used = await hitsOf(installation.pool, credential.credentialId)
  const entries = await auditEntries(installation.pool, credential.credentialId)
  assert.equal(entries.filter(({ event }) => event === 'verification.answered').length, used)
  // Beyond the answers told: one batch whose commit may have been lost on its way back.
  assert.ok(used >= disclosed.length + 1 && used <= disclosed.length + 1 + 32, `${used} ${disclosed.length}`)
  assert.deepEqual((await checkLog(installation.pool)).faults, [])
  return { disclosed: disclosed.length, used }
}

test('I8 the database drops the gate’s connection under load', async () => {
  const { used, disclosed } = await underLoad(() =>
    installation.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'gapura gate'`,
    ),
  )
  // It connects again by itself: most of the load after the break was answered.
  assert.ok(disclosed > 800)
  await assertUp(used)
})

test('I8 the database cannot be reached: 503 at once, also for a caller not seen before, and it recovers', async () => {
  const stranger = await issue(installation.pool, { userId: 'bila.mati.baru', profile: 'G2' })
  proxy.shut()
  for (const nik of ALL()) assertDown(await call(nik))
  const unseen = await call(COMPLETE_PERSON.nik, stranger)
  const wrong = await client.call({ userId: credential.userId, password: 'salah', nik: COMPLETE_PERSON.nik })
  proxy.open()
  await assertUp(1)
  assertDown(unseen)
  assertDown(wrong)
})

test('I8 the network to the database breaks under load', async () => {
  let mended: Promise<void> | undefined
  const { used } = await underLoad(() => {
    proxy.shut()
    mended = new Promise((resolve) =>
      setTimeout(() => {
        proxy.open()
        resolve()
      }, 300),
    )
  })
  await mended
  await assertUp(used)
})

test('I8 the database stands still: told within seconds, nothing is left half done, and it recovers', async () => {
  proxy.stall()
  const startedAt = performance.now()
  const replies = await Promise.all(ALL().map((nik) => call(nik)))
  assert.ok(performance.now() - startedAt < 20_000)
  for (const reply of replies) assertDown(reply)
  proxy.open()
  const reply = await call()
  assert.equal(reply.code, undefined, reply.text)
  const used = await hitsOf(installation.pool, credential.credentialId)
  const entries = await auditEntries(installation.pool, credential.credentialId)
  assert.equal(entries.filter(({ event }) => event === 'verification.answered').length, used)
  assert.deepEqual((await checkLog(installation.pool)).faults, [])
})
