import { lazyRouteComponent as lazyOnce } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { reportReachable, whenBack } from './api/connection.ts'

type Importer<K extends string> = () => Promise<Record<K, ComponentType>>

/**
 * A page whose script is fetched when it is first opened. The router's own loads the whole window anew when
 * that fails: with the server down this ends on the browser's error page, and what was typed elsewhere is
 * lost. Here the page waits for the server. A script that is gone because the server was upgraded meanwhile
 * fails again with the server up, and then the window is loaded anew.
 */
export function lazyRouteComponent<K extends string>(importer: Importer<K>, name: K) {
  return lazyOnce(patiently(importer), name)
}

/** Fetches once more when the server is back, where fetching failed for want of it. */
export const patiently =
  <T>(importer: () => Promise<T>) =>
  (): Promise<T> =>
    importer().catch(() => againWhenBack(importer))

async function againWhenBack<T>(importer: () => Promise<T>): Promise<T> {
  const isUp = await fetch('/health', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  )
  if (!isUp) {
    await new Promise<void>((resolve) => {
      const stop = whenBack(() => {
        stop()
        resolve()
      })
      reportReachable(false)
    })
  }
  return importer()
}
