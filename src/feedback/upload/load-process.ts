import { setPriority } from 'node:os'
import { openPool } from '../../kernel/database.ts'
import { openNikHasher } from '../../kernel/secrets.ts'
import { loadUpload } from './load-upload.ts'
import type { LoadOrder } from './loader.ts'

// The process of startLoader: loads one upload and ends. A process of its own, so that a million rows neither hold up
// the event loop that answers people nor grow the server's memory; with the lowest claim to the processor.

const LOW_PRIORITY = 10

// By message: arguments can be read by everybody on the machine, and the address holds a password.
const { databaseUrl, nikKeyFile, id, today } = await new Promise<LoadOrder>((resolve) => {
  process.once('message', (order: LoadOrder) => resolve(order))
})
setPriority(LOW_PRIORITY)
const stopping = new AbortController()
process.on('SIGTERM', () => stopping.abort())
// Whose server is gone goes too, after the chunk in hand: the next server goes on.
process.on('disconnect', () => stopping.abort())

const pool = openPool({ url: databaseUrl, role: 'gapura_app', applicationName: 'gapura feedback' })
try {
  const nikHasher = openNikHasher(nikKeyFile, { mayMake: false })
  const end = await loadUpload(pool, nikHasher, { id, today, signal: stopping.signal })
  process.send?.({ end })
} finally {
  await pool.end()
}
if (process.connected) process.disconnect?.()
