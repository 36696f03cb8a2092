import type { IncomingMessage } from 'node:http'

/** How long a request may take to arrive; slower ones only tie up a connection. */
export const REQUEST_LIMIT_MS = 15_000

const FILE_TYPES = /^(application\/(pdf|octet-stream)|image\/(jpeg|png))\b/

/**
 * Ends requests whose body does not come. Node knows one limit for all requests, and files take longer than what is
 * said about people.
 *
 * A request is looked at when the turn of the event loop in which it began is over: nearly every one is complete by
 * then, and needs no timer. A timer for each was a tenth of what a call costs the HTTP thread.
 *
 * @param end is told the request that is late
 * @returns to be called with every request as it begins
 */
export function watchLateRequests(
  end: (request: IncomingMessage) => void,
  limitMs: number = REQUEST_LIMIT_MS,
): (request: IncomingMessage) => void {
  let begun: IncomingMessage[] = []

  function look() {
    const looked = begun
    begun = []
    for (const request of looked) {
      if (request.complete || request.destroyed || !isLimited(request)) continue
      const timer = setTimeout(() => {
        if (!request.complete) end(request)
      }, limitMs)
      request.once('close', () => clearTimeout(timer))
    }
  }

  return (request) => {
    if (begun.push(request) === 1) setImmediate(look)
  }
}

const isLimited = ({ method, headers }: IncomingMessage) =>
  method !== 'GET' && !FILE_TYPES.test(headers['content-type'] ?? '')
