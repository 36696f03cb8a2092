import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { settleOverflow } from '../../src/audit/index.ts'
import { changeState } from '../../src/credentials/index.ts'
import { ELEMENT_NAMES } from '../../src/registry/index.ts'
import { agreementFile, enterAgreement } from '../support/agreement.ts'
import { auditEntries } from '../support/audit.ts'
import { tally } from '../support/gate.ts'
import {
  type IssuedCredential,
  issue,
  setUpInstallation,
  type TestInstallation,
} from '../support/installation.ts'
import { COMPLETE_PERSON, niksOf, UNKNOWN_NIK } from '../support/residents.ts'
import { type ServerProcess, startNode } from '../support/server-process.ts'
import { createWireClient, MATCH_PATH, type WireCall, type WireClient } from '../support/wire-client.ts'

let installation: TestInstallation
let server: ServerProcess
let client: WireClient
let credential: IssuedCredential
let other: IssuedCredential
/** Every NIK that was asked about. */
const asked = new Set<string>()
const OUR_PASSWORD = 'kata-sandi-yang-salah-sekali'

before(async () => {
  installation = await setUpInstallation({ people: 300 })
  await enterAgreement(installation.pool, agreementFile({ elements: [...ELEMENT_NAMES] }))
  credential = await issue(installation.pool, { userId: 'tanpa.jejak', profile: 'G2' })
  other = await issue(installation.pool, { userId: 'tanpa.jejak.2', profile: 'G2', quotaPerDay: 1 })
  server = await startNode(installation, { GAPURA_LOG_LEVEL: 'trace' })
  client = createWireClient(server.address)
})
after(async () => {
  client.close()
  await server.stop()
  await installation.close()
})

async function call(nik: string, more: Partial<WireCall> = {}, of = credential) {
  asked.add(nik)
  return client.call({ userId: of.userId, password: of.secret, nik, ...more })
}

/** Values of the people asked about that are long enough to be told from everything else. */
function disclosedValues(): Set<string> {
  const values = installation.people
    .filter(({ nik }) => asked.has(nik))
    .flatMap((person) => [
      person.no_kk,
      person.nama_lgkp,
      person.no_akta_lhr,
      person.no_akta_kwn,
      person.no_akta_crai,
      person.nik_ayah,
      person.nama_lgkp_ayah,
      person.nik_ibu,
      person.nama_lgkp_ibu,
      person.alamat,
    ])
  return new Set([...values.filter((value) => value !== null && value.length > 7), ...asked].map(String))
}

async function everyOutcome() {
  const { pool } = installation
  const nikOf = (status: Parameters<typeof niksOf>[1]) => niksOf(installation.people, status)[0] ?? ''
  for (const nik of niksOf(installation.people, 'active').slice(0, 40)) await call(nik)
  for (const nik of [
    COMPLETE_PERSON.nik,
    nikOf('deceased'),
    nikOf('duplicate'),
    nikOf('inactive'),
    UNKNOWN_NIK,
  ]) {
    await call(nik)
    await call(nik, {
      path: MATCH_PATH,
      more: { NAMA_LGKP: COMPLETE_PERSON.nama_lgkp, NO_KK: COMPLETE_PERSON.no_kk },
    })
    await call(nik, { path: MATCH_PATH, more: { TRESHOLD: 'x' } })
    await call(nik, { path: '33-13/rsud_contoh/CALL_KK' })
    await call(nik, { password: OUR_PASSWORD })
    await call(nik, { password: '' })
    await call(nik, { userId: 'tidak.ada' })
    await call(nik, {}, other)
  }
  // A malformed NIK, one digit away from a person's.
  await call(`${COMPLETE_PERSON.nik}1`)
  await pool.query(`update credential set addresses = '{10.99.0.0/16}' where id = $1`, [other.credentialId])
  await call(COMPLETE_PERSON.nik, {}, other)
  await changeState(pool, { userId: other.userId, act: 'suspend', reason: 'uji', by: 'uji' })
  await call(COMPLETE_PERSON.nik, {}, other)
  // Beyond what is written one by one.
  for (let index = 0; index < 70; index += 1) await call(COMPLETE_PERSON.nik, {}, other)
  await pool.query(`update audit_overflow set minute = minute - interval '1 minute'`)
  await settleOverflow(pool)
}

const BROKEN = 'undangan rahasia'

