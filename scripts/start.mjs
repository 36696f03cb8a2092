// `npm start`: installs what is missing, then runs the server on the pinned Node.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { bundledNode, ensureInstalled, root } from './ensure-installed.mjs'

ensureInstalled()
// Room for a burst of requests' young objects: fewer and cheaper collections (docs/performance.md).
const NODE_FLAGS = ['--max-semi-space-size=64']

const server = spawn(bundledNode, [...NODE_FLAGS, join(root, 'src/main.ts'), ...process.argv.slice(2)], {
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal))
server.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGKILL' ? 137 : 1)))
// A killed npm leaves this process behind; the server then stops as if it had been asked to.
const parent = process.ppid
if (process.env.npm_lifecycle_event !== undefined) {
  setInterval(() => process.ppid !== parent && server.kill('SIGTERM'), 500).unref()
}
