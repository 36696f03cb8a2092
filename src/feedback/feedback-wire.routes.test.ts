import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { hospitalOwingFeedback, inventedNik, lookUpAll } from '../../test/support/feedback.ts'
import { createAuthenticator } from '../credentials/index.ts'
import { createServer } from '../http/server.ts'
import { openLog } from '../kernel/log.ts'
import { openNikHasher } from '../kernel/secrets.ts'
import { registerFeedbackApiRoutes } from './feedback-api.routes.ts'
import { registerFeedbackWireRoutes } from './feedback-wire.routes.ts'
import { type FeedbackDesk, openFeedbackDesk } from './post-feedback.ts'

let database: TestDatabase
let app: FastifyInstance
let desk: FeedbackDesk
let hospital: Awaited<ReturnType<typeof hospitalOwingFeedback>>

before(async () => {
  database = await createTestDatabase()
  const { pool } = database
  const nikHasher = openNikHasher(join(mkdtempSync(join(tmpdir(), 'gapura-test-')), 'nik.key'))
  hospital = await hospitalOwingFeedback(pool)
  await lookUpAll(
    pool,
    nikHasher,
    hospital,
    Array.from({ length: 400 }, (_, place) => inventedNik(place)),
  )
  const log = openLog('silent')
  desk = openFeedbackDesk({ pool, nikHasher, log })
  app = createServer({ log, trustedProxies: [] })
  registerFeedbackWireRoutes(app, { desk, authenticator: createAuthenticator(pool) })
  registerFeedbackApiRoutes(app, { desk })
})
after(async () => {
  await app.close()
  await desk.stop()
  await database.drop()
})

const send = async (payload: string | object, headers: Record<string, string> = {}) => {
  const reply = await app.inject({
    method: 'POST',
    url: '/databalikan/api/store',
    headers: { authorization: `Bearer ${hospital.token}`, ...headers },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  })
  return [reply.statusCode, reply.body]
}

const SUCCESS = [200, '{"message":"Success"}']
const REPEATED = [400, '{"message":"Data sudah pernah dikirim"}']
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

const record = (place: number, param: object[] = [{ NOMOR_REKAM_MEDIS: `MR/${place}` }]) => ({
  nik: inventedNik(place),
  id_lembaga: '330013',
  nama_lembaga: 'RSUD',
  param: JSON.stringify(param),
})

test('FB-50 one record as a form, and the exact words for a repeat', async () => {
  const form = new URLSearchParams(record(1)).toString()
  assert.deepEqual(await send(form, FORM), SUCCESS)
  assert.deepEqual(await send(form, FORM), REPEATED)
  assert.deepEqual(await send(form, { 'content-type': 'text/plain' }), REPEATED)
})

test('FB-50 one record as multipart', async () => {
  const body = Object.entries(record(2))
    .map(([name, value]) => `--grens\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    .join('')
  const type = { 'content-type': 'multipart/form-data; boundary=grens' }
  assert.deepEqual(await send(`${body}--grens--\r\n`, type), SUCCESS)
  assert.deepEqual(await send(`${body}--grens--\r\n`, type), REPEATED)
})

test('FB-51 a batch in JSON, where a number keeps every digit', async () => {
  const people = [3, 4].map(
    (place) => `{"NIK":${inventedNik(place)},"param":[{"Nomor Rekam Medis":"MR/${place}"}]}`,
  )
  const batch = `[{"id_lembaga":"330013","nama_lembaga":"RSUD","data":[${people.join()}]}]`
  assert.deepEqual(await send(batch, { 'content-type': 'application/json' }), SUCCESS)
  assert.deepEqual(await send(batch, { 'content-type': 'application/json' }), REPEATED)
  const { rows } = await database.pool.query('select nik from feedback_row where nik = any($1)', [
    [3, 4].map(inventedNik),
  ])
  assert.equal(rows.length, 2)
})

const wrong: [name: string, payload: string | object, status: number][] = [
  ['nothing', '', 400],
  ['broken JSON', '{"nik":', 400],
  ['no param', { nik: inventedNik(5) }, 400],
  ['param that is no list of objects', { ...record(5), param: '["x"]' }, 400],
  ['somebody never looked up', record(500), 400],
  ['no NIK', { ...record(5), nik: '' }, 400],
  [
    'a wrong password beside the token',
    { ...record(5), user_id: 'rsud-balikan.user', password: 'salah' },
    401,
  ],
]
for (const [name, payload, status] of wrong) {
  test(`FB-52 ${name}: refused in words, nothing stored`, async () => {
    const [given, body] = await send(payload, { 'content-type': 'application/json' })
    assert.equal(given, status, String(body))
    assert.match(String(body), /^\{"message":"[^"]{8,}"\}$/)
  })
}

test('FB-52 without a token, or with another, nothing is read', async () => {
  for (const authorization of ['', 'Bearer gpb_salah', `Basic ${hospital.token}`]) {
    assert.deepEqual(await send(record(6), { authorization, 'content-type': 'application/json' }), [
      401,
      '{"message":"Unauthenticated."}',
    ])
  }
})

const post = async (items: object[], headers: Record<string, string> = {}) => {
  const reply = await app.inject({
    method: 'POST',
    url: '/api/v1/feedback',
    headers: { authorization: `Bearer ${hospital.token}`, 'content-type': 'application/json', ...headers },
    payload: JSON.stringify({ items }),
  })
  return { status: reply.statusCode, body: reply.json() }
}
const item = (place: number, number = `MR/${place}`) => ({
  nik: inventedNik(place),
  values: { NOMOR_REKAM_MEDIS: number },
})

test('FB-53 a batch has a result for each row, and good rows are kept', async () => {
  const { status, body } = await post([
    item(20),
    item(20),
    item(900),
    { nik: 'x', values: {} },
    item(21, 'MR/20'),
  ])
  assert.equal(status, 200)
  assert.deepEqual(
    body.items.map(
      ({ index, result, faults }: { index: number; result: string; faults?: { code: string }[] }) => [
        index,
        result,
        faults?.map(({ code }) => code),
      ],
    ),
    [
      [0, 'stored', undefined],
      [1, 'known', undefined],
      [2, 'refused', ['FB-30']],
      [3, 'refused', ['FB-20']],
      [4, 'refused', ['FB-31']],
    ],
  )
})

test('FB-54 the same key gets the same answer; with another body it is refused', async () => {
  const key = { 'idempotency-key': 'kiriman-1' }
  const first = await post([item(30)], key)
  assert.equal(first.body.items[0].result, 'stored')
  assert.deepEqual(await post([item(30)], key), first)
  assert.equal((await post([item(31)], key)).status, 409)
  assert.equal((await post([item(30)])).body.items[0].result, 'known')
})

test('FB-55 more than 10,000 rows, none, or no list is refused', async () => {
  assert.equal((await post(Array.from({ length: 10_001 }, () => item(1)))).status, 422)
  assert.equal((await post([])).body.code, 'invalid')
  assert.equal((await post([item(1)], { 'idempotency-key': 'dua kata' })).status, 422)
})
