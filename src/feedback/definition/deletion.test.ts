import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { hospitalOwingFeedback, inventedNik } from '../../../test/support/feedback.ts'
import { lookAtFile, receiveFile } from '../../../test/support/feedback-file.ts'
import { inTx, openPool, type Pool } from '../../kernel/database.ts'
import { openNikHasher } from '../../kernel/secrets.ts'
import { definitionInForce, insertDefinition } from '../definition.store.ts'
import { loadUpload } from '../upload/load-upload.ts'
import { moveUpload } from '../upload/upload.store.ts'
import { listDeletions } from './deletion.store.ts'
import { orderDeletion } from './order-deletion.ts'
import { deleteOldFeedback } from './retention.ts'
import { runDeletion } from './run-deletion.ts'
import { listSent } from './sent.store.ts'

const TODAY = '2026-11-21'
let database: TestDatabase
let pool: Pool
const nikHasher = openNikHasher(join(mkdtempSync(join(tmpdir(), 'gapura-test-')), 'nik.key'))

before(async () => {
  database = await createTestDatabase()
  // With no more rights than the server has.
  pool = openPool({ url: database.url, role: 'gapura_app', applicationName: 'gapura test deletion' })
})
after(async () => {
  await pool.end()
  await database.drop()
})

/** A hospital whose rows about strangers are kept, and deleted after a year. */
async function hospital(code: string, retentionMonths: number | null = 12) {
  const ids = await hospitalOwingFeedback(database.pool, code)
  const paper = await inTx(pool, (tx) => definitionInForce(tx, ids.agreementId))
  await insertDefinition(database.pool, {
    agreementId: ids.agreementId,
    fields: paper?.fields ?? [],
    strangerPolicy: 'flag',
    retentionMonths,
    basis: 'uji',
    by: 'uji',
  })
  return ids
}

type Row = [place: number, number: string]

const csv = (rows: readonly Row[]) =>
  Buffer.from(
    ['NIK;NOMOR_REKAM_MEDIS', ...rows.map(([place, number]) => `${inventedNik(place)};${number}`), ''].join(
      '\n',
    ),
  )

/** Sends rows, so many months ago. */
async function send(
  of: { agreementId: number; officeId: number },
  rows: readonly Row[],
  monthsAgo = 0,
): Promise<number> {
  const id = await receiveFile(database.pool, of, csv(rows))
  await lookAtFile(database.pool, id, TODAY)
  await moveUpload(database.pool, id, ['received'], 'loading')
  assert.equal(await loadUpload(database.pool, nikHasher, { id, today: TODAY }), 'finished')
  const past = `clock_timestamp() - make_interval(months => $2)`
  await database.pool.query(
    `update feedback_delivery set begun_at = ${past}, changed_at = ${past} where id = $1`,
    [id, monthsAgo],
  )
  await database.pool.query(`update feedback_row set received_at = ${past} where delivery_id = $1`, [
    id,
    monthsAgo,
  ])
  return id
}

const many = (count: number, from = 0): Row[] =>
  Array.from({ length: count }, (_, n) => [from + n, `MR/${from + n}`])

async function standOf(agreementId: number) {
  const { rows } = await database.pool.query<{ rows: number; unique: number; rejects: number }>(
    `select (select count(*)::int from feedback_row where agreement_id = $1) as rows,
       (select count(*)::int from feedback_unique where agreement_id = $1) as unique,
       (select count(*)::int from feedback_reject r join feedback_delivery d on d.id = r.delivery_id
        where d.agreement_id = $1) as rejects`,
    [agreementId],
  )
  return rows[0]
}

const logged = async (event: string, agreementId: number) => {
  const { rows } = await database.pool.query<{ detail: string }>(
    'select detail from audit_entry where event = $1 and agreement_id = $2 order by seq',
    [event, agreementId],
  )
  return rows.map(({ detail }) => JSON.parse(detail))
}

const endAgreement = (agreementId: number) =>
  database.pool.query(`update agreement set valid_until = valid_from + interval '1 day' where id = $1`, [
    agreementId,
  ])

async function agreementOf({ agreementId, officeId }: { agreementId: number; officeId: number }) {
  const { rows } = await database.pool.query<{ isOver: boolean }>(
    'select valid_until < clock_timestamp() as "isOver" from agreement where id = $1',
    [agreementId],
  )
  return { id: agreementId, officeId, state: 'in_force' as const, isOver: rows[0]?.isOver === true }
}

