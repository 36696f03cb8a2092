import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { inventedNik } from '../../../test/support/feedback.ts'
import { readTable, type Table } from './read-table.ts'
import { writeTable } from './write-table.ts'

// What an office without Excel does: open what Gapura gave, save it, send it.

const isInstalled = spawnSync('soffice', ['--version']).status === 0
const skip = isInstalled ? false : 'LibreOffice is not installed'
const folder = mkdtempSync(join(tmpdir(), 'gapura-office-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const HEADER = ['NIK', 'CATATAN', 'TANGGAL']
const ROWS = ['=1+1', '-5', '0001', '1,5', '01-02-2026', "O'NEIL", 'dua\nbaris', '"kutip"', '3E5'].map(
  (text, place) => [inventedNik(place), text, '2026-01-31'],
)

async function given(format: 'csv' | 'xlsx'): Promise<string> {
  async function* rows() {
    yield* ROWS
  }
  const pieces: Buffer[] = []
  for await (const piece of writeTable(format, HEADER, rows())) pieces.push(Buffer.from(piece))
  const file = join(folder, `dari-gapura.${format}`)
  writeFileSync(file, Buffer.concat(pieces))
  return file
}

/** Opens a file in LibreOffice and saves it in another form. */
function saved(file: string, form: string, into: string, ...options: string[]): Buffer {
  const out = join(folder, into)
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
  const order = ['--headless', ...options, '--convert-to', form, '--outdir', out, file]
  execFileSync('soffice', [profile, ...order], { stdio: 'ignore' })
  return readFileSync(join(out, `dari-gapura.${form.split(':')[0]}`))
}

async function all(table: Table): Promise<string[][]> {
  const rows: string[][] = []
  for await (const some of table) rows.push(...some)
  return rows
}

async function* once(bytes: Buffer) {
  yield bytes
}

const WORKBOOK = { format: 'xlsx', encoding: 'utf-8', separator: ',', decimal: '.', dayFirst: true } as const

test('FB-63 a workbook that LibreOffice opened and saved again says the same', { skip }, async () => {
  const bytes = saved(await given('xlsx'), 'xlsx', 'buku')
  assert.deepEqual(await all(readTable(once(bytes), WORKBOOK)), [HEADER, ...ROWS])
})

test('FB-64 the same saved as CSV, comma and UTF-8 as it does', { skip }, async () => {
  const bytes = saved(await given('xlsx'), 'csv:Text - txt - csv (StarCalc):44,34,76,1', 'teks')
  const reading = { ...WORKBOOK, format: 'csv' } as const
  assert.deepEqual(await all(readTable(once(bytes), reading)), [HEADER, ...ROWS])
})

const SEMICOLONS = 'Text - txt - csv (StarCalc):59,34,76,1'

test('FB-65 CSV from Gapura is calculated nowhere in LibreOffice', { skip }, async () => {
  const bytes = saved(await given('csv'), 'xlsx', 'terbuka', `--infilter=${SEMICOLONS}`)
  const rows = await all(readTable(once(bytes), WORKBOOK))
  assert.equal(rows[1]?.[1], "'=1+1")
})
