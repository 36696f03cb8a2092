import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { checkLog } from '../../src/audit/index.ts'
import { openPool, type Pool } from '../../src/kernel/database.ts'
import { postgresBinDir, startEmbeddedPostgres } from '../../src/kernel/embedded-postgres.ts'
import { migrate } from '../../src/kernel/migrate.ts'
import { agreementFile, enterAgreement } from '../support/agreement.ts'
import { auditEntries, hitsOf } from '../support/audit.ts'
import { openTestGate } from '../support/gate.ts'
import {
  type Furnished,
  furnish,
  type IssuedCredential,
  issue,
  setUpInstallation,
  type TestInstallation,
} from '../support/installation.ts'
import { niksOf } from '../support/residents.ts'
import { type ServerProcess, startNode, startServer } from '../support/server-process.ts'
import { createWireClient, inParallel } from '../support/wire-client.ts'

let installation: TestInstallation
before(async () => {
  installation = await setUpInstallation({ people: 2_500 })
  await enterAgreement(installation.pool, agreementFile())
})
after(() => installation.close())

/**
 * Calls with a NIK of its own each, and kills the server in the midst of them.
 *
 * @returns the NIKs whose data arrived
 */
async function loadUntilKilled(server: ServerProcess, furnished: Furnished, credential: IssuedCredential) {
  const client = createWireClient(server.address, 48)
  const niks = niksOf(furnished.people, 'active')
  const answered: string[] = []
  let killed: Promise<void> | undefined
  await inParallel(niks, 48, async (nik) => {
    const reply = await client
      .call({ userId: credential.userId, password: credential.secret, nik })
      // Connections that break are what is expected of a killed server.
      .catch(() => undefined)
    if (reply?.status === 200 && reply.row.NAMA_LGKP !== undefined) answered.push(nik)
    if (answered.length > 400) killed ??= server.kill()
  })
  await killed
  client.close()
  assert.ok(killed !== undefined && answered.length < niks.length, 'the server was killed in the midst')
  return answered
}

async function assertRecorded(
  furnished: Furnished,
  credential: IssuedCredential,
  answered: string[],
  quota: number,
) {
  const entries = await auditEntries(furnished.pool, credential.credentialId)
  const hits = entries.filter(({ event }) => event === 'verification.answered')
  const recorded = new Set(
    hits.filter(({ outcome }) => outcome === 'disclosed').map(({ nikHash }) => nikHash),
  )
  const missing = answered.filter((nik) => !recorded.has(furnished.nikHasher.hash(nik).toString('hex')))
  assert.equal(missing.length, 0, `${missing.length} of ${answered.length} answers are not recorded`)
  const used = await hitsOf(furnished.pool, credential.credentialId)
  assert.equal(hits.length, used)
  assert.ok(used >= answered.length && used <= quota)
  assert.deepEqual((await checkLog(furnished.pool)).faults, [])
}

test('I1 a server killed in mid-load: every answer that left is recorded and charged', async () => {
  const credential = await issue(installation.pool, { userId: 'mati.satu', quotaPerDay: 3_000 })
  for (let round = 0; round < 2; round += 1) {
    const server = await startNode(installation)
    const answered = await loadUntilKilled(server, installation, credential)
    await assertRecorded(installation, credential, answered, 3_000)
  }
})

test('I1 if the entry cannot be written, nothing is told and nothing is charged', async () => {
  const { pool } = installation
  const { credentialId } = await issue(pool, { userId: 'tanpa.catatan' })
  await pool.query(`create function refuse() returns trigger language plpgsql as $$ begin
      raise exception 'the disk is full'; end $$;
    create trigger refuse before insert on audit_entry for each row execute function refuse()`)
  const gate = openTestGate(installation)
  const [nik = ''] = niksOf(installation.people, 'active')
  try {
    await assert.rejects(gate.ask({ credentialId, nik }), /not answered/)
  } finally {
    await pool.query('drop trigger refuse on audit_entry')
  }
  assert.equal(await hitsOf(pool, credentialId), 0)
  const answer = await gate.ask({ credentialId, nik })
  assert.equal(answer.kind === 'decided' && answer.decision.kind, 'disclosed')
  await gate.close()
})

test('I1 I9 the embedded database: a killed server loses nothing, and the next one goes on with it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gapura-uji-'))
  const dataDir = join(folder, 'data')
  const env = { GAPURA_DATA_DIR: dataDir, GAPURA_NIK_KEY_FILE: join(folder, 'nik.key') }
  const binDir = postgresBinDir(process.env.PG_BIN_DIR)
  const first = await startEmbeddedPostgres({ dataDir, binDir })
  let pool: Pool | undefined
  let server: ServerProcess | undefined
  try {
    await migrate(first.url)
    pool = openPool({ url: first.url, applicationName: 'test' })
    const furnished = await furnish({ pool, url: first.url, folder, people: 2_500 })
    await enterAgreement(pool, agreementFile())
    const credential = await issue(pool, { userId: 'mati.dua', quotaPerDay: 3_000 })

    const { rows } = await pool.query(`select current_setting('fsync') as fsync,
      current_setting('synchronous_commit') as commit, current_setting('full_page_writes') as pages`)
    assert.deepEqual(rows, [{ fsync: 'on', commit: 'on', pages: 'on' }])

    server = await startServer(env)
    const answered = await loadUntilKilled(server, furnished, credential)
    await assertRecorded(furnished, credential, answered, 3_000)

    server = await startServer(env)
    assert.match(server.output(), /adopted/)
    const client = createWireClient(server.address)
    const [nik = ''] = niksOf(furnished.people, 'active')
    const reply = await client.call({ userId: credential.userId, password: credential.secret, nik })
    assert.equal(reply.code, undefined, reply.text)
    client.close()
    await pool.end()
    pool = undefined
    assert.equal(await server.stop(), 0)
    server = undefined
  } finally {
    await pool?.end()
    await server?.kill()
    // Whoever runs it: a test that failed must not leave a database behind.
    await (await startEmbeddedPostgres({ dataDir, binDir })).stop()
    rmSync(folder, { recursive: true, force: true })
  }
})
