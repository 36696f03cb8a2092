import { isLocalName, isLoopbackNumber, isNumeric, parseSite } from '../kernel/public-url.ts'

/** For whom a passkey is made: the name the browser binds it to, and the address its pages have. */
export type RelyingParty = { rpId: string; origin: string }

export type RelyingPartyResult =
  | ({ kind: 'usable' } & RelyingParty)
  /** Why no passkey can be made or used here; `address`: where they work instead, when that is known. */
  | { kind: 'unusable'; why: 'ip-address' | 'insecure' | 'other-address'; address: string | null }

/**
 * The rule of SP-23. With a configured public address only that one counts. Without, it is the address the
 * request came to, if a browser would make a passkey there: `localhost`, or a name over HTTPS; never an IP.
 *
 * A caller who sends a false `Host` gains nothing: a passkey is looked for under the name it was made for, and
 * the browser signs the address it really stands at.
 *
 * @param publicUrl of the portal, as configured
 */
export function relyingPartyOf(
  publicUrl: string | null,
  { protocol, host }: { protocol: string; host: string },
): RelyingPartyResult {
  const asked = parseSite(`${protocol}://${host}`)
  if (publicUrl !== null) {
    const { hostname, origin } = new URL(publicUrl)
    return asked?.origin === origin
      ? { kind: 'usable', rpId: hostname, origin }
      : { kind: 'unusable', why: 'other-address', address: origin }
  }
  if (asked === undefined || isNumeric(asked.hostname)) {
    return { kind: 'unusable', why: 'ip-address', address: asked === undefined ? null : localNameOf(asked) }
  }
  if (asked.protocol !== 'https:' && !isLocalName(asked.hostname)) {
    return { kind: 'unusable', why: 'insecure', address: null }
  }
  return { kind: 'usable', rpId: asked.hostname, origin: asked.origin }
}

/** This machine by its name, for whoever came by its number. */
function localNameOf({ protocol, hostname, port }: URL): string | null {
  if (!isLoopbackNumber(hostname)) return null
  return `${protocol}//localhost${port === '' ? '' : `:${port}`}`
}
