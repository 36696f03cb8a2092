import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type CommandLine, openCommandLine } from '../../test/support/command.ts'

const CODE = 'karanganyar-rsud-2026'
const FILE = join(import.meta.dirname, `../../demo/agreements/${CODE}.json`)

let cli: CommandLine
before(async () => {
  cli = await openCommandLine()
  const { renews: _, ...file } = JSON.parse(readFileSync(FILE, 'utf8'))
  const path = join(cli.folder, 'perjanjian.json')
  writeFileSync(path, JSON.stringify(file))
  await cli.runJson(['agreement', 'import', path])
})
after(() => cli.close())

test('PK-05 the pack is written to the file, the same one each time', async () => {
  const made: string[] = []
  for (const name of ['satu.zip', 'dua.zip']) {
    const out = join(cli.folder, name)
    const pack = await cli.runJson<{ sha256: string; files: object[] }>([
      'agreement',
      'pack',
      CODE,
      '--out',
      out,
    ])
    assert.ok(pack.files.length > 20)
    execFileSync('unzip', ['-qq', '-t', out])
    made.push(pack.sha256)
  }
  assert.equal(made[0], made[1])
  const { rows } = await cli.database.pool.query(
    `select detail::json->>'sha256' as sha256 from audit_entry where event = 'pack.downloaded'`,
  )
  assert.deepEqual(
    rows.map(({ sha256 }) => sha256),
    made,
  )
})

test('an agreement that there is not leaves no file', async () => {
  const out = join(cli.folder, 'tidak-ada.zip')
  const { code, stderr } = await cli.run(['agreement', 'pack', 'tidak-ada', '--out', out])
  assert.equal(code, 1)
  assert.match(stderr, /AG-18/)
  assert.equal(existsSync(out), false)
})
