import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import type { Tx } from './database.ts'
import { openPipelinedClient, type PipelinedClient } from './pipelined-client.ts'

let database: TestDatabase
let client: PipelinedClient
before(async () => {
  database = await createTestDatabase()
  await database.pool.query('create table note (n integer primary key)')
  client = openPipelinedClient({ url: database.url, applicationName: 'gapura test' })
})
after(async () => {
  await client.end()
  await database.drop()
})

const FIRST = { name: 'first', text: 'select 1' }
const insert = (tx: Tx, n: number) =>
  tx.query({ name: 'insert', text: 'insert into note values ($1::int)', values: [n], rowMode: 'array' })
const broken = (tx: Tx) =>
  tx.query({ name: 'broken', text: 'select no_such_column from note', rowMode: 'array' })
const write = (n: number) => client.inTx(FIRST, async (tx) => ({ result: n, written: insert(tx, n) }))

async function notes() {
  const { rows } = await database.pool.query('select n from note order by n')
  return rows.map((row) => row.n)
}

test('rows of statements sent together come back each to its own, with the types of their columns', async () => {
  const result = await client.inTx(FIRST, async (tx) => {
    const many = {
      name: 'many',
      text: 'select n, n::text, null::int, n > 1 from generate_series(1, $1::int) n',
    }
    const [first, second, third] = await Promise.all([
      tx.query({ ...many, values: [2], rowMode: 'array' }),
      tx.query({ name: 'none', text: 'select 1 where false', rowMode: 'array' }),
      tx.query({ ...many, values: ['1'], rowMode: 'array' }),
    ])
    return { result: [first.rows, second.rows, third.rows], written: Promise.resolve() }
  })
  assert.deepEqual(result, [
    [
      [1, '1', null, false],
      [2, '2', null, true],
    ],
    [],
    [[1, '1', null, false]],
  ])
})

test('what was written last is there when the transaction has returned', async () => {
  await database.pool.query('truncate note')
  assert.equal(await write(1), 1)
  assert.deepEqual(await notes(), [1])
})

test('a statement that fails leaves nothing, fails with its own error, and the next transaction works', async () => {
  await database.pool.query('truncate note')
  const failed = client.inTx(FIRST, async (tx) => {
    const statements = await Promise.allSettled([insert(tx, 1), broken(tx), insert(tx, 2)])
    assert.deepEqual(
      statements.map((one) =>
        one.status === 'rejected' ? String(one.reason.code ?? one.reason.name) : 'done',
      ),
      ['done', '42703', 'Error'],
    )
    throw new Error('a statement failed')
  })
  await assert.rejects(failed, /a statement failed/)
  await write(3)
  assert.deepEqual(await notes(), [3])
})

test('a last statement that fails takes the begun next transaction with it, and neither is there', async () => {
  await database.pool.query('truncate note')
  let next: Promise<unknown> = Promise.resolve()
  const failing = client.inTx(
    FIRST,
    async (tx) => {
      await insert(tx, 1)
      return { result: 1, written: insert(tx, 1) }
    },
    () => {
      next = write(2)
      next.catch(() => undefined)
    },
  )
  await assert.rejects(failing, { code: '23505' })
  await assert.rejects(next)
  assert.deepEqual(await notes(), [])
  await write(4)
  assert.deepEqual(await notes(), [4])
})

test('transactions begun behind a commit that is under way follow in order', async () => {
  await database.pool.query('truncate note')
  const done: number[] = []
  let last: Promise<unknown> = Promise.resolve()
  const chain = (n: number): Promise<unknown> =>
    client
      .inTx(
        FIRST,
        async (tx) => ({ result: n, written: insert(tx, n) }),
        () => {
          if (n < 50) last = chain(n + 1)
        },
      )
      .then(() => done.push(n))
  await chain(1)
  while (done.length < 50) await last
  assert.deepEqual(
    done,
    Array.from({ length: 50 }, (_, index) => index + 1),
  )
  assert.deepEqual(await notes(), done)
})

test('a connection that was cut is made anew at the next use', async () => {
  await database.pool.query('truncate note')
  await write(1)
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'gapura test'`,
  )
  await write(2).catch(() => undefined)
  await write(3)
  assert.equal((await notes()).at(-1), 3)
})
