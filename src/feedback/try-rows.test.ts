import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { hospitalOwingFeedback, inventedNik, lookUpAll } from '../../test/support/feedback.ts'
import { countTriedFeedback } from '../audit/index.ts'
import { issueCredential } from '../credentials/index.ts'
import { openLog } from '../kernel/log.ts'
import { openNikHasher } from '../kernel/secrets.ts'
import { type FeedbackDesk, openFeedbackDesk } from './post-feedback.ts'
import { hashToken, issueFeedbackToken } from './token.ts'
import { purgeTrials } from './try-rows.ts'

const nikHasher = openNikHasher(join(mkdtempSync(join(tmpdir(), 'gapura-test-')), 'nik.key'))
let database: TestDatabase
let desk: FeedbackDesk
let development: { credentialId: number; token: string }
let production: Awaited<ReturnType<typeof hospitalOwingFeedback>>

before(async () => {
  database = await createTestDatabase()
  const { pool } = database
  desk = openFeedbackDesk({ pool, nikHasher, log: openLog('silent') })
  production = await hospitalOwingFeedback(pool)
  const userId = 'rsud.dev'
  const issued = await issueCredential(
    pool,
    { agreementCode: production.code, userId, kind: 'development', addresses: ['127.0.0.1'] },
    'uji',
  )
  assert.equal(issued.kind, 'issued')
  const { rows } = await pool.query('select id from credential where user_id = $1', [userId])
  const token = await issueFeedbackToken(pool, { officeId: production.officeId, userId, by: 'uji' })
  assert.ok(token !== undefined)
  development = { credentialId: rows[0].id, token }
  const asked = [1, 2, 3].map(inventedNik)
  await lookUpAll(pool, nikHasher, { ...production, credentialId: development.credentialId }, asked)
})
after(async () => {
  await desk.stop()
  await database.drop()
})

async function post(
  places: readonly number[],
  { token = development.token, blood = 'O', isWhole = true } = {},
) {
  const answer = await desk.ask({
    tokenHash: hashToken(token),
    address: '127.0.0.1',
    isWhole,
    items: places.map((place) => ({
      nik: inventedNik(place),
      values: new Map([
        ['GOLONGAN_DARAH', blood],
        ['NOMOR_REKAM_MEDIS', `RM-${place}`],
      ]),
    })),
  })
  assert.equal(answer.kind, 'taken')
  return answer.kind === 'taken' ? answer.fates.map(({ kind }) => kind) : []
}

const countOf = async (table: string) => {
  const { rows } = await database.pool.query(`select count(*)::int as n from ${table}`)
  return rows[0].n
}

describe('FB-43 posts of a development User ID', () => {
  it('are answered like any, and nothing of them is kept', async () => {
    assert.deepEqual(await post([1]), ['stored'])
    assert.deepEqual(await post([1]), ['known'])
    assert.deepEqual(await post([2], { blood: 'besar' }), ['refused'])
    assert.deepEqual([await countOf('feedback_row'), await countOf('feedback_delivery')], [0, 0])
  })

  it('FB-30 are refused about people it never asked about, the whole post with them', async () => {
    assert.deepEqual(await post([2, 4]), ['refused', 'refused'])
    assert.deepEqual(await post([2, 4], { isWhole: false }), ['stored', 'refused'])
  })

  it('know a row that stands twice in one post', async () => {
    assert.deepEqual(await post([3, 3]), ['stored', 'known'])
  })

  it('PC-20 are counted for a proof of concept', async () => {
    const window = { credentialId: development.credentialId, from: '2020-01-01', until: null }
    assert.deepEqual(await countTriedFeedback(database.pool, window), { stored: 3, refused: 4 })
    const later = { ...window, from: '2999-01-01' }
    assert.deepEqual(await countTriedFeedback(database.pool, later), { stored: 0, refused: 0 })
  })

  it('do not open the way to those whom only a development User ID asked about', async () => {
    assert.deepEqual(await post([1], { token: production.token }), ['refused'])
  })

  it('are forgotten after ninety days', async () => {
    await database.pool.query(`update feedback_trial set came_at = came_at - interval '91 days'`)
    await purgeTrials(database.pool)
    assert.deepEqual(await post([1]), ['stored'])
  })
})
