import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { createTestDatabase, type TestDatabase } from './database.ts'

// A command takes half as long with its compiled code at hand.
const CACHE = join(import.meta.dirname, '../../node_modules/.cache/gapura')

const MAIN = join(import.meta.dirname, '../../src/cli/main.ts')

export type CommandResult = { code: number | null; stdout: string; stderr: string }

export type CommandLine = {
  database: TestDatabase
  /** A data folder, for secrets only: the database is the test's. */
  folder: string
  /** Runs `gapura` with these arguments to its end. */
  run(args: readonly string[], stdin?: string): Promise<CommandResult>
  /** The same for a command that must succeed with `--json`. */
  runJson<T>(args: readonly string[]): Promise<T>
  close(): Promise<void>
}

/** The command line over a test database of its own. */
export async function openCommandLine(): Promise<CommandLine> {
  const database = await createTestDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'gapura-cli-'))
  const env = { DATABASE_URL: database.url, GAPURA_DATA_DIR: folder }
  const run = (args: readonly string[], stdin = '') => runCommand(args, env, stdin)
  return {
    database,
    folder,
    run,
    runJson: async (args) => {
      const { code, stdout, stderr } = await run([...args, '--json'])
      if (code !== 0) throw new Error(`gapura ${args.join(' ')}: ${code}\n${stderr}`)
      return JSON.parse(stdout)
    },
    close: async () => {
      await database.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Runs `gapura` with these settings and no others of the surrounding process. */
export async function runCommand(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
  stdin = '',
): Promise<CommandResult> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_COMPILE_CACHE: CACHE, ...settings },
    stdio: 'pipe',
  })
  // A command that refuses before it reads closes its end first.
  child.stdin.on('error', () => undefined)
  child.stdin.end(stdin)
  const exit = new Promise<number | null>((resolve) => child.on('close', resolve))
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), exit])
  return { code, stdout, stderr }
}
