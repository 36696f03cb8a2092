import { userInfo } from 'node:os'
import pg from 'pg'
import { prepareAuditMonths } from '../audit/index.ts'
import { type Config, readConfig } from '../kernel/config.ts'
import type { Pool } from '../kernel/database.ts'
import {
  claimInstallation,
  hasInstallation,
  type Installation,
  openInstallation,
  openOwnerPool,
} from '../kernel/installation.ts'
import { openNikHasher } from '../kernel/secrets.ts'
import { isServerRunning } from '../kernel/server-lock.ts'
import { EXIT, printError } from './output.ts'

/** What a command works with. */
export type Session = {
  config: Config
  /** As the owner. */
  pool: Pool
  /** Who does it, for the audit log. */
  by: string
}

type Act = (session: Session) => Promise<void>

/** The way of every command to the database. */
export type Cli = {
  /** Opens the installation; without one, says so and does nothing. */
  withInstallation(act: Act): Promise<void>
  /** The same, but makes the installation where there is none yet: one without a demo. */
  withNewInstallation(act: Act): Promise<void>
}

/** @param by the value of the global option `--by`, asked for when a command runs */
export function createCli(by: () => string | undefined): Cli {
  const open = async (mayCreate: boolean, act: Act) => {
    const read = readConfig(process.env, process.cwd())
    if (read.kind === 'faulty') {
      printError('Konfigurasi tidak sah:')
      for (const { setting, message } of read.faults) printError(`  ${setting}: ${message}`)
      process.exitCode = EXIT.usage
      return
    }
    await inInstallation(read.config, mayCreate, (pool) =>
      act({ config: read.config, pool, by: by() ?? `cli:${osUser()}` }),
    )
  }
  return {
    withInstallation: (act) => open(false, act),
    withNewInstallation: (act) => open(true, act),
  }
}

async function inInstallation(config: Config, mayCreate: boolean, act: (pool: Pool) => Promise<void>) {
  if (!mayCreate && !(await hasInstallation(config))) {
    const place = config.databaseUrl === null ? config.dataDir : 'basis data DATABASE_URL'
    printError(
      `Belum ada instalasi Gapura di ${place}. Jalankan npm start dahulu, atau setel GAPURA_DATA_DIR atau DATABASE_URL.`,
    )
    process.exitCode = EXIT.usage
    return
  }
  const installation = await openInstallation(config)
  let left: Promise<void> | undefined
  const leaveOnce = () => (left ??= leave(installation))
  const forgetSignals = onSignal(leaveOnce)
  const pool = openOwnerPool(installation.ownerUrl, APPLICATION_NAME)
  try {
    await prepareAuditMonths(pool)
    // Before the act: had it got half way, a later `npm start` would fill the demo over it.
    if (mayCreate && installation.isNew) {
      const { fingerprint } = openNikHasher(config.nikKeyFile)
      await claimInstallation(pool, { nikKeyFingerprint: fingerprint, demo: false })
    }
    await act(pool)
  } finally {
    await pool.end()
    await leaveOnce()
    forgetSignals()
  }
}

/** Tells this command's connections from those of others. */
const APPLICATION_NAME = `gapura cli ${process.pid}`

/** Stops the embedded database if this command started it and no one else uses it by now. */
async function leave({ embedded, ownerUrl }: Installation) {
  if (embedded === null || embedded.adopted) return
  if ((await isServerRunning(ownerUrl)) || (await isUsedByOthers(ownerUrl))) return
  await embedded.stop()
}

async function isUsedByOthers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, application_name: APPLICATION_NAME })
  await client.connect()
  try {
    const { rowCount } = await client.query(
      `select from pg_stat_activity where datname = current_database() and backend_type = 'client backend'
         and application_name <> $1 limit 1`,
      [APPLICATION_NAME],
    )
    return rowCount !== 0
  } finally {
    await client.end()
  }
}

const EXIT_CODE_OF_SIGNAL = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const

/** Closes in order when the command is told to stop, unless the command itself takes care of that signal. */
function onSignal(close: () => Promise<void>): () => void {
  const listeners = Object.entries(EXIT_CODE_OF_SIGNAL).map(([signal, code]) => {
    const listener = () => {
      if (process.listenerCount(signal) > 1) return
      printError('Dihentikan.')
      void close().finally(() => process.exit(code))
    }
    process.on(signal, listener)
    return () => process.off(signal, listener)
  })
  return () => {
    for (const forget of listeners) forget()
  }
}

function osUser(): string {
  try {
    return userInfo().username
  } catch {
    // A container may run under a number that has no name.
    return `uid-${process.getuid?.() ?? 'unknown'}`
  }
}
