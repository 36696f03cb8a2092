import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type CommandLine, openCommandLine, runCommand } from '../../test/support/command.ts'
import { openExtract } from '../audit/extract.ts'
import { append, auditEntry } from '../audit/index.ts'
import { inTx } from '../kernel/database.ts'

let cli: CommandLine
let file: string

before(async () => {
  cli = await openCommandLine()
  file = join(cli.folder, 'cuplikan.ndjson')
  await inTx(cli.database.pool, (tx) =>
    append(tx, [auditEntry({ event: 'agency.suspended', requestId: randomUUID(), officeId: 1 })]),
  )
  const { lines } = await openExtract(cli.database.pool, {
    filter: { officeId: 1 },
    by: 'staff:uji',
    address: '10.88.0.70',
  })
  let text = ''
  for await (const part of lines) text += part
  writeFileSync(file, text)
})
after(() => cli.close())

/** Without any setting: whoever checks has no installation. */
const check = (...args: string[]) => runCommand(['audit', 'check-extract', ...args], {})

test('A-21 an honest extract is whole, and tells the end of the log to be noted', async () => {
  const { code, stdout } = await check(file)
  assert.equal(code, 0)
  assert.match(stdout, /^Cuplikan utuh: 2 entri\.$/m)
  assert.match(stdout, /^Ujung log saat dibuat : 2:[0-9a-f]{64}$/m)
})

test('A-21 a changed extract is broken: exit code 1, and the line is named', async () => {
  const forged = join(cli.folder, 'palsu.ndjson')
  writeFileSync(forged, readFileSync(file, 'utf8').replace('agency.suspended', 'agency.reactivated'))
  const { code, stdout, stderr } = await check(forged)
  assert.equal(code, 1)
  assert.match(stdout, /RUSAK/)
  assert.match(stderr, /baris 2, entri 1/)
})

test('A-22 an extract of another log is found by the entry noted elsewhere', async () => {
  const { code, stdout } = await check(file, '--expect', `1:${'a'.repeat(64)}`, '--json')
  assert.equal(code, 1)
  assert.equal(JSON.parse(stdout).faults[0].fault, 'cut')
})

test('a file that is not there is said so', async () => {
  const { code, stderr } = await check(join(cli.folder, 'tidak-ada'))
  assert.equal(code, 1)
  assert.match(stderr, /tidak ada/)
})
