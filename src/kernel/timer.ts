import type { Log } from './log.ts'

export type Timer = {
  /** Resolves when no act is under way any more. */
  stop(): Promise<void>
}

/**
 * Repeats an act with a pause between the end of one and the start of the next. A failed one is logged and
 * tried again at the next turn; it never ends the process.
 *
 * @param act is told by the signal that the timer stops; one that takes long MUST then end soon
 */
export function startTimer(
  everyMs: number,
  log: Log,
  name: string,
  act: (signal: AbortSignal) => Promise<unknown>,
): Timer {
  const stopping = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let underWay: Promise<unknown> = Promise.resolve()
  const plan = () => {
    if (stopping.signal.aborted) return
    timer = setTimeout(() => {
      underWay = act(stopping.signal)
        .catch((error: unknown) => log.error({ err: error }, `${name} failed`))
        .finally(plan)
    }, everyMs)
    timer.unref()
  }
  plan()
  return {
    stop: async () => {
      stopping.abort()
      clearTimeout(timer)
      await underWay
    },
  }
}
