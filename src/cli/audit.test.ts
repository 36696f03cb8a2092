import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type CommandLine, openCommandLine } from '../../test/support/command.ts'
import { append, auditEntry } from '../audit/index.ts'
import { inTx } from '../kernel/database.ts'
import { openNikHasher } from '../kernel/secrets.ts'

const NIK = '8801014107900001'
const REASON = 'permintaan subjek data'

type Found = { event: string; purpose: string | null; by: string | null }[]

let cli: CommandLine
before(async () => {
  cli = await openCommandLine()
  // Any command that may make the installation: this one enters nothing, but claims it and its NIK key.
  const generated = await cli.run(['registry', 'generate', '--count', '1', '--seed', 'uji'])
  assert.equal(generated.code, 0, generated.stderr)
  const hasher = openNikHasher(join(cli.folder, 'secrets', 'nik.key'))
  const entry = auditEntry({
    event: 'verification.answered',
    outcome: 'disclosed',
    requestId: randomUUID(),
    nikHash: hasher.hash(NIK),
  })
  await inTx(cli.database.pool, (tx) => append(tx, [entry]))
})
after(() => cli.close())

test('who asked about a NIK, which comes on standard input; the search is itself found later', async () => {
  const find = async (): Promise<Found> => {
    const args = ['audit', 'find', '--reason', REASON, '--by', 'Petugas Uji', '--json']
    const { code, stdout, stderr } = await cli.run(args, `${NIK}\n`)
    assert.equal(code, 0, stderr)
    assert.ok(!`${stdout}${stderr}`.includes(NIK))
    return JSON.parse(stdout)
  }
  assert.deepEqual(
    (await find()).map(({ event }) => event),
    ['verification.answered'],
  )
  const [search, answer] = await find()
  assert.deepEqual([search?.event, search?.purpose, search?.by], ['audit.searched', REASON, 'Petugas Uji'])
  assert.equal(answer?.event, 'verification.answered')
})

test('a search without a reason, or with a NIK in the reason, is refused and the NIK not repeated', async () => {
  const rows = [
    { args: [], stdin: NIK },
    { args: ['--reason', ' '], stdin: NIK },
    { args: ['--reason', `tentang ${NIK}`], stdin: NIK },
    { args: ['--reason', REASON], stdin: NIK.slice(1) },
    { args: ['--reason', REASON, '--nik', NIK, '--nik-file', 'x'], stdin: '' },
    { args: ['--reason', REASON, NIK], stdin: '' },
  ]
  const results = await Promise.all(
    rows.map(async ({ args, stdin }) => cli.run(['audit', 'find', ...args], stdin)),
  )
  for (const [index, { code, stdout, stderr }] of results.entries()) {
    assert.deepEqual([code, stdout], [2, ''], `row ${index}`)
    assert.ok(!stderr.includes(NIK), `row ${index}`)
  }
})

test('another NIK key than the installation knows finds nothing by mistake', async () => {
  const { database, folder } = cli
  await database.pool.query(`update installation set nik_key_fingerprint = 'lain'`)
  const { code, stderr } = await cli.run(['audit', 'find', '--reason', REASON], NIK)
  assert.equal(code, 2)
  assert.match(stderr, /bukan kunci instalasi ini/)
  const { fingerprint } = openNikHasher(join(folder, 'secrets', 'nik.key'))
  await database.pool.query('update installation set nik_key_fingerprint = $1', [fingerprint])
})

test('I6 the log is whole; then a tampered entry and a cut tail are found', async () => {
  const whole = await cli.run(['audit', 'check'])
  assert.equal(whole.code, 0, whole.stderr)
  assert.match(whole.stdout, /^Log audit utuh: \d+ entri\./)
  const noted = /Catat di tempat lain : (\d+:[0-9a-f]{64})\n/.exec(whole.stdout)?.[1] ?? ''
  assert.equal((await cli.run(['audit', 'check', '--expect', noted])).code, 0)

  const { pool } = cli.database
  await pool.query('alter table audit_entry disable trigger user')
  await pool.query(`update audit_entry set purpose = 'lain' where event = 'audit.searched'`)
  const tampered = await cli.run(['audit', 'check'])
  assert.equal(tampered.code, 1)
  assert.match(tampered.stderr, /RUSAK {2}entri \d+ diubah/)

  await pool.query('delete from audit_entry where seq > 1')
  const { rows } = await pool.query(`select encode(hash, 'hex') as hash from audit_entry`)
  await pool.query(`update audit_head set seq = 1, hash = decode($1, 'hex')`, [rows[0].hash])
  assert.equal((await cli.run(['audit', 'check'])).code, 0, 'a cut tail shows only by what was noted')
  const cut = await cli.run(['audit', 'check', '--expect', noted])
  assert.equal(cut.code, 1)
  assert.match(cut.stderr, /yang dicatat dahulu tidak ada lagi/)
})

test('CH-26 a decision is made again from the command line; an entry that is none says so', async () => {
  const requestId = randomUUID()
  const entry = auditEntry({
    event: 'verification.refused',
    outcome: 'login-failed',
    requestId,
    method: 'web-service:call_nik',
    address: '10.88.0.7',
    detail: 'decided before the transaction',
  })
  await inTx(cli.database.pool, (tx) => append(tx, [entry]))
  const { rows } = await cli.database.pool.query('select seq from audit_entry where request_id = $1', [
    requestId,
  ])
  const explained = await cli.run(['audit', 'explain', rows[0].seq, '--json'])
  assert.equal(explained.code, 0, explained.stderr)
  const { isSame, isByCall, again } = JSON.parse(explained.stdout)
  assert.deepEqual([isSame, isByCall, again.outcome], [true, true, 'login-failed'])
  const inWords = await cli.run(['audit', 'explain', rows[0].seq])
  assert.match(inWords.stdout, /SAMA/)
  const none = await cli.run(['audit', 'explain', '999999'])
  assert.deepEqual([none.code, none.stdout], [1, ''])
})
