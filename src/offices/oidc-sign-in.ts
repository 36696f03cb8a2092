import type { Pool, Tx } from '../kernel/database.ts'
import { deviceOf } from './device.ts'
import { isUsername } from './domain.ts'
import type { OidcProvider } from './oidc-provider.ts'
import { newOidcRequest, oidcRequestOf } from './oidc-request.ts'
import type { SignInFailure } from './record-staff.ts'
import { type Opened, type Origin, openSession, recordFailure, type SignInTools } from './sign-in.ts'
import { findByUsername, type SignInRecord } from './staff.store.ts'

/** Why nobody was signed in; the sign-in page has words for each. */
export type OidcRefusal = 'denied' | 'failed' | 'expired' | 'unknown' | 'suspended'

/** Begins a sign-in by the provider; undefined while the provider cannot be asked. */
export async function beginOidc(
  { pool, keys }: Pick<SignInTools, 'pool' | 'keys'>,
  provider: OidcProvider,
): Promise<{ location: string; cookie: string } | undefined> {
  const { cookie, secrets } = newOidcRequest(keys.oidc, await nowMs(pool))
  const location = await provider.begin(secrets)
  return location === undefined ? undefined : { location: location.href, cookie }
}

/** Signs in whom the provider names, if they have an account here; it never opens one (SP-29 to SP-31). */
export async function finishOidc(
  tools: SignInTools,
  provider: OidcProvider,
  given: { cookie: string | undefined; query: string },
  origin: Origin,
): Promise<Opened | { kind: 'refused'; why: OidcRefusal }> {
  const refuse = async (why: OidcRefusal, outcome: SignInFailure = 'sign-in-failed', of?: SignInRecord) => {
    await recordFailure(tools, outcome, of, origin, { with: 'oidc', why })
    return { kind: 'refused', why } as const
  }
  const request = oidcRequestOf(tools.keys.oidc, given.cookie, await nowMs(tools.pool))
  if (request === undefined) return refuse('expired')
  const answer = await provider.finish(given.query, request.secrets)
  if (answer.kind !== 'identified') return refuse(answer.kind)
  const { identity } = answer
  const { username = '' } = identity
  const staff = isUsername(username) ? await findByUsername(tools.pool, username) : undefined
  if (staff === undefined) return refuse('unknown')
  if (!staff.isActive) return refuse('suspended', 'account-suspended', staff)
  const opened = await openSession(tools, staff, origin, {
    with: 'oidc',
    isKnownDevice: deviceOf(tools.keys.device, origin.deviceCookie, staff.id) !== undefined,
    isSecondFactorGiven: provider.hasSecondFactor(identity),
    also: (tx) => useUp(tx, request.hash),
  }).catch((error: unknown) => {
    if (error instanceof UsedAlready) return undefined
    throw error
  })
  return opened ?? refuse('expired')
}

/** Rolls the session back: what came back twice is somebody else's copy. */
class UsedAlready extends Error {}

async function useUp(tx: Tx, hash: Buffer): Promise<void> {
  const { rowCount } = await tx.query(
    'insert into oidc_sign_in_used (request_hash) values ($1) on conflict do nothing',
    [hash],
  )
  if (rowCount !== 1) throw new UsedAlready()
}

/** Forgets sign-ins whose cookies are too old to come back. */
export async function purgeOidc(pool: Pool): Promise<void> {
  await pool.query(`delete from oidc_sign_in_used where used_at < clock_timestamp() - interval '1 hour'`)
}

async function nowMs(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ now: number }>(
    'select (extract(epoch from clock_timestamp()) * 1000)::float8 as now',
  )
  return rows[0]?.now ?? Number.POSITIVE_INFINITY
}
