import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { staleFiles } from './generate.ts'

// `npm run check`: everything that can be said about the code without running it. Every step runs, also
// after one has failed, so that one round shows all that is to be mended.

const ROOT = join(import.meta.dirname, '..')

type Step = { name: string; run: () => string | null }

/** @returns what is wrong; null when nothing is */
const tool = (name: string, ...args: string[]) => {
  const { status, stdout, stderr, error } = spawnSync(join(ROOT, 'node_modules', '.bin', name), args, {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NO_COLOR: '1' },
  })
  if (error !== undefined) return `${name} could not be run: ${error.message}`
  return status === 0 ? null : `${stdout}${stderr}`
}

const STEPS: readonly Step[] = [
  { name: 'types (tsc)', run: () => tool('tsc', '--noEmit', '-p', '.') },
  { name: 'types of the pages (tsc)', run: () => tool('tsc', '--noEmit', '-p', 'src/web') },
  { name: 'types of the browser tests (tsc)', run: () => tool('tsc', '--noEmit', '-p', 'test/web') },
  { name: 'format and fast rules (biome)', run: () => tool('biome', 'ci', '--colors=off', '.') },
  {
    name: 'rules that need types (oxlint)',
    run: () => tool('oxlint', '--type-aware', '--deny-warnings', 'src', 'scripts', 'test', 'bench'),
  },
  {
    name: 'generated parts of the documents',
    run: () => {
      const stale = staleFiles()
      return stale.length === 0
        ? null
        : `not up to date: ${stale.join(', ')}\nRun npm run generate and commit what it changes.\n`
    },
  },
]

const failures: { name: string; report: string }[] = []
for (const { name, run } of STEPS) {
  const begun = performance.now()
  const report = run()
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  console.log(`${report === null ? 'ok    ' : 'FAILED'}  ${name} (${seconds} s)`)
  if (report !== null) failures.push({ name, report })
}
for (const { name, report } of failures) console.log(`\n── ${name} ──\n${report.trimEnd()}`)
if (failures.length > 0) {
  console.log(`\n${failures.length} of ${STEPS.length} checks failed`)
  process.exitCode = 1
}
