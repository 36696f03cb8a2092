// Runs on whatever Node the machine has, before anything is installed: plain JavaScript, built-ins only.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** The Node that the project pins, from node_modules. */
export const bundledNode = join(
  root,
  'node_modules',
  '.bin',
  process.platform === 'win32' ? 'node.cmd' : 'node',
)

/** Makes what a checkout lacks before it runs: the locked packages, and the portal built from its sources. */
export function ensureInstalled() {
  installPackages()
  buildPortal()
}

/** Does nothing when dist/web is up to date (build-web.mjs decides). */
function buildPortal() {
  const { status } = spawnSync(bundledNode, [join(root, 'scripts/build-web.mjs')], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) {
    // The gate answers programs without it, so this stops nothing.
    console.error('Gapura: the portal could not be built; see above. Starting without its pages.')
  }
}

/** Does nothing when node_modules holds exactly the locked packages. */
function installPackages() {
  const stamp = join(root, 'node_modules', '.gapura-installed')
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && existsSync(bundledNode) && readFileSync(stamp, 'utf8') === lock) return
  console.error('Gapura: installing packages (once) …')
  const npm = process.env.npm_execpath
  const [command, args] = npm ? [process.execPath, [npm]] : ['npm', []]
  const { status } = spawnSync(command, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) {
    console.error('Gapura: npm ci failed; see above.')
    process.exit(status ?? 1)
  }
  writeFileSync(stamp, lock)
}