test('FB-87 rows go when their time is over, with the values that only they held, and are counted', async () => {
  const of = await hospital('rsud-masa-simpan')
  const old = await send(of, [...many(12_000), [1, '#'], [50_000, 'MR/1']], 13)
  // The first person's number came once more, and stays hers.
  const fresh = await send(of, [[0, 'MR/0 '], [0, 'MR/BARU'], ...many(3, 20_000)], 3)
  await database.pool.query(
    `insert into feedback_row (agreement_id, delivery_id, definition_id, nik, nik_hash, content_hash, cells, received_at)
     select agreement_id, $2, definition_id, nik, nik_hash, content_hash + 1, cells, clock_timestamp()
     from feedback_row where agreement_id = $1 and delivery_id = $3 order by id limit 1`,
    [of.agreementId, fresh, old],
  )
  assert.deepEqual(await standOf(of.agreementId), { rows: 12_005, unique: 12_004, rejects: 2 })
  await deleteOldFeedback(pool)
  // Hers of old, hers of now, and three others'.
  assert.deepEqual(await standOf(of.agreementId), { rows: 5, unique: 5, rejects: 0 })
  const [deletion] = await listDeletions(pool, of.agreementId)
  assert.deepEqual(
    [deletion?.kind, deletion?.rows, deletion?.unique, deletion?.rejects, deletion?.finishedAt !== null],
    ['retention', 12_000, 11_999, 2, true],
  )
  const [entry] = await logged('feedback.deleted', of.agreementId)
  assert.deepEqual([entry.rows, entry.digest, entry.by], [12_000, deletion?.digest.toString('hex'), 'system'])
  assert.deepEqual(
    (await listSent(pool, of.agreementId)).deliveries.map(({ id, emptiedAt }) => [id, emptiedAt !== null]),
    [
      [fresh, false],
      [old, true],
    ],
  )
  await deleteOldFeedback(pool)
  assert.equal((await listDeletions(pool, of.agreementId)).length, 1, 'nothing is due any more')
})

test('FB-87 where the definition names no time, nothing goes by time; the tab says when something does', async () => {
  const kept = await hospital('rsud-tanpa-batas', null)
  await send(kept, many(3), 200)
  const timed = await hospital('rsud-satu-tahun', 12)
  await send(timed, many(3), 11)
  await deleteOldFeedback(pool)
  assert.equal((await standOf(kept.agreementId))?.rows, 3)
  assert.equal((await standOf(timed.agreementId))?.rows, 3)
  assert.equal((await listSent(pool, kept.agreementId)).nextDeletionOn, null)
  const { rows } = await database.pool.query<{ on: string }>(
    `select to_char((min(d.begun_at) + interval '12 months') at time zone o.time_zone, 'YYYY-MM-DD') as on
     from feedback_delivery d join office o on o.id = d.office_id where d.agreement_id = $1 group by o.time_zone`,
    [timed.agreementId],
  )
  assert.equal((await listSent(pool, timed.agreementId)).nextDeletionOn, rows[0]?.on)
})

