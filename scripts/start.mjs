// `npm start`: installs what is missing, then runs the server on the pinned Node.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundledNode, ensureInstalled, root } from './ensure-installed.mjs'

ensureInstalled()
// Room for a burst of requests' young objects; more of it is no faster and takes 150 MB (docs/performance.md).
const NODE_FLAGS = ['--max-semi-space-size=16']

const server = spawn(bundledNode, [...NODE_FLAGS, join(root, 'src/main.ts'), ...process.argv.slice(2)], {
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal))
server.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGKILL' ? 137 : 1)))
// A killed npm leaves this process behind, or the shell between them; the server then stops as if asked to.
if (process.env.npm_lifecycle_event !== undefined) {
  const born = lineage()
  setInterval(() => lineage() !== born && server.kill('SIGTERM'), 500).unref()
}

/** The process above this one and, where that is the shell that npm put between, npm's. */
function lineage() {
  const shell = `/proc/${process.ppid}/cmdline`
  if (!existsSync(shell) || !readFileSync(shell, 'utf8').includes('scripts/start.mjs'))
    return `${process.ppid}`
  const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8')
  return `${process.ppid} ${stat.slice(stat.lastIndexOf(')')).split(' ')[2]}`
}
