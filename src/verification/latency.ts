/** How long the gate took, of the last minutes. */
export type LatencyView = {
  /** Answers that were measured. */
  count: number
  /** Milliseconds; half of the answers, and all but one in a hundred, took no longer. */
  p50: number
  p99: number
}

/** Minutes that a view covers, the running one among them. */
export const LATENCY_MINUTES = 5

/** Parts of each doubling: a figure is never more than a sixteenth too high. */
const PARTS = 16
const PART_BITS = 4
/** Room for 2^27 µs, which is two minutes; what is longer counts as that. */
const DOUBLINGS = 28
const BUCKETS = DOUBLINGS * PARTS
const MAX_MICROS = 2 ** 27 - 1
const MINUTE_MS = 60_000

export type LatencyMeter = {
  /** @param nowMs of the same clock as `elapsedMs` was measured with: `performance.now()` */
  record(elapsedMs: number, nowMs: number): void
  /** null when nothing was answered in the last minutes. */
  view(): LatencyView | null
}

/**
 * Counts how long answers took, by minute, in buckets that grow with the time. Nothing is kept of a single answer
 * and nothing is allocated for it: about 10 ns each on the machine of docs/performance.md.
 */
export function createLatencyMeter(clock: () => number = () => performance.now()): LatencyMeter {
  const counts = new Uint32Array(LATENCY_MINUTES * BUCKETS)
  const minutes = new Float64Array(LATENCY_MINUTES).fill(-1)
  return {
    record: (elapsedMs, nowMs) => {
      const minute = Math.floor(nowMs / MINUTE_MS)
      const row = minute % LATENCY_MINUTES
      if (minutes[row] !== minute) {
        counts.fill(0, row * BUCKETS, (row + 1) * BUCKETS)
        minutes[row] = minute
      }
      const at = row * BUCKETS + bucketOf(elapsedMs)
      counts[at] = (counts[at] ?? 0) + 1
    },
    view: () => {
      const now = Math.floor(clock() / MINUTE_MS)
      const sums = Array.from({ length: BUCKETS }, () => 0)
      minutes.forEach((minute, row) => {
        if (minute < 0 || minute <= now - LATENCY_MINUTES) return
        for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
          sums[bucket] = (sums[bucket] ?? 0) + (counts[row * BUCKETS + bucket] ?? 0)
        }
      })
      const count = sums.reduce((sum, one) => sum + one, 0)
      if (count === 0) return null
      return { count, p50: percentile(sums, count, 0.5), p99: percentile(sums, count, 0.99) }
    },
  }
}

function bucketOf(elapsedMs: number): number {
  const micros = elapsedMs > 0 ? Math.min(elapsedMs * 1_000, MAX_MICROS) | 0 : 0
  if (micros < PARTS) return micros
  const doubling = 31 - Math.clz32(micros)
  return (doubling - PART_BITS + 1) * PARTS + ((micros >> (doubling - PART_BITS)) & (PARTS - 1))
}

/** The upper end of a bucket: what is told is never less than it was. */
function upperMs(bucket: number): number {
  if (bucket < PARTS) return (bucket + 1) / 1_000
  const doubling = Math.floor(bucket / PARTS) + PART_BITS - 1
  return ((PARTS + (bucket % PARTS) + 1) * 2 ** (doubling - PART_BITS)) / 1_000
}

function percentile(sums: readonly number[], count: number, share: number): number {
  const wanted = Math.ceil(count * share)
  let seen = 0
  const bucket = sums.findIndex((one) => {
    seen += one
    return seen >= wanted
  })
  return Number(upperMs(bucket).toPrecision(3))
}

/** One for programs, one for people at the screen: their ways to the gate differ. */
export type GateLatency = { programs: LatencyMeter; people: LatencyMeter }

export function createGateLatency(): GateLatency {
  return { programs: createLatencyMeter(), people: createLatencyMeter() }
}
