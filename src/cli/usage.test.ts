import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { runCommand } from '../../test/support/command.ts'

const folder = mkdtempSync(join(tmpdir(), 'gapura-usage-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const dataDir = join(folder, 'data')
const run = (args: readonly string[], settings = {}) =>
  runCommand(args, { GAPURA_DATA_DIR: dataDir, ...settings })

test('a wrong command line: exit code 2, one line in Indonesian, nothing opened', async () => {
  const rows: [string[], RegExp][] = [
    [['credental'], /^Perintah credental tidak dikenal\. Maksudnya credential\?/],
    [
      ['credential', 'suspend', 'x.y.z', '--reason', 'a', '--reson'],
      /^Opsi --reson tidak dikenal\. Maksudnya --reason\?/,
    ],
    [['credential', 'suspend', 'x.y.z'], /^Opsi --reason <text> wajib disebut\./],
    [['credential', 'suspend', '--reason', 'a'], /^Argumen user-id belum disebut\./],
    [['credential', 'rotate', 'x.y.z', '--overlap', '7w'], /^--overlap <seconds>: harus jumlah detik/],
    [
      ['registry', 'import', 'x.csv', '--space', 'lain'],
      /^--space <space>: harus salah satu dari real, dummy\./,
    ],
    [['agreement', 'show', 'x', '--on', '2026-02-30'], /^--on <day>: harus tanggal/],
    [['agreement', 'show', 'x', 'y'], /^Argumennya terlalu banyak\./],
    [['agreement', 'import', 'x.json', '--from', '2026-01-01'], /^Opsi --addendum <number> wajib disebut\./],
    [['--by', '', 'agency', 'list'], /^--by <name>: tidak boleh kosong\./],
    [['agreement', 'list'], /^Belum ada instalasi Gapura di /],
  ]
  const results = await Promise.all(rows.map(([args]) => run(args)))
  for (const [index, { code, stdout, stderr }] of results.entries()) {
    const [args, words] = rows[index] ?? [[], /^$/]
    assert.deepEqual([code, stdout], [2, ''], args.join(' '))
    assert.match(stderr, words)
    assert.equal(stderr.split('\n').length, 2, args.join(' '))
  }
  assert.equal(existsSync(dataDir), false, 'no installation was made')
})

test('files that are not there make no installation either', async () => {
  const results = await Promise.all([
    run(['registry', 'import', join(folder, 'tiada.csv'), '--space', 'real']),
    run(['agreement', 'import', join(folder, 'tiada.json')]),
  ])
  assert.deepEqual(
    results.map(({ code }) => code),
    [1, 1],
  )
  assert.equal(existsSync(dataDir), false)
})

test('help is Indonesian and no error', async () => {
  const { code, stdout } = await run(['credential', 'issue', '--help'])
  assert.equal(code, 0)
  assert.match(stdout, /^Pemakaian: gapura credential issue \[opsi\] <agreement> <user-id>/)
  assert.doesNotMatch(stdout, /Usage|Options|default:|choices:/)
})

test('a database that does not answer: one line, exit code 1, the password not repeated', async () => {
  const settings = { DATABASE_URL: 'postgres://gapura:rahasia@127.0.0.1:1/gapura' }
  const { code, stderr } = await run(['agency', 'list'], settings)
  assert.deepEqual([code, stderr], [1, 'PostgreSQL tidak dapat dihubungi: sambungan ditolak.\n'])
})

test('config check: every setting with its source, every fault, no password', async () => {
  const file = join(folder, 'gapura.yaml')
  writeFileSync(file, 'port: 8119\nwarna: biru\n')
  const settings = {
    GAPURA_CONFIG: file,
    HOST: '0.0.0.0',
    GAPURA_DATADIR: 'salah-tulis',
    DATABASE_URL: 'postgres://gapura:rahasia@127.0.0.1/gapura',
  }
  const { code, stdout, stderr } = await run(['config', 'check'], settings)
  assert.equal(code, 2)
  assert.match(stdout, /^port +PORT +berkas +8119$/m)
  assert.match(stdout, /^host +HOST +lingkungan +0\.0\.0\.0$/m)
  assert.match(stdout, /^databaseUrl +DATABASE_URL +lingkungan +postgres:\/\/gapura:\*\*\*@127/m)
  assert.match(stderr, /^SALAH {2}host: /m)
  assert.match(stderr, /^SALAH {2}warna: setelan ini tidak dikenal/m)
  assert.match(stderr, /GAPURA_DATADIR tidak dikenal/)
  assert.equal((await run(['config', 'check'])).code, 0)
})
