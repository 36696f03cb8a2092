import { inTx, type Pool } from '../kernel/database.ts'
import { serverName } from '../kernel/installation-facts.ts'
import { type GateLatency, isOutcome, LATENCY_MINUTES, type LatencyView } from '../verification/index.ts'
import {
  findFirstUncounted,
  listAgencyNames,
  listQuotaUse,
  type QuotaUse,
  readNow,
  type Tally,
  tallyFrom,
  tallyOverflow,
} from './board.store.ts'

/** What an office sees of the last hour. */
export type BoardView = {
  now: string
  /** Sixty minutes, the running one last. */
  perMinute: { minute: string; hits: number; refused: number }[]
  byAgency: { agency: string; hits: number; refused: number }[]
  byOutcome: { outcome: string; count: number }[]
  quotas: QuotaUse[]
  /**
   * How long the gate took in the last minutes, for programs and for people at the screen. Of this process alone,
   * which is named; all other figures are of the log, and so of every process (P-40).
   */
  latency: {
    server: string
    minutes: number
    programs: LatencyView | null
    people: LatencyView | null
  }
}

export type Board = { view(officeId: number): Promise<BoardView> }

const MINUTE_MS = 60_000
const MINUTES = 60
/** However many look at the board, the log is read this often at most. */
const FRESH_MS = 2_000
const NOBODY = 'Tidak dikenal'

type Snapshot = { takenAt: number; now: number; unsettled: Tally[] }

/**
 * The last hour of an installation, kept as counts in this process. Each look reads only the entries that
 * were added since the one before: the log is append-only and numbered in the order of commits, so what was
 * counted stays right and nothing is missed.
 */
export function createBoard(pool: Pool, latency: GateLatency): Board {
  const counts = new Map<string, Tally>()
  let counted = 0
  let snapshot: Snapshot | undefined
  let reading: Promise<Snapshot> | undefined

  async function read(): Promise<Snapshot> {
    return inTx(pool, async (tx) => {
      // Settling moves counts into entries: both are read in one snapshot, or some would be told twice.
      await tx.query('set transaction isolation level repeatable read read only')
      const now = await readNow(tx)
      const { tallies, last } = await tallyFrom(tx, await findFirstUncounted(tx, counted))
      const unsettled = await tallyOverflow(tx)
      for (const tally of tallies) {
        const { minuteMs, officeId, agreementId, outcome, isHit } = tally
        const key = `${minuteMs} ${officeId} ${agreementId} ${outcome} ${isHit}`
        const known = counts.get(key)
        if (known === undefined) counts.set(key, tally)
        else known.count += tally.count
      }
      counted = last
      for (const [key, { minuteMs }] of counts)
        if (minuteMs < now - 2 * MINUTES * MINUTE_MS) counts.delete(key)
      return { takenAt: performance.now(), now, unsettled }
    })
  }

  async function refreshed(): Promise<Snapshot> {
    if (snapshot !== undefined && performance.now() - snapshot.takenAt < FRESH_MS) return snapshot
    reading ??= read().finally(() => {
      reading = undefined
    })
    snapshot = await reading
    return snapshot
  }

  return {
    async view(officeId) {
      const { now, unsettled } = await refreshed()
      const [names, quotas] = await Promise.all([
        listAgencyNames(pool, officeId),
        listQuotaUse(pool, officeId),
      ])
      const from = Math.floor(now / MINUTE_MS) * MINUTE_MS - (MINUTES - 1) * MINUTE_MS
      const tallies = [...counts.values(), ...unsettled].filter(
        // Who was not recognised belongs to no office, and is everyone's concern.
        ({ minuteMs, officeId: of, outcome }) =>
          minuteMs >= from && (of === officeId || of === null) && isOutcome(outcome),
      )
      return {
        now: new Date(now).toISOString(),
        ...sum(tallies, from, names),
        quotas,
        latency: {
          server: serverName(),
          minutes: LATENCY_MINUTES,
          programs: latency.programs.view(),
          people: latency.people.view(),
        },
      }
    },
  }
}

function sum(
  tallies: readonly Tally[],
  from: number,
  names: ReadonlyMap<number, string>,
): Pick<BoardView, 'perMinute' | 'byAgency' | 'byOutcome'> {
  const perMinute = Array.from({ length: MINUTES }, (_, index) => ({
    minute: new Date(from + index * MINUTE_MS).toISOString(),
    hits: 0,
    refused: 0,
  }))
  const byAgency = new Map<string, { agency: string; hits: number; refused: number }>()
  const byOutcome = new Map<string, number>()
  for (const { minuteMs, agreementId, outcome, isHit, count } of tallies) {
    const agency = (agreementId === null ? undefined : names.get(agreementId)) ?? NOBODY
    const ofAgency = byAgency.get(agency) ?? { agency, hits: 0, refused: 0 }
    byAgency.set(agency, ofAgency)
    byOutcome.set(outcome, (byOutcome.get(outcome) ?? 0) + count)
    for (const row of [ofAgency, perMinute[Math.floor((minuteMs - from) / MINUTE_MS)]]) {
      if (row !== undefined) row[isHit ? 'hits' : 'refused'] += count
    }
  }
  return {
    perMinute,
    byAgency: [...byAgency.values()].sort((a, b) => b.hits - a.hits || b.refused - a.refused),
    byOutcome: [...byOutcome]
      .map(([outcome, count]) => ({ outcome, count }))
      .sort((a, b) => b.count - a.count),
  }
}
