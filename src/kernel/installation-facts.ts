import { readFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Config } from './config.ts'
import type { Pool } from './database.ts'

/** What this server is and stands on, for whoever looks after it. Nothing here is a secret. */
export type InstallationFacts = {
  version: string
  node: string
  /** This process, where several serve one database. */
  server: string
  startedAt: string
  database: { kind: 'embedded' | 'external'; name: string; version: string; sizeBytes: number }
  listeners: { address: string; isHttps: boolean }[]
  /** Whose X-Forwarded-For is believed. */
  trustedProxies: readonly string[]
  dataDir: string
  disk: { freeBytes: number; totalBytes: number }
}

/** This process, as pages name it: several may serve one database. */
export const serverName = () => `${hostname()}:${process.pid}`

/** @param listening the addresses that the server has taken; known once it listens */
export async function describeInstallation(
  config: Config,
  pool: Pool,
  listening: readonly string[],
): Promise<InstallationFacts> {
  const [{ rows }, disk] = await Promise.all([
    pool.query<{ version: string; size: number }>(
      `select current_setting('server_version') as version,
         pg_database_size(current_database())::float8 as size`,
    ),
    statfs(config.dataDir),
  ])
  return {
    version: VERSION,
    node: process.version,
    server: serverName(),
    startedAt: new Date(Date.now() - process.uptime() * 1_000).toISOString(),
    database: {
      kind: config.databaseUrl === null ? 'embedded' : 'external',
      name: nameOf(config.databaseUrl),
      version: rows[0]?.version ?? '',
      sizeBytes: rows[0]?.size ?? 0,
    },
    listeners: listening.map((address) => ({ address, isHttps: address.startsWith('https:') })),
    trustedProxies: config.trustedProxies,
    dataDir: config.dataDir,
    disk: { freeBytes: disk.bavail * disk.bsize, totalBytes: disk.blocks * disk.bsize },
  }
}

/** Host and name of a database. Its URL may hold a password. */
function nameOf(url: string | null): string {
  if (url === null) return 'gapura'
  const { hostname: host, pathname } = new URL(url)
  return `${host}${pathname}`
}

const VERSION = readVersion()

function readVersion(): string {
  const text = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')
  const read: unknown = JSON.parse(text)
  const isNamed = typeof read === 'object' && read !== null && 'version' in read
  return isNamed && typeof read.version === 'string' ? read.version : ''
}
