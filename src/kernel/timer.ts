import type { Log } from './log.ts'

/**
 * Repeats an act with a pause between the end of one and the start of the next. A failed one is logged and
 * tried again at the next turn; it never ends the process.
 */
export function startTimer(
  everyMs: number,
  log: Log,
  name: string,
  act: () => Promise<unknown>,
): { stop(): void } {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const plan = () => {
    if (stopped) return
    timer = setTimeout(() => {
      act()
        .catch((error: unknown) => log.error({ err: error }, `${name} failed`))
        .finally(plan)
    }, everyMs)
    timer.unref()
  }
  plan()
  return {
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
  }
}
