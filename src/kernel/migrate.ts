import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runner } from 'node-pg-migrate'
import pg from 'pg'
import { migrateJobs } from './jobs.ts'

const MIGRATIONS_DIR = join(import.meta.dirname, '../../migrations')

// Any number that no one else uses: two nodes that start together migrate one after the other.
const MIGRATION_LOCK = 7_305_021_977

/**
 * Brings the database to this version's schema. Waits while another node migrates.
 *
 * @param url a connection as the database's owner
 * @throws when a migration that was applied before has changed since (its checksum differs), when the
 * database is newer than this program, or when a statement fails; a failed migration leaves no trace.
 */
export async function migrate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'gapura migrate' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await client.query(
      'create table if not exists migration_checksum (name text primary key, sha256 text not null)',
    )
    const shipped = readMigrations()
    await verifyApplied(client, shipped)
    await runner({
      dbClient: client,
      dir: MIGRATIONS_DIR,
      direction: 'up',
      migrationsTable: 'migration',
      count: Infinity,
      noLock: true,
      checkOrder: true,
      log: () => undefined,
      logger: { debug: silent, info: silent, warn: silent, error: silent },
    })
    for (const [name, sha256] of shipped) {
      await client.query('insert into migration_checksum values ($1, $2) on conflict do nothing', [
        name,
        sha256,
      ])
    }
    // Tables whose past is kept may have gained columns (migration 0014).
    await client.query('select renew_past()')
    await migrateJobs(url)
  } finally {
    await client.end()
  }
}

const silent = () => undefined

function readMigrations(): Map<string, string> {
  const files = readdirSync(MIGRATIONS_DIR)
    .filter((file) => file.endsWith('.sql'))
    .sort()
  return new Map(
    files.map((file) => [
      file.replace(/\.sql$/, ''),
      createHash('sha256')
        .update(readFileSync(join(MIGRATIONS_DIR, file)))
        .digest('hex'),
    ]),
  )
}

async function verifyApplied(client: pg.Client, shipped: ReadonlyMap<string, string>) {
  const { rows } = await client.query<{ name: string; sha256: string }>(
    'select name, sha256 from migration_checksum',
  )
  for (const { name, sha256 } of rows) {
    const now = shipped.get(name)
    if (now === undefined)
      throw new Error(`The database is newer than this program: it knows migration ${name}.`)
    if (now !== sha256) throw new Error(`Migration ${name} was changed after it was applied.`)
  }
}
