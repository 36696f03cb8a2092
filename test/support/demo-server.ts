import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ServerProcess, startServer } from './server-process.ts'

export type DemoAccount = {
  role: string
  agency: string | null
  username: string
  password: string
  totpSecret: string | null
}

export type DemoResidents = Readonly<
  Record<'active' | 'deceased' | 'duplicate' | 'inactive' | 'unknown', readonly string[]>
>

/** The demo as `demo.json` names it. */
export type Demo = {
  staff: readonly DemoAccount[]
  residents: DemoResidents
  credentials: readonly { userId: string; password: string; paths: readonly string[] }[]
}

export type DemoServer = {
  address: string
  dataDir: string
  demo: Demo
  /** Of the owner of its database; holds the password. */
  databaseUrl: string
  /** All that its processes have written to standard output and error. */
  output(): string
  /** Ends the process (`kill`: without notice) and starts another on the same data and port. */
  restart(whileDown: () => Promise<void>, how?: 'stop' | 'kill'): Promise<void>
  /** A second process on the same database. It ends with the first. */
  openNode(): Promise<ServerProcess>
  close(): Promise<void>
}

/** Fills a new data folder with the demo, for `openDemoServer` to copy: that is quicker than filling one each. */
export async function prepareDemo(folder: string): Promise<void> {
  const server = await startServer({ GAPURA_DATA_DIR: folder, GAPURA_DEMO: 'yes' })
  const code = await server.stop()
  if (code !== 0) throw new Error(`the server ended with ${code}:\n${server.output()}`)
}

/** The product with its demo: a copy of the one that scripts/test.ts prepared, or a new one. */
export async function openDemoServer({ port = 0 }: { port?: number }): Promise<DemoServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gapura-web-'))
  const prepared = process.env.GAPURA_TEST_DEMO
  // `cp` keeps the owner of the cluster's files, who is not always the one who runs the tests.
  if (prepared !== undefined) execFileSync('cp', ['-a', `${prepared}/.`, dataDir])
  const env = { GAPURA_DATA_DIR: dataDir, GAPURA_DEMO: 'yes', GAPURA_LOG_LEVEL: 'debug' }
  let server = await startServer({ ...env, PORT: String(port) })
  const { address } = server
  const demo: Demo = JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8'))
  const nodes: ServerProcess[] = []
  let earlier = ''

  return {
    address,
    dataDir,
    demo,
    databaseUrl: databaseUrlOf(dataDir),
    output: () => earlier + [server, ...nodes].map((one) => one.output()).join(''),
    restart: async (whileDown, how = 'stop') => {
      await server[how]()
      earlier += server.output()
      try {
        await whileDown()
      } finally {
        server = await startServer({ ...env, PORT: new URL(address).port })
      }
    },
    openNode: async () => {
      const node = await startServer({
        DATABASE_URL: databaseUrlOf(dataDir),
        GAPURA_DATA_DIR: join(dataDir, `node-${nodes.length + 2}`),
        GAPURA_NIK_KEY_FILE: join(dataDir, 'secrets/nik.key'),
        GAPURA_SEAL_KEY_FILE: join(dataDir, 'secrets/seal.key'),
        GAPURA_FILE_KEY_FILE: join(dataDir, 'secrets/files.key'),
      })
      nodes.push(node)
      return node
    },
    close: async () => {
      await Promise.all(nodes.map((node) => node.stop()))
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** The embedded PostgreSQL takes another port with every start. */
export function databaseUrlOf(dataDir: string): string {
  const port = readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[3]
  const password = readFileSync(join(dataDir, 'secrets/postgres.password'), 'utf8').trim()
  return `postgres://gapura_owner:${password}@127.0.0.1:${port}/gapura`
}
