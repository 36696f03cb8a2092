/** Lets a bounded number of costly acts run at once, a bounded number wait, and turns the rest away. */
export type Turnstile = {
  /** The result of `act`, or 'busy' at once when too many are waiting already. */
  pass<T>(act: () => Promise<T>): Promise<T | 'busy'>
}

export function createTurnstile(atOnce: number, maxWaiting: number): Turnstile {
  let running = 0
  const waiting: (() => void)[] = []
  return {
    async pass(act) {
      if (running >= atOnce) {
        if (waiting.length >= maxWaiting) return 'busy'
        // Whoever leaves hands its place over, so `running` does not change.
        await new Promise<void>((resolve) => waiting.push(resolve))
      } else running += 1
      try {
        return await act()
      } finally {
        const next = waiting.shift()
        if (next === undefined) running -= 1
        else next()
      }
    },
  }
}
