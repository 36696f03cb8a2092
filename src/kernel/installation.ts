import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Config } from './config.ts'
import { openPool, type Pool } from './database.ts'
import { type EmbeddedPostgres, postgresBinDir, startEmbeddedPostgres } from './embedded-postgres.ts'
import { migrate } from './migrate.ts'

/** An open database of this version's schema. */
export type Installation = {
  /** As the owner: migrations, imports, the command line. */
  ownerUrl: string
  /** A new installation, in which nothing has been set up yet. */
  isNew: boolean
  /** null with a database of the operator's. */
  embedded: EmbeddedPostgres | null
}

/** Oldest and newest PostgreSQL this program is tested with. */
const SUPPORTED = { from: 15, until: 18 }

/**
 * Opens the database that the configuration names, starting the embedded one when none is named, and brings
 * it to this version's schema.
 */
export async function openInstallation(config: Config): Promise<Installation> {
  const embedded = config.databaseUrl === null ? await startEmbedded(config) : null
  const ownerUrl = config.databaseUrl ?? embedded?.url ?? ''
  try {
    await requireSupportedVersion(ownerUrl)
    await migrate(ownerUrl)
    return { ownerUrl, isNew: await isNewInstallation(ownerUrl), embedded }
  } catch (error) {
    if (embedded !== null && !embedded.adopted) await embedded.stop()
    throw error
  }
}

/** Whether there is anything yet that `openInstallation` would open; it makes what is missing. */
export async function hasInstallation(config: Config): Promise<boolean> {
  if (config.databaseUrl === null) return existsSync(join(config.dataDir, 'postgres', 'PG_VERSION'))
  const client = new pg.Client({ connectionString: config.databaseUrl, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    const { rows } = await client.query<{ known: boolean }>(
      `select to_regclass('installation') is not null as known`,
    )
    return rows[0]?.known === true
  } finally {
    await client.end()
  }
}

async function startEmbedded(config: Config): Promise<EmbeddedPostgres> {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o755 })
  return startEmbeddedPostgres({ dataDir: config.dataDir, binDir: postgresBinDir(config.pgBinDir) })
}

async function requireSupportedVersion(url: string) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    const { rows } = await client.query<{ number: string }>(
      `select current_setting('server_version_num') as number`,
    )
    const major = Math.floor(Number(rows[0]?.number) / 10_000)
    if (major < SUPPORTED.from) {
      throw new Error(`PostgreSQL ${major} is too old: Gapura needs ${SUPPORTED.from} to ${SUPPORTED.until}.`)
    }
  } finally {
    await client.end()
  }
}

async function isNewInstallation(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from installation')
    return rowCount === 0
  } finally {
    await client.end()
  }
}

/**
 * Notes that this installation is set up, and with which NIK key.
 *
 * @throws when it was set up with another key: entries written with this one could not be found together
 * with the older ones
 */
export async function claimInstallation(
  pool: Pool,
  claim: { nikKeyFingerprint: string; demo: boolean },
): Promise<void> {
  await pool.query(
    'insert into installation (nik_key_fingerprint, demo) values ($1, $2) on conflict do nothing',
    [claim.nikKeyFingerprint, claim.demo],
  )
  if (!(await hasNikKey(pool, claim.nikKeyFingerprint))) {
    throw new Error(
      'The NIK key differs from the one this installation was set up with. Set GAPURA_NIK_KEY_FILE to that key.',
    )
  }
}

/** Whether this is the NIK key that the installation was set up with. */
export async function hasNikKey(pool: Pool, fingerprint: string): Promise<boolean> {
  const { rows } = await pool.query<{ nik_key_fingerprint: string }>(
    'select nik_key_fingerprint from installation',
  )
  return rows[0]?.nik_key_fingerprint === fingerprint
}

/** A pool with the owner's rights. */
export function openOwnerPool(ownerUrl: string, applicationName: string): Pool {
  return openPool({ url: ownerUrl, applicationName, maxConnections: 4 })
}
