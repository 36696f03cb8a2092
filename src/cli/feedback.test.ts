import assert from 'node:assert/strict'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type CommandLine, openCommandLine } from '../../test/support/command.ts'
import { hospitalOwingFeedback, inventedNik } from '../../test/support/feedback.ts'
import { prepareAuditMonths } from '../audit/index.ts'
import { openNikHasher } from '../kernel/secrets.ts'

const CODE = 'rsud-perintah'
let cli: CommandLine
let definitionFile: string
let rowsFile: string

before(async () => {
  cli = await openCommandLine()
  await prepareAuditMonths(cli.database.pool)
  await hospitalOwingFeedback(cli.database.pool, CODE)
  openNikHasher(join(cli.folder, 'secrets', 'nik.key'), { mayMake: true })
  definitionFile = join(cli.folder, 'definisi.json')
  rowsFile = join(cli.folder, 'balikan.csv')
  writeFileSync(rowsFile, `NIK;NOMOR_REKAM_MEDIS\n${inventedNik(1)};MR/1\n${inventedNik(2)};MR/2\n`)
})
after(() => cli.close())

test('FB-83 the definition goes out as a file and comes back as the next version', async () => {
  const { stdout } = await cli.run(['feedback', 'definition', 'export', CODE])
  const file = JSON.parse(stdout)
  writeFileSync(definitionFile, JSON.stringify(file))
  const same = await cli.run(['feedback', 'definition', 'import', definitionFile])
  assert.deepEqual([same.code, same.stderr.trim()], [1, 'FB-83  Tidak ada yang berubah dari versi terakhir.'])
  writeFileSync(definitionFile, `\ufeff${JSON.stringify({ ...file, strangerPolicy: 'flag' })}`)
  const next = await cli.run(['feedback', 'definition', 'import', definitionFile])
  assert.deepEqual(
    [next.code, next.stdout.trim()],
    [0, `${CODE}: definisi data balikan versi 2 berlaku mulai sekarang`],
  )
  writeFileSync(definitionFile, JSON.stringify({ ...file, fields: [{ ...file.fields[0], type: 'file' }] }))
  const wrong = await cli.run(['feedback', 'definition', 'import', definitionFile])
  assert.match(wrong.stderr, /^FB-82 {2}fields\[0\]\.type: Harus salah satu dari: text, number, date, code\./)
})

test('FB-86 the office writes everything to a file that only its owner reads, and the log knows why', async () => {
  // The only rows that the log allows: of strangers, flagged by version 2.
  const loaded = await cli.run(['feedback', 'upload', CODE, rowsFile])
  assert.equal(loaded.code, 0, loaded.stderr)
  const path = join(cli.folder, 'ekspor.csv')
  const reason = 'Permintaan pengadilan'
  const { code, stdout } = await cli.run(['feedback', 'export', CODE, path, '--reason', reason])
  assert.deepEqual([code, stdout.trim()], [0, `${CODE}: 2 baris ditulis ke ${path}`])
  assert.equal(readFileSync(path, 'utf8').split('\r\n').length, 4)
  assert.equal(statSync(path).mode & 0o777, 0o600)
  const again = await cli.run(['feedback', 'export', CODE, path, '--reason', reason])
  assert.match(again.stderr, /sudah ada/)
  const { rows } = await cli.database.pool.query(
    `select detail::jsonb->>'reason' as reason from audit_entry where event = 'feedback.exported'`,
  )
  assert.deepEqual(rows, [{ reason }])
})

test('FB-88 what was sent is deleted, after the agreement has ended', async () => {
  const remove = () => cli.run(['feedback', 'delete', CODE, '--reason', 'Berakhir', '--letter', '400/1'])
  assert.match((await remove()).stderr, /setelah perjanjiannya berakhir/)
  await cli.database.pool.query(
    `update agreement set valid_until = valid_from + interval '1 day' where code = $1`,
    [CODE],
  )
  assert.equal((await remove()).code, 0)
  const { rows } = await cli.database.pool.query('select count(*)::int as n from feedback_row')
  assert.equal(rows[0].n, 0)
})
