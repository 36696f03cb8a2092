import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { followAccesses, issueFeedbackToken } from '../../src/feedback/index.ts'
import { openPool, type Pool } from '../../src/kernel/database.ts'
import { openNikHasher } from '../../src/kernel/secrets.ts'
import { databaseUrlOf } from '../../test/support/demo-server.ts'
import { lookUpAll } from '../../test/support/feedback.ts'
import { inventedNik } from './people.ts'

const ROOT = join(import.meta.dirname, '../..')
const PORT = '18090'
const USER_ID = 'dinkes.karanganyar'

export const AGREEMENT = 'karanganyar-kesehatan-2026'

/** The product with its demo, in which one agency has looked up as many people as rows will come. */
export type Stage = {
  address: string
  pid: number
  pool: Pool
  account: { username: string; password: string; totpSecret: string | null }
  credential: { userId: string; password: string; paths: string[] }
  residents: string[]
  /** People looked up. */
  people: number
  token: string
  /** Takes away what was stored, so that the next measurement begins as the first did. */
  emptyTable(): Promise<void>
  close(): Promise<void>
}

type Demo = {
  credentials: { userId: string; password: string; paths: string[] }[]
  staff: { username: string; password: string; totpSecret: string | null }[]
  residents: { active: string[] }
}

export async function openStage(folder: string, people: number): Promise<Stage> {
  const dataDir = join(folder, 'data')
  // Filling the demo takes memory of its own: another process of the product is measured.
  await stopServer(await startServer(dataDir))
  const child = await startServer(dataDir)
  const demo: Demo = JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8'))
  const pool = openPool({ url: databaseUrlOf(dataDir), applicationName: 'bench' })
  await pretendLookUps(pool, join(dataDir, 'secrets/nik.key'), people)
  const token = await issueFeedbackToken(pool, { officeId: null, userId: USER_ID, by: 'bench' })
  return {
    address: `http://127.0.0.1:${PORT}`,
    pid: child.pid ?? 0,
    pool,
    account: found(demo.staff, ({ username }) => username === 'pic.dinkes'),
    credential: found(demo.credentials, ({ userId }) => userId === USER_ID),
    residents: demo.residents.active,
    people,
    token: token ?? '',
    emptyTable: async () => {
      await pool.query('truncate feedback_row, feedback_unique')
      await pool.query('checkpoint')
    },
    close: async () => {
      await pool.end()
      await stopServer(child)
    },
  }
}

async function startServer(dataDir: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--max-semi-space-size=16', join(ROOT, 'src/main.ts')], {
    env: { ...process.env, GAPURA_DATA_DIR: dataDir, GAPURA_DEMO: 'yes', GAPURA_LOG_LEVEL: 'warn', PORT },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  process.on('exit', () => child.kill('SIGKILL'))
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (text: Buffer) => {
      if (text.toString().includes('Gapura siap')) resolve()
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it was ready`)))
  })
  return child
}

async function stopServer(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await gone
}

/** The look-ups themselves are not what is measured: their entries are written as if they had been. */
async function pretendLookUps(pool: Pool, nikKeyFile: string, people: number): Promise<void> {
  const { rows } = await pool.query<{ agreementId: number; credentialId: number; officeId: number }>(
    `select agreement_id as "agreementId", id as "credentialId", office_id as "officeId" from credential
     where user_id = $1`,
    [USER_ID],
  )
  const [ids] = rows
  if (ids === undefined) throw new Error(`the demo has no ${USER_ID}`)
  const niks = Array.from({ length: people }, (_, place) => inventedNik(place, people))
  await lookUpAll(pool, openNikHasher(nikKeyFile), ids, niks)
  await followAccesses(pool)
  await pool.query('vacuum analyze')
}

function found<T>(all: readonly T[], fits: (one: T) => boolean): T {
  const one = all.find(fits)
  if (one === undefined) throw new Error('the demo does not have what the bench needs')
  return one
}
