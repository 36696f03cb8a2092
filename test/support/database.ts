import { randomBytes } from 'node:crypto'
import pg from 'pg'
import '../../src/kernel/database.ts'

export type TestDatabase = {
  /** URL of the owner. */
  url: string
  /** A pool of the owner's connections. */
  pool: pg.Pool
  drop(): Promise<void>
}

/** A fresh, migrated database of its own, cloned from the template that scripts/test.mjs prepared. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env.GAPURA_TEST_SERVER
  if (server === undefined) throw new Error('GAPURA_TEST_SERVER is not set: run the tests by `npm test`.')
  const name = `test_${randomBytes(6).toString('hex')}`
  await onServer(server, `create database ${name} template gapura`)
  const url = server.replace(/[^/]+$/, name)
  const pool = new pg.Pool({ connectionString: url, max: 8 })
  pool.on('error', () => undefined)
  return {
    url,
    pool,
    drop: async () => {
      await pool.end()
      await onServer(server, `drop database ${name} with (force)`)
    },
  }
}

async function onServer(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url.replace(/[^/]+$/, 'postgres') })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
