import { spawn } from 'node:child_process'
import { globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { postgresBinDir, startEmbeddedPostgres } from '../src/kernel/embedded-postgres.ts'
import { migrate } from '../src/kernel/migrate.ts'

// Starts one PostgreSQL for all tests, migrates the template that each test clones, runs the tests,
// and ends with the line `N passed, N failed`. The tests in test/web need Chromium and run by `npm run test:web`.

const ROOT = join(import.meta.dirname, '..')

// Test databases are thrown away: their commits need not reach the disk. Tests of durability start the product.
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }

const wanted = process.argv.slice(2)
const files =
  wanted.length > 0
    ? wanted
    : globSync(['src/**/*.test.ts', 'test/**/*.test.ts'], { cwd: ROOT, exclude: ['test/web/**'] }).sort()
const dataDir = mkdtempSync(join(tmpdir(), 'gapura-test-'))
const server = await startEmbeddedPostgres({
  dataDir,
  binDir: postgresBinDir(process.env.PG_BIN_DIR),
  settings: FAST,
})
try {
  await migrate(server.url)
  await detachTemplate(server.url)
  process.exitCode = await runTests(files, server.url)
} finally {
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
}

/** A template can only be cloned while no one is connected to it. */
async function detachTemplate(url: string) {
  const client = new pg.Client({ connectionString: url.replace(/[^/]+$/, 'postgres') })
  await client.connect()
  await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'gapura'`)
  await client.end()
}

async function runTests(testFiles: string[], url: string): Promise<number> {
  const child = spawn(
    process.execPath,
    ['--test', '--test-reporter=spec', '--test-concurrency=2', ...testFiles],
    {
      cwd: ROOT,
      env: { ...process.env, GAPURA_TEST_SERVER: url, NODE_ENV: 'test' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const counts = { pass: 0, fail: 0, cancelled: 0, skipped: 0 }
  let tail = ''
  child.stdout.setEncoding('utf8')
  child.stdout.on('data', (text: string) => {
    process.stdout.write(text)
    tail = (tail + text).slice(-200_000)
  })
  const code = await new Promise<number>((resolve) => child.on('close', (status) => resolve(status ?? 1)))
  for (const [, name, count] of tail.matchAll(/^ℹ (pass|fail|cancelled|skipped) (\d+)$/gm)) {
    if (name !== undefined && name in counts) counts[name as keyof typeof counts] = Number(count)
  }
  console.log(`${counts.pass} passed, ${counts.fail + counts.cancelled} failed, ${counts.skipped} skipped`)
  return code
}
