import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** What one sign-in by a provider is bound with: to this browser (state), this answer (nonce), this portal (PKCE). */
export type OidcSecrets = { state: string; nonce: string; codeVerifier: string }

/** How long a person may take at the provider. */
export const REQUEST_SECONDS = 600

/**
 * A sign-in that has begun: a cookie of the browser that began it, and nothing in the database, so that nobody
 * can fill that by beginning many. All three secrets follow from the cookie and a key of this installation.
 */
export function newOidcRequest(key: Buffer, nowMs: number): { cookie: string; secrets: OidcSecrets } {
  const body = `${Math.floor(nowMs / 1000) + REQUEST_SECONDS}.${randomBytes(32).toString('base64url')}`
  return { cookie: `${body}.${derived(key, 'cookie', body)}`, secrets: secretsOf(key, body) }
}

/** The sign-in that a cookie began; undefined when it is none of ours, or too old. */
export function oidcRequestOf(
  key: Buffer,
  cookie: string | undefined,
  nowMs: number,
): { hash: Buffer; secrets: OidcSecrets } | undefined {
  const [until = '', random = '', mac = ''] = cookie?.split('.') ?? []
  const body = `${until}.${random}`
  const wanted = Buffer.from(derived(key, 'cookie', body))
  const given = Buffer.from(mac)
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined
  if (Number(until) * 1000 <= nowMs) return undefined
  return { hash: createHash('sha256').update(body).digest(), secrets: secretsOf(key, body) }
}

const secretsOf = (key: Buffer, body: string): OidcSecrets => ({
  state: derived(key, 'state', body),
  nonce: derived(key, 'nonce', body),
  codeVerifier: derived(key, 'verifier', body),
})

const derived = (key: Buffer, purpose: string, body: string) =>
  createHmac('sha256', key).update(`${purpose} ${body}`).digest('base64url')
