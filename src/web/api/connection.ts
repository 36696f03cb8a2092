import { useSyncExternalStore } from 'react'

/**
 * What every call tells in passing: whether the server can be reached, and whether the session still holds.
 * While it cannot be reached it is asked for again and again; the pages then load anew by themselves.
 */
type Watcher = () => void

/** Why a session no longer serves. */
export type SessionEnd = 'expired' | 'oidc-suspended'

const RETRY_MS = 2_000

const watchers = new Set<Watcher>()
const onBack = new Set<Watcher>()
const onSignedOut = new Set<(why: SessionEnd) => void>()
let isReachable = true

export function reportReachable(reachable: boolean): void {
  if (reachable === isReachable) return
  isReachable = reachable
  for (const watcher of watchers) watcher()
  if (reachable) for (const watcher of onBack) watcher()
  else setTimeout(() => void knock(), RETRY_MS)
}

export function reportSignedOut(why: SessionEnd): void {
  for (const watcher of onSignedOut) watcher(why)
}

async function knock() {
  if (isReachable) return
  const isUp = await fetch('/health', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  )
  if (isUp) reportReachable(true)
  else setTimeout(() => void knock(), RETRY_MS)
}

const watch =
  <W>(set: Set<W>) =>
  (watcher: W) => {
    set.add(watcher)
    return () => {
      set.delete(watcher)
    }
  }

/** Called when the server answers again after it had not. */
export const whenBack = watch(onBack)

/** Called when a call was refused because the session has ended. */
export const whenSignedOut = watch(onSignedOut)

const subscribe = watch(watchers)

export const useIsReachable = () => useSyncExternalStore(subscribe, () => isReachable)
