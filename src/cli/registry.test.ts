import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type CommandLine, openCommandLine } from '../../test/support/command.ts'

let cli: CommandLine
before(async () => {
  cli = await openCommandLine()
})
after(() => cli.close())

async function entries() {
  const { rows } = await cli.database.pool.query(
    `select event, outcome, detail::jsonb as detail from audit_entry where event like 'registry.%' order by seq`,
  )
  return rows.map(({ event, outcome, detail }) => ({ event, outcome, ...detail }))
}

test('an import and a generated population leave an entry each: who, which space, how many', async () => {
  const file = join(cli.folder, 'penduduk.csv')
  const generate = ['registry', 'generate', '--count', '30', '--seed', 'uji', '--space', 'real']
  assert.equal((await cli.run([...generate, '--out', file])).code, 0)
  assert.deepEqual(await cli.run([...generate, '--by', 'Uji']).then(({ code }) => code), 0)
  const imported = ['registry', 'import', file, '--space', 'dummy', '--by', 'Petugas Uji']
  assert.equal((await cli.run(imported)).code, 0)
  // The same file again changes nothing, and is not an act.
  assert.equal((await cli.run(imported)).code, 0)
  assert.deepEqual(await entries(), [
    { event: 'registry.generated', outcome: 'done', by: 'Uji', space: 'real', changed: 30 },
    {
      event: 'registry.imported',
      outcome: 'finished',
      by: 'Petugas Uji',
      space: 'dummy',
      loaded: 30,
      changed: 30,
      rejected: 0,
    },
  ])
})
