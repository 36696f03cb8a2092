import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { startLoader } from '../../src/feedback/index.ts'
import { findUpload, moveUpload } from '../../src/feedback/upload/upload.store.ts'
import { openLog } from '../../src/kernel/log.ts'
import { openNikHasher } from '../../src/kernel/secrets.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { hospitalOwingFeedback, inventedNik, lookUpAll } from '../support/feedback.ts'
import { lookAtFile, receiveFile } from '../support/feedback-file.ts'

// What was acknowledged survives (I9): an upload whose process is killed at any moment, again and again, ends with exactly
// the rows of one that nobody disturbed.

const ROWS = 24_000
let database: TestDatabase
const nikKeyFile = join(mkdtempSync(join(tmpdir(), 'gapura-test-')), 'nik.key')
const nikHasher = openNikHasher(nikKeyFile)

before(async () => {
  database = await createTestDatabase()
})
after(() => database.drop())

/** Every seventh row is faulty, every eleventh repeats an earlier one, and some are of nobody looked up. */
function fileOf(agreement: string): Buffer {
  const lines = ['NIK;NOMOR_REKAM_MEDIS;GOLONGAN_DARAH']
  for (let row = 0; row < ROWS; row += 1) {
    const place = row % 11 === 10 ? row - 7 : row
    lines.push(`${inventedNik(place)};${agreement}-${place};${row % 7 === 3 ? 'Z' : 'AB'}`)
  }
  return Buffer.from(lines.join('\n'))
}

async function upload(code: string): Promise<{ id: number; agreementId: number }> {
  const { pool } = database
  const hospital = await hospitalOwingFeedback(pool, code)
  await lookUpAll(
    pool,
    nikHasher,
    hospital,
    Array.from({ length: ROWS - 500 }, (_, place) => inventedNik(place)),
  )
  const id = await receiveFile(pool, hospital, fileOf('rs'))
  assert.deepEqual((await lookAtFile(pool, id, '2026-11-21')).faults, [])
  await moveUpload(pool, id, ['received'], 'loading')
  return { id, agreementId: hospital.agreementId }
}

async function untilFinished(id: number, disturb: () => Promise<void>) {
  const loader = startLoader({
    pool: database.pool,
    databaseUrl: database.url,
    nikKeyFile,
    isDatabaseHere: true,
    log: openLog('silent'),
  })
  try {
    for (;;) {
      const { rows } = await database.pool.query('select state from feedback_delivery where id = $1', [id])
      if (rows[0].state === 'finished') return
      assert.equal(rows[0].state, 'loading')
      await disturb()
    }
  } finally {
    await loader.stop()
  }
}

const storedOf = async (agreementId: number) => {
  const { rows } = await database.pool.query(
    `select nik, cells from feedback_row where agreement_id = $1 order by nik, cells`,
    [agreementId],
  )
  return rows
}

const rejectsOf = async (id: number) => {
  const { rows } = await database.pool.query(
    'select row_no, cells, faults from feedback_reject where delivery_id = $1 order by row_no',
    [id],
  )
  return rows
}

/** The processes that load, as the operating system knows them: children of this one. */
function loading(): number[] {
  const list = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n')
  return list
    .map((line) => line.trim().split(/\s+/))
    .filter(
      ([, parent, ...args]) => Number(parent) === process.pid && args.join(' ').includes('load-process'),
    )
    .map(([pid]) => Number(pid))
}

test('I9 killed at any moment, an upload ends as if nothing had been', { timeout: 300_000 }, async () => {
  const calm = await upload('rs-tenang')
  await untilFinished(calm.id, () => pause(100))
  const hit = await upload('rs-terganggu')
  let kills = 0
  await untilFinished(hit.id, async () => {
    // A different moment each time: before the first commit, between two, in the middle of one.
    await pause(150 + ((kills * 173) % 900))
    if (kills >= 5) return
    for (const pid of loading()) {
      process.kill(pid, 'SIGKILL')
      kills += 1
    }
  })
  assert.ok(kills >= 2, `only ${kills} times killed`)
  const [first, second] = [await findUpload(database.pool, calm.id), await findUpload(database.pool, hit.id)]
  assert.deepEqual(second?.rows, first?.rows)
  assert.equal(first?.rows.read, ROWS)
  assert.deepEqual(await storedOf(hit.agreementId), await storedOf(calm.agreementId))
  assert.deepEqual(await rejectsOf(hit.id), await rejectsOf(calm.id))
})
