import { createRefusalLimit, type RefusalLimit } from '../audit/index.ts'
import { hashPassword, newSecret, verifyPassword } from '../credentials/index.ts'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import { createTurnstile } from '../kernel/turnstile.ts'
import { deviceOf, newDevice } from './device.ts'
import { isUsername, type NextStep, nextStep } from './domain.ts'
import { normalPassword } from './password-rules.ts'
import { hashToken, newSessionToken, type PortalKeys } from './portal-keys.ts'
import { recordSignInFailure, recordStaff, type SignInFailure, staffName } from './record-staff.ts'
import { insertSession } from './session.store.ts'
import { type Attempt, forgetAttempts, takeAttempt, targetOf } from './sign-in-failure.store.ts'
import { findByUsername, type SignInRecord } from './staff.store.ts'

/** Where a request comes from. */
export type Origin = {
  requestId: string
  address: string
  userAgent: string
  deviceCookie: string | undefined
}

export type TooMany = { kind: 'too-many'; retryAfterSeconds: number }

export type SignInResult = Opened | { kind: 'failed' } | { kind: 'suspended' } | TooMany | { kind: 'busy' }

/** Passwords and codes of people, checked one at a time and apart from those of programs. */
export type PasswordDesk = {
  /** Whether a password is the one of an account; 'busy' when too many wait. Unknown accounts take as long. */
  check(stored: string | undefined, password: string): Promise<boolean | 'busy'>
  hash(password: string): Promise<{ hash: string } | 'busy'>
  failures: RefusalLimit
}

const CHECKS_AT_ONCE = 1
/** One second of work. */
const MAX_WAITING = 50

export function createPasswordDesk(): PasswordDesk {
  const turnstile = createTurnstile(CHECKS_AT_ONCE, MAX_WAITING)
  const decoy = hashPassword(newSecret())
  return {
    failures: createRefusalLimit(),
    hash: (password) => turnstile.pass(async () => ({ hash: await hashPassword(normalPassword(password)) })),
    check: (stored, password) =>
      turnstile.pass(async () => {
        const isRight = await verifyPassword(stored ?? (await decoy), normalPassword(password))
        return stored !== undefined && isRight
      }),
  }
}

export type SignInTools = { pool: Pool; keys: PortalKeys; desk: PasswordDesk }

/** Longer than any password that may be set: a megabyte is not hashed for anybody. */
const MAX_PASSWORD = 512

/**
 * The first step of signing in: name and password. What else is due before the session is good for anything is
 * `next` (SP-04). A name that does not exist and a wrong password are told alike, after the same time.
 */
export async function signIn(
  { pool, keys, desk }: SignInTools,
  given: { username: string; password: string },
  origin: Origin,
): Promise<SignInResult> {
  const username = given.username.trim().toLowerCase()
  const staff = isUsername(username) ? await findByUsername(pool, username) : undefined
  const attempt = attemptOf(keys, 'password', username, staff?.id, origin)
  const fail = (outcome: SignInFailure) => recordFailure({ pool, desk }, outcome, staff, origin)
  const turn = await inTx(pool, (tx) => takeAttempt(tx, attempt))
  if (turn.kind === 'too-early') {
    await fail('sign-in-throttled')
    return { kind: 'too-many', retryAfterSeconds: turn.retryAfterSeconds }
  }
  const isRight = await desk.check(staff?.passwordHash, given.password.slice(0, MAX_PASSWORD))
  if (isRight === 'busy') return { kind: 'busy' }
  if (staff === undefined || !isRight) {
    await fail('sign-in-failed')
    return { kind: 'failed' }
  }
  // Told only to who knows the password.
  if (!staff.isActive) {
    await fail('account-suspended')
    return { kind: 'suspended' }
  }
  return openSession({ pool, keys }, staff, origin, {
    isKnownDevice: attempt.isKnownDevice,
    isSecondFactorGiven: false,
    with: 'password',
    also: (tx) => forgetAttempts(tx, attempt),
  })
}

export type Opened = { kind: 'signed-in'; token: string; next: NextStep; device: string | undefined }

/**
 * Opens a session for whoever has proved to be a member of staff.
 *
 * @param proof.isSecondFactorGiven whether a provider has vouched for it (SP-31)
 * @param proof.also what else commits with it
 */
export async function openSession(
  { pool, keys }: Pick<SignInTools, 'pool' | 'keys'>,
  staff: SignInRecord,
  origin: Origin,
  proof: {
    with: 'password' | 'oidc'
    isKnownDevice: boolean
    isSecondFactorGiven: boolean
    also: (tx: Tx) => Promise<void>
  },
): Promise<Opened> {
  const token = newSessionToken()
  const { requestId, address } = origin
  const { isSecondFactorGiven } = proof
  const secondFactorAtMs = isSecondFactorGiven ? 0 : null
  const next = nextStep({ ...staff, hasTotp: staff.totpSecretSealed !== null, secondFactorAtMs })
  await inTx(pool, async (tx) => {
    await proof.also(tx)
    await insertSession(tx, {
      isSecondFactorGiven,
      tokenHash: hashToken(token),
      staffId: staff.id,
      address,
      userAgent: origin.userAgent
        .slice(0, 200)
        .toWellFormed()
        .replace(/\p{Cc}/gu, ' '),
    })
    const of = { officeId: staff.officeId, staffId: staff.id, username: staff.username }
    await recordStaff(tx, 'staff.signed_in', { by: staffName(staff), requestId, address }, of, {
      next,
      with: proof.with,
      ...(isSecondFactorGiven ? { secondFactor: 'provider' } : {}),
    })
  })
  const isComplete = next !== 'second-factor'
  return {
    kind: 'signed-in',
    token,
    next,
    device: isComplete && !proof.isKnownDevice ? newDevice(keys.device, staff.id) : undefined,
  }
}

/** An attempt, counted for the device when it is one of this member of staff, else for the address. */
export function attemptOf(
  keys: PortalKeys,
  kind: 'password' | 'second-factor',
  username: string,
  staffId: number | undefined,
  origin: Pick<Origin, 'address' | 'deviceCookie'>,
): Attempt {
  const device = staffId === undefined ? undefined : deviceOf(keys.device, origin.deviceCookie, staffId)
  return {
    target: targetOf(keys.attempt, kind, username),
    source: device === undefined ? networkOf(origin.address) : `device:${device}`,
    isKnownDevice: device !== undefined,
  }
}

/** An IPv6 customer has a whole /64 to come from. */
function networkOf(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address
  const [head = '', tail] = address.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const filled =
    tail === undefined
      ? before
      : [...before, ...Array.from({ length: 8 - before.length - after.length }, () => '0'), ...after]
  return `${filled.slice(0, 4).join(':')}::/64`
}

/** Records a failure in a transaction of its own: the act it belongs to did not happen. */
export async function recordFailure(
  { pool, desk }: Pick<SignInTools, 'pool' | 'desk'>,
  outcome: SignInFailure,
  of: { id: number; officeId: number; username: string } | undefined,
  { requestId, address }: Pick<Origin, 'requestId' | 'address'>,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  await inTx(pool, async (tx) => {
    const { rows } = await tx.query<{ now: number }>(
      'select (extract(epoch from clock_timestamp()) * 1000)::float8 as now',
    )
    await recordSignInFailure(tx, desk.failures, rows[0]?.now ?? 0, { outcome, requestId, address, of, more })
  })
}
