import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { checkLog } from '../../src/audit/index.ts'
import { agreementFile, enterAgreement } from '../support/agreement.ts'
import { auditEntries, hitsOf } from '../support/audit.ts'
import { tally } from '../support/gate.ts'
import {
  type IssuedCredential,
  issue,
  setUpInstallation,
  type TestInstallation,
} from '../support/installation.ts'
import { niksOf } from '../support/residents.ts'
import { type ServerProcess, startNode } from '../support/server-process.ts'
import { createWireClient, inParallel, type WireClient } from '../support/wire-client.ts'

const NODES = 3

let installation: TestInstallation
let servers: ServerProcess[] = []
let clients: WireClient[] = []
let niks: string[]

before(async () => {
  installation = await setUpInstallation({ people: 300 })
  await enterAgreement(installation.pool, agreementFile())
  servers = await Promise.all(Array.from({ length: NODES }, () => startNode(installation)))
  clients = servers.map(({ address }) => createWireClient(address))
  niks = niksOf(installation.people, 'active')
})
after(async () => {
  for (const client of clients) client.close()
  await Promise.all(servers.map((server) => server.stop()))
  await installation.close()
})

/** Calls by all nodes in turn, 96 at once; 'disclosed' or the code of each answer. */
async function storm(credentials: readonly IssuedCredential[], calls: number) {
  const turns = Array.from({ length: calls }, (_, index) => index)
  return inParallel(turns, 96, async (index) => {
    const { userId, secret } = credentials[index % credentials.length] ?? assert.fail()
    const client = clients[(index * 7) % NODES] ?? assert.fail()
    const reply = await client.call({ userId, password: secret, nik: niks[index % niks.length] ?? '' })
    assert.equal(reply.status, 200, reply.text)
    return { userId, code: reply.code ?? 'disclosed' }
  })
}

async function assertExact(credential: IssuedCredential, quota: number, codes: string[]) {
  assert.deepEqual(tally(codes), { disclosed: quota, '05': codes.length - quota })
  assert.equal(await hitsOf(installation.pool, credential.credentialId), quota)
  const entries = await auditEntries(installation.pool, credential.credentialId)
  assert.equal(entries.filter(({ event }) => event === 'verification.answered').length, quota)
}

// A run over local midnight would count two days.
async function awayFromMidnight() {
  const { rows } = await installation.pool.query(
    `select extract(epoch from date_trunc('day', t) + interval '1 day' - t)::int as left
     from (select clock_timestamp() at time zone 'Asia/Jakarta') as now (t)`,
  )
  if (rows[0].left < 20) await new Promise((resolve) => setTimeout(resolve, (rows[0].left + 1) * 1_000))
}

test('I3 hundreds of parallel calls on three nodes get exactly the quota', async () => {
  await awayFromMidnight()
  const credential = await issue(installation.pool, { userId: 'badai.satu', quotaPerDay: 250, profile: 'G2' })
  const answers = await storm([credential], 600)
  await assertExact(
    credential,
    250,
    answers.map(({ code }) => code),
  )
})

test('I3 several credentials at once, each to its own quota', async () => {
  await awayFromMidnight()
  const quotas = [1, 20, 60, 100]
  const credentials = await Promise.all(
    quotas.map((quotaPerDay) =>
      issue(installation.pool, { userId: `badai.q${quotaPerDay}`, quotaPerDay, profile: 'G2' }),
    ),
  )
  const answers = await storm(credentials, 600)
  for (const [index, credential] of credentials.entries()) {
    const codes = answers.filter(({ userId }) => userId === credential.userId).map(({ code }) => code)
    await assertExact(credential, quotas[index] ?? 0, codes)
  }
})

test('I6 the log that three nodes wrote at once is one chain', async () => {
  assert.deepEqual((await checkLog(installation.pool)).faults, [])
})
