import { setPriority } from 'node:os'
import type pg from 'pg'
import { openPool } from '../../kernel/database.ts'
import { openLog } from '../../kernel/log.ts'
import { openNikHasher } from '../../kernel/secrets.ts'
import { loadUpload } from './load-upload.ts'
import type { LoadOrder } from './loader.ts'

// The process of startLoader: loads one upload and ends. A process of its own, so that a million rows neither hold up
// the event loop that answers people nor grow the server's memory; it and its database connections yield to all others.

const LOW_PRIORITY = 10

// By message: arguments can be read by everybody on the machine, and the address holds a password.
const { databaseUrl, nikKeyFile, isDatabaseHere, id, today } = await new Promise<LoadOrder>((resolve) => {
  process.once('message', (order: LoadOrder) => resolve(order))
})
setPriority(LOW_PRIORITY)
const stopping = new AbortController()
process.on('SIGTERM', () => stopping.abort())
// Whose server is gone goes too, after the chunk in hand: the next server goes on.
process.on('disconnect', () => stopping.abort())

const pool = openPool({
  url: databaseUrl,
  role: 'gapura_app',
  applicationName: 'gapura feedback',
  ...(isDatabaseHere ? { onConnect: yieldToOthers } : {}),
})
try {
  const nikHasher = openNikHasher(nikKeyFile, { mayMake: false })
  const end = await loadUpload(pool, nikHasher, { id, today, signal: stopping.signal })
  process.send?.({ end })
} finally {
  await pool.end()
}
if (process.connected) process.disconnect?.()

/** Gives the process that serves a connection the same low claim. */
async function yieldToOthers(client: pg.ClientBase): Promise<void> {
  try {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    if (rows[0] !== undefined) setPriority(rows[0].pid, LOW_PRIORITY)
  } catch (error) {
    openLog('warn').warn({ err: error }, 'a database process keeps its priority')
  }
}