/** A registry that fails, each time with what it holds in the message. */
async function brokenRegistries() {
  const { pool } = installation
  const failing = [
    `select r.*, (r.nama_lgkp || ' ${BROKEN}')::int as broken from kept r`,
    `select r.*, 1 / (r.no_rt - r.no_rt) as broken from kept r`,
    `select r.*, fail(r.nik::text || r.nama_lgkp) as broken from kept r`,
  ]
  await pool.query(`create function fail(what text) returns int language plpgsql as $$ begin
    raise exception 'broken row of %', what using detail = what, hint = what; end $$`)
  await pool.query('alter table resident rename to kept')
  for (const select of failing) {
    await pool.query(`create view resident as select * from (${select}) as r where r.broken > 0`)
    await pool.query('grant select on resident, kept to gapura_app')
    const reply = await call(COMPLETE_PERSON.nik)
    assert.equal(reply.status, 503, reply.text)
    assert.ok(!reply.text.includes(COMPLETE_PERSON.nik) && !reply.text.includes(BROKEN))
    await pool.query('drop view resident')
  }
  await pool.query('alter table kept rename to resident')
}

function assertClean(where: string, text: string) {
  const found = [...disclosedValues(), OUR_PASSWORD, credential.secret, BROKEN].filter((value) =>
    text.includes(value),
  )
  assert.deepEqual(found, [], where)
}

test('I7 after every outcome: no table but the registry holds a NIK or a value', async () => {
  await everyOutcome()
  const { pool } = installation
  const outcomes = Object.keys(tally((await auditEntries(pool)).map(({ outcome }) => outcome)))
  for (const outcome of [
    'disclosed',
    'matched',
    'deceased',
    'duplicate',
    'inactive',
    'not-found',
    'malformed',
    'login-failed',
    'credentials-empty',
    'parameters-invalid',
    'quota-exhausted',
    'address-not-registered',
    'credential-inactive',
  ]) {
    assert.ok(outcomes.includes(outcome), outcome)
  }
  const { rows } = await pool.query<{ name: string }>(
    `select relname as name from pg_class join pg_namespace n on n.oid = relnamespace
     where relkind in ('r', 'p', 'm') and nspname = 'public' and not relispartition
       and relname not in ('resident', 'dummy_resident', 'region')`,
  )
  assert.ok(rows.some(({ name }) => name === 'audit_entry') && rows.some(({ name }) => name === 'quota_use'))
  for (const { name } of rows) {
    const { rows: all } = await pool.query<{ text: string }>(`select t::text as text from ${name} t`)
    assertClean(name, all.map(({ text }) => text).join('\n'))
  }
})

test('I7 a registry that breaks tells nothing of its rows: not the caller, not the log', async () => {
  await brokenRegistries()
  const { pool } = installation
  const details = (await auditEntries(pool)).map(({ detail }) => detail).join('\n')
  assertClean('audit_entry', details)
  assert.match(server.output(), /the registry cannot be asked/)
  assertClean('the log', server.output())
})

test('I7 a request that cannot be read leaves nothing of itself', async () => {
  const nik = COMPLETE_PERSON.nik
  const url = `${server.address}/dukcapil/get_json/33-13/rsud_contoh/CALL_NIK`
  for (const [target, body] of [
    [url, `{"nik":"${nik}","nik":"x"}`],
    [url, `{"nik":"${nik}`],
    [url, `\u0000${nik}`],
    [url, JSON.stringify({ nik, isi: 'x'.repeat(100_000) })],
    [`${server.address}/dukcapil/get_json/${nik}`, ''],
    [`${server.address}/${nik}`, nik],
  ] as const) {
    const reply = await fetch(target, { method: 'POST', body })
    assert.ok(!(await reply.text()).includes(nik))
  }
  assertClean('the log', server.output())
  const { rows } = await installation.pool.query<{ text: string }>(
    'select t::text as text from audit_entry t',
  )
  assertClean('audit_entry', rows.map(({ text }) => text).join('\n'))
})

test('I7 the data folder holds neither NIK nor value', () => {
  let files = 0
  for (const entry of readdirSync(installation.folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    files += 1
    assertClean(entry.name, readFileSync(join(entry.parentPath, entry.name), 'latin1'))
  }
  assert.ok(files > 0)
})

test('I7 the log is not silent: the checks above looked at something', () => {
  assert.match(server.output(), /"msg":"ready"/)
})
