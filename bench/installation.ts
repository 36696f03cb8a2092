import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importAgreement } from '../src/agreements/index.ts'
import { issueCredential } from '../src/credentials/index.ts'
import { inTx, openPool } from '../src/kernel/database.ts'
import { postgresBinDir, startEmbeddedPostgres } from '../src/kernel/embedded-postgres.ts'
import { migrate } from '../src/kernel/migrate.ts'
import { generateResidents, loadResidents, SYNTHETIC_SERIALS, seedRegions } from '../src/registry/index.ts'

const ROOT = join(import.meta.dirname, '..')

export type BenchInstallation = {
  env: Record<string, string>
  path: string
  userId: string
  password: string
  niks: string[]
  remove(): Promise<void>
}

/** A durable installation with a large population and one unlimited credential, in a folder of its own. */
export async function makeInstallation(residents: number): Promise<BenchInstallation> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gapura-bench-'))
  const server = await startEmbeddedPostgres({ dataDir, binDir: postgresBinDir(process.env.PG_BIN_DIR) })
  await migrate(server.url)
  const pool = openPool({ url: server.url, applicationName: 'bench setup' })
  await seedRegions(pool)
  await pool.query('select audit_prepare_months(current_date)')
  const niks: string[] = []
  const population = generateResidents({ count: residents, seed: 'bench', serials: SYNTHETIC_SERIALS.real })
  await inTx(pool, (tx) => loadResidents(tx, 'real', sampling(population, niks)))
  await pool.query('vacuum analyze')
  const today = new Date()
  const file = {
    code: 'bench',
    number: { civilRegistry: 'bench/1', userAgency: 'bench/2' },
    civilRegistry: { name: 'Disdukcapil', region: '33.13', level: 'kabupaten' as const },
    userAgency: { name: 'RSUD', kind: 'RSUD' as const, wireName: 'rsud_3313' },
    purpose: 'bench',
    signedOn: `${today.getFullYear() - 1}-01-01`,
    validUntil: `${today.getFullYear() + 1}-12-31`,
    elements: ELEMENTS,
    methods: ['web-service' as const],
    quotaPerUserPerDay: 'unlimited' as const,
  }
  const imported = await importAgreement(pool, file, { by: 'bench' })
  if (imported.kind === 'refused') throw new Error(JSON.stringify(imported.faults))
  const issued = await issueCredential(
    pool,
    { agreementCode: 'bench', userId: 'bench.user', kind: 'production', addresses: ['127.0.0.1'] },
    'bench',
  )
  if (issued.kind === 'refused') throw new Error(JSON.stringify(issued.faults))
  await pool.query('checkpoint')
  await pool.end()
  return {
    env: {
      // As the product itself connects to its embedded database.
      DATABASE_URL: server.socketUrl ?? server.url,
      GAPURA_DATA_DIR: dataDir,
      GAPURA_NIK_KEY_FILE: join(dataDir, 'secrets', 'nik.key'),
      GAPURA_DEMO: 'no',
      GAPURA_LOG_LEVEL: 'warn',
    },
    path: '/dukcapil/get_json/33-13/rsud_3313/CALL_NIK',
    userId: 'bench.user',
    password: issued.secret,
    niks,
    remove: async () => {
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** The ten elements of a hospital's agreement. */
const ELEMENTS = [
  'NO_KK',
  'NIK',
  'NAMA_LGKP',
  'JENIS_KLMIN',
  'TMPT_LHR',
  'TGL_LHR',
  'STATUS_KAWIN',
  'JENIS_PKRJN',
  'GOL_DARAH',
  'ALAMAT',
] as const satisfies string[]

const SAMPLED = 50_000

/** Notes active residents spread over the whole population. */
function* sampling<T extends { nik: string; status: number }>(
  rows: Iterable<T>,
  niks: string[],
): Generator<T> {
  let index = 0
  for (const row of rows) {
    // A fixed stride through the population; multiplied so that neighbours in the list are far apart.
    if (row.status === 1 && (index * 7919) % 20 === 0 && niks.length < SAMPLED) niks.push(row.nik)
    index += 1
    yield row
  }
}

/** Starts a server process and waits for the line that says it is ready. */
export async function startProcess(
  file: string,
  env: Record<string, string>,
): Promise<{ stop(): Promise<void> }> {
  const child = spawn(process.execPath, ['--max-semi-space-size=16', join(ROOT, file)], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve())
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code} before it was ready`)))
  })
  return {
    stop: async () => {
      child.kill('SIGTERM')
      await gone
    },
  }
}
