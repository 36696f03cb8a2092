import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type CommandLine, openCommandLine } from '../../test/support/command.ts'
import { createAuthenticator } from '../credentials/index.ts'

const AGREEMENTS = join(import.meta.dirname, '../../demo/agreements')
const CODE = 'karanganyar-rsud-2026'
const USER = 'rsud.uji'

let cli: CommandLine
before(async () => {
  cli = await openCommandLine()
  const files = ['karanganyar-rsud-2020', CODE].map((code) => join(AGREEMENTS, `${code}.json`))
  assert.equal((await cli.run(['agreement', 'import', ...files])).code, 0)
})
after(() => cli.close())

const states = async () => {
  const listed = await cli.runJson<
    { userId: string; state: string; quotaPerDay: number; hoursFrom: string }[]
  >(['credential', 'list', '--agreement', CODE])
  return listed.map(({ userId, state, quotaPerDay, hoursFrom }) => [userId, state, quotaPerDay, hoursFrom])
}

const logIn = async (password: string) => {
  const authenticator = createAuthenticator(cli.database.pool)
  return (await authenticator.authenticate(USER, password)).kind
}

test('a User ID from issue to revocation', async () => {
  const request = `${CODE} ${USER} --kind production --address 10.88.0.1 --address 10.88.1.0/24`
  const options = '--hours 07:00-16:00 --quota 50 --ids string'
  const issued = await cli.run(`credential issue ${request} ${options}`.split(' '))
  assert.equal(issued.code, 0, issued.stderr)
  const secret = issued.stdout.trim()
  // Alone on standard output, so that a script can take it; the sentence stands beside it.
  assert.match(secret, /^[A-Za-z0-9]{24}$/)
  assert.match(issued.stderr, /tidak disimpan/)
  assert.ok(!issued.stderr.includes(secret))
  assert.equal(await logIn(secret), 'recognised')
  assert.deepEqual(await states(), [[USER, 'active', 50, '07:00']])

  const rotated = await cli.run(['credential', 'rotate', USER, '--overlap', '7d'])
  assert.match(rotated.stderr, /masih diterima 7 hari/)
  assert.equal(await logIn(rotated.stdout.trim()), 'recognised')
  assert.equal(await logIn(secret), 'recognised', 'the old one is accepted for the overlap')

  for (const [act, state, words] of [
    ['suspend', 'suspended', 'aktif → ditangguhkan'],
    ['reactivate', 'active', 'ditangguhkan → aktif'],
    ['revoke', 'revoked', 'aktif → dicabut'],
  ] as const) {
    const changed = await cli.run(['credential', act, USER, '--reason', 'uji', '--by', 'Petugas Uji'])
    assert.deepEqual([changed.code, changed.stdout], [0, `${USER}: ${words}\n`])
    assert.deepEqual(await states(), [[USER, state, 50, '07:00']])
  }
  const again = await cli.run(['credential', 'reactivate', USER, '--reason', 'uji'])
  assert.deepEqual([again.code, again.stdout], [1, ''])
  assert.match(again.stderr, /^C-11 .*dicabut/)

  const { rows } = await cli.database.pool.query(
    `select event, detail::json->>'by' as by from audit_entry where event like 'credential.%' order by seq`,
  )
  assert.deepEqual(
    rows.map(({ event }) => event),
    ['issued', 'rotated', 'suspended', 'reactivated', 'revoked'].map((event) => `credential.${event}`),
  )
  assert.match(rows[0].by, /^cli:/)
  assert.equal(rows[4].by, 'Petugas Uji')
})

test('every reason why a User ID is refused is told at once, and nothing is issued', async () => {
  const request = 'karanganyar-rsud-2020 x --kind production --address 10.88.0.300'
  const options = '--hours 25:00-16:00 --expires 2026-02-30 --json'
  const refused = await cli.run(`credential issue ${request} ${options}`.split(' '))
  assert.equal(refused.code, 1)
  const { faults } = JSON.parse(refused.stdout)
  assert.deepEqual(
    faults.map(({ code }: { code: string }) => code),
    ['C-01', 'C-04', 'C-05', 'C-05', 'C-14', 'C-08'],
  )
})

test('an agency is suspended as a whole, and its User IDs are not shown as active', async () => {
  const name = 'Rumah Sakit Umum Daerah Kabupaten Karanganyar'
  const issue = ['credential', 'issue', CODE, 'rsud.kedua', '--kind', 'development', '--address', '::1']
  assert.equal((await cli.run(issue)).code, 0)
  assert.equal((await cli.run(['agency', 'suspend', name, '--office', '33.13', '--reason', 'uji'])).code, 0)
  assert.match((await cli.run(['agency', 'list'])).stdout, /33\.13 +ditangguhkan +RSUD/)
  assert.match(
    (await cli.run(['credential', 'list'])).stdout,
    /rsud\.kedua +perjanjian: lembaga ditangguhkan/,
  )
  const wrongOffice = await cli.run(['agency', 'reactivate', name, '--office', '33', '--reason', 'uji'])
  assert.deepEqual([wrongOffice.code, wrongOffice.stderr.slice(0, 5)], [1, 'LP-02'])
})
