import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { writeXlsxStream } from 'hucre/xlsx'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { hospitalOwingFeedback, inventedNik, lookUpAll } from '../../../test/support/feedback.ts'
import { lookAtFile, receiveFile } from '../../../test/support/feedback-file.ts'
import { openNikHasher } from '../../kernel/secrets.ts'
import { followAccesses } from '../looked-up.store.ts'
import { loadUpload } from './load-upload.ts'
import { findUpload, moveUpload } from './upload.store.ts'

const TODAY = '2026-11-21'
const PEOPLE = 30_000
let database: TestDatabase
let hospital: Awaited<ReturnType<typeof hospitalOwingFeedback>>
const nikHasher = openNikHasher(join(mkdtempSync(join(tmpdir(), 'gapura-test-')), 'nik.key'))

before(async () => {
  database = await createTestDatabase()
  hospital = await hospitalOwingFeedback(database.pool)
  await lookUpAll(
    database.pool,
    nikHasher,
    hospital,
    Array.from({ length: PEOPLE }, (_, place) => inventedNik(place)),
  )
  await followAccesses(database.pool)
})
after(() => database.drop())

const HEADER = 'NIK;Golongan Darah;Nomor Rekam Medis;Catatan'
const line = (place: number, number = `MR/${place}`) => `${inventedNik(place)};O+;${number};x`
const csv = (...lines: string[]) => Buffer.from([HEADER, ...lines, ''].join('\r\n'))

const receive = (bytes: Buffer, fileName?: string) => receiveFile(database.pool, hospital, bytes, fileName)

const preview = (id: number) => lookAtFile(database.pool, id, TODAY)

async function loadAll(id: number, signal?: AbortSignal) {
  await moveUpload(database.pool, id, ['received'], 'loading')
  return loadUpload(database.pool, nikHasher, {
    id,
    today: TODAY,
    ...(signal === undefined ? {} : { signal }),
  })
}

const talliesOf = async (id: number) => (await findUpload(database.pool, id))?.rows

const rejectsOf = async (id: number) => {
  const { rows } = await database.pool.query(
    `select row_no::int as row, faults from feedback_reject where delivery_id = $1 order by row_no`,
    [id],
  )
  return rows.map(({ row, faults }) => [row, faults.map(({ code }: { code: string }) => code)])
}

test('FB-60 good rows are stored, the others come back with row, column and reason', async () => {
  const id = await receive(
    csv(
      line(1),
      line(2, '#'),
      line(40_000),
      `3,30213E+15;A;MR/9;`,
      '# petunjuk;;;',
      line(1),
      line(3, 'MR/1'),
    ),
  )
  const shown = await preview(id)
  assert.deepEqual([shown.faults, shown.unknown, shown.sampled, shown.faulty], [[], ['Catatan'], 6, 2])
  assert.equal(await loadAll(id), 'finished')
  assert.deepEqual(await talliesOf(id), { read: 7, stored: 1, known: 1, refused: 4, flagged: 0 })
  assert.deepEqual(await rejectsOf(id), [
    [2, ['FB-12']],
    [3, ['FB-30']],
    [4, ['FB-02']],
    [7, ['FB-31']],
  ])
  const { rows } = await database.pool.query('select from feedback_upload_part where delivery_id = $1', [id])
  assert.equal(rows.length, 0, 'the file itself is not kept')
})

test('FB-61 the same file once more changes nothing', async () => {
  const lines = Array.from({ length: 12_000 }, (_, index) => line(100 + index))
  const first = await receive(csv(...lines))
  await preview(first)
  await loadAll(first)
  const again = await receive(csv(...lines))
  await preview(again)
  await loadAll(again)
  assert.deepEqual(await talliesOf(first), { read: 12_000, stored: 12_000, known: 0, refused: 0, flagged: 0 })
  assert.deepEqual(await talliesOf(again), { read: 12_000, stored: 0, known: 12_000, refused: 0, flagged: 0 })
})

test('FB-62 interrupted after any chunk, going on ends as if nothing had been', async () => {
  const lines = Array.from({ length: 16_000 }, (_, index) =>
    line(13_000 + index, index % 7 === 3 ? '#' : undefined),
  )
  const id = await receive(csv(...lines))
  await preview(id)
  assert.equal(await loadAll(id, AbortSignal.abort()), 'stopped')
  const half = await talliesOf(id)
  assert.ok(half !== undefined && half.read > 0 && half.read < 16_000, JSON.stringify(half))
  assert.equal(await loadUpload(database.pool, nikHasher, { id, today: TODAY }), 'finished')
  const faulty = lines.filter((_, index) => index % 7 === 3).length
  assert.deepEqual(await talliesOf(id), {
    read: 16_000,
    stored: 16_000 - faulty,
    known: 0,
    refused: faulty,
    flagged: 0,
  })
  const { rows } = await database.pool.query(
    'select count(*)::int as n from feedback_row where delivery_id = $1',
    [id],
  )
  assert.equal(rows[0].n, 16_000 - faulty)
  assert.equal((await rejectsOf(id)).length, faulty)
})

test('FB-63 a workbook, whose numbers are said to have lost digits', async () => {
  const rows = [
    [inventedNik(29_000), 'A', 'MR/29000'],
    [Number(inventedNik(29_001)), 'A', 'MR/29001'],
    [inventedNik(29_002), 'B', '=1+1'],
  ]
  const columns = ['NIK', 'GOLONGAN_DARAH', 'NOMOR_REKAM_MEDIS'].map((header) => ({ header }))
  const bytes = Buffer.from(
    await new Response(writeXlsxStream(rows, { name: 'Data', columns })).arrayBuffer(),
  )
  const id = await receive(bytes, 'balikan.xlsx')
  assert.equal((await preview(id)).faults.length, 0)
  assert.equal(await loadAll(id), 'finished')
  assert.deepEqual(await rejectsOf(id), [
    [2, ['FB-03']],
    [3, ['FB-12']],
  ])
})

test('FB-06 a file whose NIKs all end in 0 is not loaded', async () => {
  const id = await receive(csv(...Array.from({ length: 25 }, (_, index) => line(index * 10 + 9))))
  assert.deepEqual(
    (await preview(id)).faults.map(({ code }) => code),
    ['FB-06'],
  )
})

const encodings: [name: string, bytes: Buffer][] = [
  ['UTF-8 with a mark', Buffer.concat([Buffer.from('\ufeff'), csv(line(29_500))])],
  [
    'UTF-16 as Excel writes',
    Buffer.from(`\ufeff${csv(line(29_501)).toString().replaceAll(';', '\t')}`, 'utf16le'),
  ],
  ['Windows-1252', Buffer.from(`${HEADER}\n${line(29_502).replace(';x', ';caf\u00e9')}\n`, 'latin1')],
  [
    'commas and quotation marks',
    Buffer.from(`"NIK","NOMOR_REKAM_MEDIS"\n"${inventedNik(29_503)}","MR/29503"\n`),
  ],
]
for (const [name, bytes] of encodings) {
  test(`FB-64 ${name}`, async () => {
    const id = await receive(bytes)
    assert.deepEqual((await preview(id)).faults, [])
    await loadAll(id)
    assert.equal((await talliesOf(id))?.stored, 1)
  })
}

test('FB-23 a quotation mark that is never closed is told with its line', async () => {
  const id = await receive(Buffer.from(`${HEADER}\n"${'x'.repeat(300_000)}`))
  assert.equal((await preview(id)).faults[0]?.code, 'FB-23')
})
