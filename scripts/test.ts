import { type ChildProcess, spawn } from 'node:child_process'
import { globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { postgresBinDir, startEmbeddedPostgres } from '../src/kernel/embedded-postgres.ts'
import { migrate } from '../src/kernel/migrate.ts'
import { NO_CHROMIUM } from '../test/support/chromium.ts'
import { prepareDemo } from '../test/support/demo-server.ts'

// `npm test [files]`: all tests, and last the line `N passed, N failed, N skipped`. First those that want a
// database: one PostgreSQL for all, whose migrated template each test clones. Then those of the portal in
// test/web, in a real Chromium: one server and one browser a file, on a copy of one demo.

const ROOT = join(import.meta.dirname, '..')

// Test databases are thrown away: their commits need not reach the disk. Tests of durability start the product.
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }

type Counts = { pass: number; fail: number; cancelled: number; skipped: number }

const NONE: Counts = { pass: 0, fail: 0, cancelled: 0, skipped: 0 }

// Told to stop, it ends the tests and then, as always, the servers that it has started for them.
let stopsWith: NodeJS.Signals | undefined
let running: ChildProcess | undefined
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    stopsWith = signal
    running?.kill('SIGTERM')
  })
}

const wanted = process.argv.slice(2)
const files = wanted.length > 0 ? wanted : globSync('{src,test}/**/*.test.ts', { cwd: ROOT }).sort()
const isOfPortal = (file: string) => file.replaceAll('\\', '/').includes('test/web/')
const parts = [
  await testOnDatabase(files.filter((file) => !isOfPortal(file))),
  await testInBrowser(files.filter(isOfPortal)),
]
const sum = (name: keyof Counts) => parts.reduce((total, counts) => total + counts[name], 0)
const failed = sum('fail') + sum('cancelled')
console.log(`${sum('pass')} passed, ${failed} failed, ${sum('skipped')} skipped`)
process.exitCode = failed === 0 ? 0 : 1

async function testOnDatabase(testFiles: string[]): Promise<Counts> {
  if (testFiles.length === 0) return NONE
  const dataDir = mkdtempSync(join(tmpdir(), 'gapura-test-'))
  const server = await startEmbeddedPostgres({
    dataDir,
    binDir: postgresBinDir(process.env.PG_BIN_DIR),
    settings: FAST,
  })
  try {
    await migrate(server.url)
    await detachTemplate(server.url)
    return await runTests(testFiles, { GAPURA_TEST_SERVER: server.url })
  } finally {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** A template can only be cloned while no one is connected to it. */
async function detachTemplate(url: string) {
  const client = new pg.Client({ connectionString: url.replace(/[^/]+$/, 'postgres') })
  await client.connect()
  await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'gapura'`)
  await client.end()
}

async function testInBrowser(testFiles: string[]): Promise<Counts> {
  if (testFiles.length === 0) return NONE
  if (NO_CHROMIUM !== false) {
    const counts = await runTests(testFiles, {})
    console.log(`\nThe portal was NOT tested in a browser (${NO_CHROMIUM}).`)
    return counts
  }
  const demo = mkdtempSync(join(tmpdir(), 'gapura-test-demo-'))
  try {
    await prepareDemo(demo)
    return await runTests(testFiles, { GAPURA_TEST_DEMO: demo })
  } finally {
    rmSync(demo, { recursive: true, force: true })
  }
}

async function runTests(testFiles: string[], env: Record<string, string>): Promise<Counts> {
  if (stopsWith !== undefined) return { ...NONE, cancelled: 1 }
  const child = spawn(
    process.execPath,
    ['--test', '--test-reporter=spec', '--test-concurrency=2', ...testFiles],
    {
      cwd: ROOT,
      env: { ...process.env, ...env, NODE_ENV: 'test' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  running = child
  let output = ''
  child.stdout.setEncoding('utf8')
  child.stdout.on('data', (text: string) => {
    process.stdout.write(text)
    output += text
  })
  const code = await new Promise<number>((resolve) => child.on('close', (status) => resolve(status ?? 1)))
  return countsOf(output, code)
}

function countsOf(output: string, code: number): Counts {
  const counts = { ...NONE }
  for (const [, name, count] of output.matchAll(/^ℹ (pass|fail|cancelled|skipped) (\d+)$/gm)) {
    if (name !== undefined && name in counts) counts[name as keyof Counts] = Number(count)
  }
  // The runner does not count a suite that is skipped as a whole.
  counts.skipped += [...output.matchAll(/^﹣ .+ # no Chromium/gm)].length
  // A runner that ended otherwise than by a failed test, or before it counted, must not look like success.
  if (code !== 0 && counts.fail + counts.cancelled === 0) counts.fail = 1
  return counts
}
