/** Turns away who asks too often; the tokens themselves cannot be guessed, so this guards the database only. */
export type VisitLimit = { admits(address: string): boolean }

const WINDOW_MS = 60_000
const MAX_IN_WINDOW = 30
/** Addresses remembered at once: beyond, all are forgotten, as they are after each minute. */
const MAX_ADDRESSES = 10_000

/** @param now milliseconds that only go forward */
export function createVisitLimit(now: () => number = () => performance.now()): VisitLimit {
  let until = 0
  const visits = new Map<string, number>()
  return {
    admits: (address) => {
      if (now() >= until || visits.size >= MAX_ADDRESSES) {
        visits.clear()
        until = now() + WINDOW_MS
      }
      const network = networkOf(address)
      const count = (visits.get(network) ?? 0) + 1
      visits.set(network, count)
      return count <= MAX_IN_WINDOW
    },
  }
}

/** One holder has a whole /64 of IPv6. */
function networkOf(address: string): string {
  return address.includes(':') ? address.split(':').slice(0, 4).join(':') : address
}
