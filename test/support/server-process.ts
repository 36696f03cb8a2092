import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import type { Furnished } from './installation.ts'

const MAIN = join(import.meta.dirname, '../../src/main.ts')
const READY = /^Gapura siap di (\S+)$/m
const PATIENCE_MS = 60_000

export type ServerProcess = {
  /** `http://127.0.0.1:…` */
  address: string
  /** All it has written to standard output and error. */
  output(): string
  /** Ends it without notice (SIGKILL). */
  kill(): Promise<void>
  /** Asks it to stop (SIGTERM); resolves with the exit code. */
  stop(): Promise<number | null>
}

const running = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** Starts `src/main.ts` on a port of its own and waits until it says that it is ready. */
export async function startServer(env: Record<string, string>): Promise<ServerProcess> {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH, PORT: '0', GAPURA_DEMO: 'no', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let output = ''
  const exited = new Promise<number | null>((resolve) =>
    child.once('close', (code) => {
      running.delete(child)
      resolve(code)
    }),
  )
  const address = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the server is not ready:\n${output}`)), PATIENCE_MS)
    const take = (chunk: Buffer) => {
      output += chunk.toString()
      const ready = READY.exec(output)?.[1]
      if (ready !== undefined) resolve(ready)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    void exited.then((code) => reject(new Error(`the server ended with ${code}:\n${output}`)))
    void exited.finally(() => clearTimeout(timer))
  })
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return exited
  }
  return {
    address,
    output: () => output,
    kill: async () => {
      await end('SIGKILL')
    },
    stop: () => end('SIGTERM'),
  }
}

/** A server on the database of a test installation; several may run on one. */
export function startNode(
  installation: Pick<Furnished, 'url' | 'folder' | 'nikKeyFile'>,
  env: Record<string, string> = {},
): Promise<ServerProcess> {
  return startServer({
    DATABASE_URL: installation.url,
    GAPURA_DATA_DIR: mkdtempSync(join(installation.folder, 'node-')),
    GAPURA_NIK_KEY_FILE: installation.nikKeyFile,
    GAPURA_FILE_KEY_FILE: join(installation.folder, 'files.key'),
    ...env,
  })
}
