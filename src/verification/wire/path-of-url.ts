import { readPath, type WirePath } from './path.ts'

const PREFIX = /^\/+dukcapil\/+get_json\/+/

/** Programs call one or two addresses; whoever tries many must not fill the memory. */
const MAX_REMEMBERED = 1_000
const remembered = new Map<string, WirePath | null>()

/**
 * The path that a request's target names, as it stands in the request line: query ignored, percent-decoded,
 * repeated and trailing slashes taken for one and none. Null for whatever is no address of the old service.
 */
export function pathOf(url: string): WirePath | null {
  const known = remembered.get(url)
  if (known !== undefined) return known
  const path = parse(url)
  if (remembered.size >= MAX_REMEMBERED) remembered.clear()
  remembered.set(url, path)
  return path
}

function parse(url: string): WirePath | null {
  const [target = ''] = url.split('?', 1)
  const prefix = PREFIX.exec(target)
  if (prefix === null) return null
  const segments = target
    .slice(prefix[0].length)
    .split('/')
    .filter((segment) => segment !== '')
  try {
    return readPath(segments.map(decodeURIComponent))
  } catch {
    // A broken percent-encoding: the router's answer says so.
    return null
  }
}