test('FB-88 everything of an agreement goes by order after its end, also when it is interrupted', async () => {
  const of = await hospital('rsud-berakhir')
  await send(of, many(6_000))
  await send(of, many(6_000, 6_000))
  const order = async (change: object = {}) =>
    orderDeletion(pool, {
      agreement: await agreementOf(of),
      deliveryId: null,
      reason: 'Perjanjian berakhir',
      letterNumber: '400/9',
      by: 'staff:petugas',
      ...change,
    })
  assert.match(JSON.stringify(await order()), /setelah perjanjiannya berakhir/)
  await endAgreement(of.agreementId)
  for (const [change, field] of [
    [{ reason: ' ' }, 'reason'],
    [{ reason: `atas permintaan ${inventedNik(1)}` }, 'reason'],
    [{ letterNumber: inventedNik(1) }, 'letterNumber'],
    [{ deliveryId: 999_999 }, 'delivery'],
  ] as const) {
    const refused = await order(change)
    assert.deepEqual(refused.kind === 'refused' && refused.faults.map((one) => one.field), [field])
  }
  const { rows } = await database.pool.query<{ hash: Buffer; content: string }>(
    `select nik_hash as hash, content_hash as content from feedback_row where agreement_id = $1 order by id`,
    [of.agreementId],
  )
  const ordered = await order()
  assert.ok(ordered.kind === 'ordered')
  assert.match(JSON.stringify(await order()), /sudah berjalan/)
  // Stopped after a few batches, as by a server that goes down; somebody else goes on.
  let batches = 0
  const stopping = {
    get aborted() {
      batches += 1
      return batches > 3
    },
  } as AbortSignal
  assert.equal(await runDeletion(pool, ordered.id, stopping), 'stopped')
  const half = await standOf(of.agreementId)
  assert.ok(half !== undefined && half.rows > 0 && half.rows < 12_000, JSON.stringify(half))
  assert.equal(await runDeletion(pool, ordered.id), 'finished')
  assert.deepEqual(await standOf(of.agreementId), { rows: 0, unique: 0, rejects: 0 })
  const [deletion] = await listDeletions(pool, of.agreementId)
  assert.deepEqual([deletion?.rows, deletion?.unique, deletion?.letterNumber], [12_000, 12_000, '400/9'])
  assert.equal(deletion?.digest.toString('hex'), digestOf(rows))
  assert.deepEqual(
    (await logged('feedback.deleted', of.agreementId)).map(({ rows: count, by }) => [count, by]),
    [[12_000, 'staff:petugas']],
  )
  assert.deepEqual(
    (await logged('feedback_deletion.ordered', of.agreementId)).map(({ letter }) => letter),
    ['400/9'],
  )
  assert.match(JSON.stringify(await order()), /Tidak ada kiriman/)
  const { rows: jobs } = await database.pool.query(
    `select payload from graphile_worker._private_jobs where payload::text like '%deletion%'`,
  )
  assert.deepEqual(jobs[0].payload, { deletion: ordered.id })
})

/** What the record must say of these rows, by itself. */
function digestOf(rows: readonly { hash: Buffer; content: string }[]): string {
  let digest = Buffer.alloc(0)
  for (const { hash, content } of rows) {
    const number = Buffer.alloc(8)
    number.writeBigInt64BE(BigInt(content))
    digest = createHash('sha256')
      .update(Buffer.concat([digest, hash, number]))
      .digest()
  }
  return digest.toString('hex')
}

test('FB-88 one delivery goes, the others stay', async () => {
  const of = await hospital('rsud-satu-kiriman')
  const wrong = await send(of, many(10))
  await send(of, many(10, 100))
  await endAgreement(of.agreementId)
  const ordered = await orderDeletion(pool, {
    agreement: await agreementOf(of),
    deliveryId: wrong,
    reason: 'Salah kirim',
    letterNumber: '',
    by: 'staff:petugas',
  })
  assert.ok(ordered.kind === 'ordered')
  await runDeletion(pool, ordered.id)
  assert.deepEqual(await standOf(of.agreementId), { rows: 10, unique: 10, rejects: 0 })
})

test('FB-89 refused rows go after 90 days, unfinished files after 30, and no look at a file outlives it', async () => {
  const of = await hospital('rsud-sisa', null)
  const old = await send(
    of,
    [
      [1, 'MR/1'],
      [2, '#'],
    ],
    4,
  )
  const fresh = await send(of, [[3, '#']], 2)
  const left = await receiveFile(database.pool, of, csv(many(3)))
  await lookAtFile(database.pool, left, TODAY)
  const going = await receiveFile(database.pool, of, csv(many(3)))
  await database.pool.query(
    `update feedback_delivery set changed_at = clock_timestamp() - interval '31 days' where id = $1`,
    [left],
  )
  await deleteOldFeedback(pool)
  const { rows } = await database.pool.query<{ id: number; state: string; rejects: number; parts: number }>(
    `select d.id::int as id, d.state, u.preview is not null as seen,
       (select count(*)::int from feedback_reject r where r.delivery_id = d.id) as rejects,
       (select count(*)::int from feedback_upload_part p where p.delivery_id = d.id) as parts
     from feedback_delivery d join feedback_upload u on u.delivery_id = d.id where d.agreement_id = $1 order by d.id`,
    [of.agreementId],
  )
  assert.deepEqual(rows, [
    { id: old, state: 'finished', seen: false, rejects: 0, parts: 0 },
    { id: fresh, state: 'finished', seen: false, rejects: 1, parts: 0 },
    { id: left, state: 'cancelled', seen: false, rejects: 0, parts: 0 },
    { id: going, state: 'received', seen: false, rejects: 0, parts: 1 },
  ])
  assert.deepEqual(await logged('feedback_rejects.deleted', of.agreementId), [
    { delivery: old, rows: 1, by: 'system' },
  ])
  assert.equal((await standOf(of.agreementId))?.rows, 1)
})
