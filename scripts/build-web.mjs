// Builds src/web to dist/web unless dist/web was built from exactly these sources and packages.
// Plain JavaScript: it runs before a first start, called by ensure-installed.mjs.
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { root } from './ensure-installed.mjs'

const BUILT = join(root, 'dist/web')
const STAMP = '.built-from'

/** What of the server the portal is compiled with: pure tables (test/house/imports.test.ts). */
const SHARED = [
  'src/feedback/media/{encrypt,manifest,row-counter,tar,workbook-csv}.ts',
  'src/feedback/upload/cell-text.ts',
  'src/verification/outcomes.ts',
  'src/registry/{nik,calendar-day,elements}.ts',
  'src/offices/{permissions,permission-names}.ts',
]

/** A hash over everything that decides what the build holds. */
export function sourceHash() {
  const files = globSync(
    [
      'src/web/**/*.{ts,tsx,css,html,json,md,svg,webp}',
      ...SHARED,
      'scripts/{build-web,web-config}.mjs',
      'package-lock.json',
    ],
    { cwd: root },
  ).sort()
  const hash = createHash('sha256')
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  return hash.digest('hex')
}

export const isBuilt = () =>
  existsSync(join(BUILT, STAMP)) && readFileSync(join(BUILT, STAMP), 'utf8') === sourceHash()

/** Slow lines are common (1 Mbps, PB): every text file is stored compressed beside itself. */
function compress(folder) {
  for (const file of globSync('**/*.{js,css,json}', { cwd: folder })) {
    const path = join(folder, file)
    const bytes = readFileSync(path)
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
    writeFileSync(`${path}.br`, brotliCompressSync(bytes))
  }
}

async function buildWeb() {
  const hash = sourceHash()
  const [{ build }, { webConfig }] = await Promise.all([import('vite'), import('./web-config.mjs')])
  // Beside the old build, whose files a running server still gives out while this one is made.
  const folder = `${BUILT}-${process.pid}`
  await build(webConfig({ outDir: folder }))
  compress(folder)
  writeFileSync(join(folder, STAMP), hash)
  rmSync(BUILT, { recursive: true, force: true })
  renameSync(folder, BUILT)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href && !isBuilt()) {
  console.error('Gapura: building the portal (once) …')
  await buildWeb()
}
