// `npm run <name>`: runs scripts/<name>.ts on the pinned Node, after installing what is missing.
import { spawnSync } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'
import { bundledNode, ensureInstalled, root } from './ensure-installed.mjs'

const [name, ...args] = process.argv.slice(2)
ensureInstalled()
const { status } = spawnSync(bundledNode, [join(root, 'scripts', `${name}.ts`), ...args], {
  stdio: 'inherit',
  cwd: root,
  env: { ...process.env, PATH: `${dirname(bundledNode)}${delimiter}${process.env.PATH}` },
})
process.exit(status ?? 1)
