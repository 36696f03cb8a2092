/** What an address of the old service names; the agency and the method are looked up, not trusted. */
export type WirePath = {
  /** `33` (province) or `3313` (regency); null in the addresses of central users. */
  region: string | null
  /** Lower case. */
  agency: string
  /** Lower case. */
  method: string
}

const NAME = /^[A-Za-z0-9_.-]{1,64}$/
const REGION = /^([0-9]{2})(?:[-.]?([0-9]{2}))?$/

/**
 * Reads what follows `/dukcapil/get_json/`, decoded and split at the slashes: `{WIL}/{INSTANSI}/{METHOD}`
 * or `{INSTANSI}/{METHOD}` (W-27 to W-29). Null for any other shape.
 */
export function readPath(segments: readonly string[]): WirePath | null {
  if (segments.length !== 2 && segments.length !== 3) return null
  const [agency, method] = segments.slice(-2)
  if (agency === undefined || !NAME.test(agency)) return null
  if (method === undefined || !NAME.test(method)) return null

  const names = { agency: agency.toLowerCase(), method: method.toLowerCase() }
  const [area] = segments
  if (segments.length === 2 || area === undefined) return { region: null, ...names }

  const parts = REGION.exec(area)
  if (parts === null) return null
  return { region: `${parts[1]}${parts[2] ?? ''}`, ...names }
}
