import type { Pool } from '../../kernel/database.ts'
import type { Log } from '../../kernel/log.ts'
import { openPipelinedClient } from '../../kernel/pipelined-client.ts'
import type { NikHasher } from '../../kernel/secrets.ts'
import { loadRegionNames } from '../../registry/index.ts'
import { type Gate, openGate } from '../gate.ts'
import type { LatencyMeter } from '../latency.ts'

/**
 * The gate for people at the screen, in this thread and on a connection of its own. What it answers stays a
 * value with its labels; the thread of programs (gate-thread.ts) only hands out bodies. People are few: their
 * batches hold the audit head no longer than one of a program does.
 */
export async function openPortalGate(given: {
  databaseUrl: string
  pool: Pool
  nikHasher: NikHasher
  log: Log
  latency: LatencyMeter
}): Promise<{ gate: Gate; stop(): Promise<void> }> {
  const { databaseUrl: url, pool, nikHasher, log } = given
  const regions = await loadRegionNames(pool)
  const client = openPipelinedClient({ url, role: 'gapura_app', applicationName: 'gapura portal gate' })
  const gate = openGate({ client, regions, nikHasher, log })
  return {
    gate: measured(gate, given.latency),
    stop: async () => {
      await gate.stop()
      await client.end()
    },
  }
}

/** The same gate, which counts how long its answers took (P-40). */
function measured(gate: Gate, latency: LatencyMeter): Gate {
  return {
    ...gate,
    ask: async (question) => {
      const sinceMs = performance.now()
      const answer = await gate.ask(question)
      const nowMs = performance.now()
      latency.record(nowMs - sinceMs, nowMs)
      return answer
    },
  }
}
