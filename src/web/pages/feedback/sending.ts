import { useSyncExternalStore } from 'react'
import { putPart } from '../../api/feedback-uploads.ts'
import { type Sending, sendParts, type Target } from './send-parts.ts'
import { sha256 } from './sha256.ts'

/**
 * Files that are being sent from this window. Outside of the pages, so that sending goes on while other pages are
 * looked at; a reload ends it, and choosing the file again goes on with it.
 */
const sendings = new Map<number, { state: Sending; stop: AbortController }>()
const watchers = new Set<() => void>()

/** Begins, or goes on with, the sending of a file. What was sent of it before is not sent again. */
export function startSending(target: Target, file: File): void {
  stopSending(target.id)
  const stop = new AbortController()
  sendings.set(target.id, { state: { kind: 'comparing' }, stop })
  void sendParts(target, file, {
    put: putPart,
    hash: sha256,
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    now: () => performance.now(),
    tell: (state) => {
      if (sendings.get(target.id)?.stop !== stop) return
      sendings.set(target.id, { state, stop })
      changed()
    },
    signal: stop.signal,
  })
  changed()
}

/** Stops, and forgets how far it was. */
export function stopSending(id: number): void {
  sendings.get(id)?.stop.abort()
  if (sendings.delete(id)) changed()
}

const isUnderWay = ({ kind }: Sending) => kind === 'comparing' || kind === 'sending'

function changed(): void {
  const isBusy = [...sendings.values()].some(({ state }) => isUnderWay(state))
  if (isBusy) window.addEventListener('beforeunload', ask)
  else window.removeEventListener('beforeunload', ask)
  for (const watcher of watchers) watcher()
}

/** The browser asks whether the window may be left. */
const ask = (event: BeforeUnloadEvent) => event.preventDefault()

const watch = (watcher: () => void) => {
  watchers.add(watcher)
  return () => {
    watchers.delete(watcher)
  }
}

/** How far the sending of an upload from this window is; undefined where there is none. */
export const useSending = (id: number): Sending | undefined =>
  useSyncExternalStore(watch, () => sendings.get(id)?.state)
