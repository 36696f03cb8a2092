import { type ChildProcess, fork } from 'node:child_process'
import type { Pool } from '../../kernel/database.ts'
import type { Log } from '../../kernel/log.ts'
import { startTimer } from '../../kernel/timer.ts'
import { findWaiting } from './upload.store.ts'

const LOOK_EVERY_MS = 1_000
/** Rows of a chunk are small; what grows is the code itself. */
const MAX_HEAP_MB = 512

/** What the process is told. */
export type LoadOrder = {
  databaseUrl: string
  nikKeyFile: string
  /** Whether the database's processes are of this machine: then they yield like the loading process itself. */
  isDatabaseHere: boolean
  id: number
  today: string
}

export type Loader = { stop(): Promise<void> }

/**
 * Loads confirmed uploads, one at a time, each in a process of its own. Any number of servers may run one: a lock in the
 * database gives each upload to one of them, and ends with the process that held it.
 */
export function startLoader(options: {
  pool: Pool
  databaseUrl: string
  nikKeyFile: string
  isDatabaseHere: boolean
  log: Log
  lookEveryMs?: number
}): Loader {
  const { pool, databaseUrl, nikKeyFile, isDatabaseHere, log, lookEveryMs = LOOK_EVERY_MS } = options
  let child: ChildProcess | undefined
  let ended: Promise<void> = Promise.resolve()
  /** Uploads that another server loads, or that failed here: from when they are tried again, after how many turns. */
  const later = new Map<number, { at: number; turns: number }>()
  const putOff = (id: number) => {
    const turns = Math.min(64, (later.get(id)?.turns ?? 1) * 2)
    later.set(id, { at: performance.now() + turns * lookEveryMs, turns })
  }

  async function look() {
    if (child !== undefined) return
    const now = performance.now()
    const id = (await findWaiting(pool)).find((waiting) => (later.get(waiting)?.at ?? 0) < now)
    if (id === undefined) return
    const { rows } = await pool.query<{ today: string }>(
      `select (clock_timestamp() at time zone o.time_zone)::date::text as today
       from feedback_delivery d join office o on o.id = d.office_id where d.id = $1`,
      [id],
    )
    start(id, rows[0]?.today ?? '')
  }

  function start(id: number, today: string) {
    const started = fork(new URL('./load-process.ts', import.meta.url), {
      execArgv: [`--max-old-space-size=${MAX_HEAP_MB}`, '--max-semi-space-size=16'],
    })
    child = started
    started.send({ databaseUrl, nikKeyFile, isDatabaseHere, id, today } satisfies LoadOrder)
    started.on('message', (message: { end?: string }) => {
      if (message.end === 'elsewhere') putOff(id)
      else later.delete(id)
      log.info({ upload: id, end: message.end }, 'an upload of feedback was loaded')
    })
    ended = new Promise((resolve) => {
      started.on('exit', (code, signal) => {
        if (code !== 0) {
          // It is tried again: whatever was committed stands.
          log.error({ upload: id, code, signal }, 'loading an upload of feedback failed')
          putOff(id)
        }
        child = undefined
        resolve()
      })
    })
  }

  const timer = startTimer(lookEveryMs, log, 'load feedback', look)
  return {
    stop: async () => {
      await timer.stop()
      child?.kill('SIGTERM')
      await ended
    },
  }
}
