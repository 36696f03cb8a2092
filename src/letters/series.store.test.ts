import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { inTx } from '../kernel/database.ts'
import { listSeries, raiseSeries, takeNumber } from './series.store.ts'

describe('LT-05 numbers of a series', () => {
  let database: TestDatabase
  let officeId: number
  before(async () => {
    database = await createTestDatabase()
    const { rows } = await database.pool.query(
      `insert into office (code, name, level, time_zone) values ('88', 'Contoh', 'provinsi', 'Asia/Jakarta')
       returning id`,
    )
    officeId = rows[0].id
  })
  after(() => database.drop())

  const take = (series = 'surat', year = 2026) =>
    inTx(database.pool, (tx) => takeNumber(tx, { officeId, series, year }))

  it('are given once and without gaps, however many ask at once', async () => {
    const numbers = await Promise.all(Array.from({ length: 40 }, () => take('serentak')))
    assert.deepEqual(
      numbers.toSorted((a, b) => a - b),
      Array.from({ length: 40 }, (_, n) => n + 1),
    )
  })

  it('a letter that is not issued after all leaves none', async () => {
    assert.equal(await take(), 1)
    const failing = inTx(database.pool, async (tx) => {
      assert.equal(await takeNumber(tx, { officeId, series: 'surat', year: 2026 }), 2)
      throw new Error('not issued')
    })
    await assert.rejects(failing, /not issued/)
    assert.equal(await take(), 2)
  })

  it('each series and each year begins with 1', async () => {
    assert.equal(await take('lain'), 1)
    assert.equal(await take('surat', 2027), 1)
  })

  it('go on after a number that was given on paper, upwards only', async () => {
    const of = { officeId, series: 'surat', year: 2026 }
    assert.ok(await raiseSeries(database.pool, of, 100))
    assert.ok(!(await raiseSeries(database.pool, of, 100)))
    assert.ok(!(await raiseSeries(database.pool, of, 5)))
    assert.equal(await take(), 101)
    assert.equal((await listSeries(database.pool, officeId, 2026)).get('surat'), 101)
  })
})
