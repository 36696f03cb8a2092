import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { eventually } from '../../test/support/eventually.ts'
import { inTx, openPool, type Pool } from './database.ts'
import { enqueue, type JobRunner, type JobTask, startJobs } from './jobs.ts'
import { openLog } from './log.ts'

const log = openLog('silent')

let database: TestDatabase
let app: Pool
const runners: JobRunner[] = []

before(async () => {
  database = await createTestDatabase()
  app = openPool({ url: database.url, role: 'gapura_app', applicationName: 'uji' })
})
after(async () => {
  await app.end()
  await database.drop()
})

async function start(tasks: Record<string, JobTask>): Promise<JobRunner> {
  const runner = await startJobs({ databaseUrl: database.url, log, tasks, pollMs: 50 })
  runners.push(runner)
  return runner
}

const waiting = async () => {
  const { rows } = await database.pool.query<{ count: number }>(
    'select count(*)::int as count from graphile_worker._private_jobs',
  )
  return rows[0]?.count
}

describe('the job queue', () => {
  it('JB-01 takes a job with the transaction that asks for it, and with the application’s rights', async () => {
    await inTx(app, (tx) => enqueue(tx, { task: 'uji', payload: { id: 1 } }))
    assert.equal(await waiting(), 1)
    await assert.rejects(
      inTx(app, async (tx) => {
        await enqueue(tx, { task: 'uji', payload: { id: 2 } })
        throw new Error('not committed')
      }),
    )
    assert.equal(await waiting(), 1)
    await database.pool.query('delete from graphile_worker._private_jobs')
  })

  it('JB-02 two nodes share it: every job is done once', async () => {
    const done: string[] = []
    const task =
      (node: string): JobTask =>
      async ({ id }) => {
        done.push(`${id}`)
        nodes.add(node)
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    const nodes = new Set<string>()
    const [one, other] = [await start({ uji: task('a') }), await start({ uji: task('b') })]
    await inTx(app, async (tx) => {
      for (let id = 1; id <= 60; id += 1) await enqueue(tx, { task: 'uji', payload: { id } })
    })
    await eventually(async () => assert.equal(await waiting(), 0))
    assert.equal(done.length, 60)
    assert.equal(new Set(done).size, 60)
    assert.deepEqual([...nodes].sort(), ['a', 'b'])
    await Promise.all([one.stop(), other.stop()])
  })

  it('JB-03 a job that fails is tried again, and knows its last attempt', async () => {
    const attempts: { number: number; isLast: boolean }[] = []
    const runner = await start({
      goyah: async (_payload, { number, isLast }) => {
        attempts.push({ number, isLast })
        if (number === 1) throw new Error('not yet')
      },
    })
    await inTx(app, (tx) => enqueue(tx, { task: 'goyah', payload: {}, maxAttempts: 2 }))
    await eventually(() => Promise.resolve(assert.equal(attempts.length, 1)))
    // The pause after a first failure is e¹ seconds.
    await eventually(async () => {
      const { rowCount } = await database.pool.query(
        'update graphile_worker._private_jobs set run_at = now() where locked_at is null and attempts = 1',
      )
      assert.equal(rowCount, 1)
    })
    await eventually(() => Promise.resolve(assert.equal(attempts.length, 2)))
    assert.deepEqual(attempts, [
      { number: 1, isLast: false },
      { number: 2, isLast: true },
    ])
    await runner.stop()
  })

  it('JB-04 of several jobs with one key the last one waits', async () => {
    await inTx(app, async (tx) => {
      await enqueue(tx, { task: 'berkunci', payload: { id: 1 }, key: 'satu' })
      await enqueue(tx, { task: 'berkunci', payload: { id: 2 }, key: 'satu' })
    })
    const seen: unknown[] = []
    const runner = await start({
      berkunci: async ({ id }) => {
        seen.push(id)
      },
    })
    await eventually(() => Promise.resolve(assert.deepEqual(seen, [2])))
    await runner.stop()
  })

  it('JB-05 stopping waits for what is being done', async () => {
    let isDone = false
    let begun = false
    const runner = await start({
      lama: async () => {
        begun = true
        await new Promise((resolve) => setTimeout(resolve, 300))
        isDone = true
      },
    })
    await inTx(app, (tx) => enqueue(tx, { task: 'lama', payload: {} }))
    await eventually(() => Promise.resolve(assert.ok(begun)))
    await runner.stop()
    assert.ok(isDone)
    assert.equal(await waiting(), 0)
  })
})
