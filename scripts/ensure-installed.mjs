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

/** Installs the locked packages unless node_modules already holds exactly those. */
export function ensureInstalled() {
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
