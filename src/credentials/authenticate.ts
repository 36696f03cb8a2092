import { hash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Pool } from '../kernel/database.ts'
import { createTurnstile } from '../kernel/turnstile.ts'
import { findLoginCredential, type LoginCredential } from './credential.store.ts'
import { hashPassword, newSecret, verifyPassword } from './password.ts'

export type LoginResult =
  | { kind: 'recognised'; credentialId: number; secretVersion: number; usedPreviousSecret: boolean }
  /** `credentialId` when the User ID exists, for the record and the response profile. */
  | { kind: 'failed'; credentialId: number | null; secretVersion: number }
  /** Too many passwords wait to be checked; the caller answers "busy". */
  | { kind: 'busy' }

export type Authenticator = {
  /** Answers at once for a password this process has checked before; otherwise after a real check. */
  authenticate(userId: string, password: string): LoginResult | Promise<LoginResult>
  /** Forgets what is remembered of a User ID, because its secret has moved. */
  forget(userId: string): void
}

/** Passwords checked at once. Each takes a core for some 20 ms; the gate needs the other. */
const CHECKS_AT_ONCE = 1
/** Passwords waiting to be checked: one second of work. Beyond it, known callers are not held up. */
const MAX_WAITING = 50
const MAX_REMEMBERED = 10_000
/** Versions of secrets begin at 1. */
const NO_CREDENTIAL = 0

/**
 * Tells whose credential a User ID and password are.
 *
 * argon2id is checked once; after that a keyed MAC of the password is remembered in this process, together
 * with the version of the stored secret. The transaction that answers compares the version, so a rotated
 * secret makes the memory void (design, step 2 and 4). Wrong passwords are remembered likewise, so that a
 * client that repeats one does not keep a core busy.
 */
export function createAuthenticator(pool: Pool): Authenticator {
  const key = randomBytes(32).toString('base64')
  // The previous secret apart: while both are accepted, an agency's programs call with either in turn.
  const remembered = { current: new Map<string, Remembered>(), previous: new Map<string, Remembered>() }
  const refused = new Map<string, number>()
  const turnstile = createTurnstile(CHECKS_AT_ONCE, MAX_WAITING)
  const underWay = new Map<string, Promise<LoginResult>>()
  // Checking an unknown User ID takes as long as checking a known one.
  const decoy = hashPassword(newSecret())

  // The key comes first and last: nobody outside ever sees a MAC, and none can be extended to another.
  // As text: a Buffer of its own for each call costs more than the hash (kernel/secrets.ts).
  const macOf = (password: string) =>
    Buffer.from(hash('sha256', `${key}${password}${key}`, 'latin1'), 'latin1')

  /** Calls with the same password that come while it is being checked wait for that one check. */
  function checkOnce(userId: string, password: string, mac: Buffer): Promise<LoginResult> {
    const key = `${userId.toLowerCase()} ${mac.toString('base64')}`
    const begun = underWay.get(key)
    if (begun !== undefined) return begun
    const result = check(userId, password, mac, key).finally(() => underWay.delete(key))
    underWay.set(key, result)
    return result
  }

  async function check(
    userId: string,
    password: string,
    mac: Buffer,
    refusalKey: string,
  ): Promise<LoginResult> {
    const credential = await findLoginCredential(pool, userId)
    // The same for a User ID that does not exist, so that time does not tell which do.
    const version = credential?.secretVersion ?? NO_CREDENTIAL
    if (refused.get(refusalKey) === version) return failed(credential)
    const used = await turnstile.pass(() => usedSecret(credential, password, decoy))
    if (used === 'busy') return { kind: 'busy' }
    if (credential === undefined || used === 'none') {
      if (refused.size >= MAX_REMEMBERED) refused.clear()
      refused.set(refusalKey, version)
      return failed(credential)
    }
    const result = {
      kind: 'recognised',
      credentialId: credential.id,
      secretVersion: credential.secretVersion,
      usedPreviousSecret: used === 'previous',
    } as const
    const memory = remembered[used]
    if (memory.size >= MAX_REMEMBERED) memory.clear()
    // The stored spelling: the caller's string may be a slice that keeps its whole request in memory.
    // Likewise the MAC, which lies in a piece of memory that it shares with others.
    const kept = Buffer.alloc(mac.length, mac)
    memory.set(credential.userId.toLowerCase(), { mac: kept, result })
    return result
  }

  return {
    authenticate(userId, password) {
      const mac = macOf(password)
      const known = recall(remembered.current, userId, mac) ?? recall(remembered.previous, userId, mac)
      return known ?? checkOnce(userId, password, mac)
    },
    forget: (userId) => {
      remembered.current.delete(userId.toLowerCase())
      remembered.previous.delete(userId.toLowerCase())
    },
  }
}

type Remembered = { mac: Buffer; result: Extract<LoginResult, { kind: 'recognised' }> }

function recall(memory: ReadonlyMap<string, Remembered>, userId: string, mac: Buffer) {
  const known = memory.get(userId) ?? memory.get(userId.toLowerCase())
  return known !== undefined && timingSafeEqual(known.mac, mac) ? known.result : undefined
}

function failed(credential: LoginCredential | undefined): LoginResult {
  return {
    kind: 'failed',
    credentialId: credential?.id ?? null,
    secretVersion: credential?.secretVersion ?? 0,
  }
}

async function usedSecret(
  credential: LoginCredential | undefined,
  password: string,
  decoy: Promise<string>,
): Promise<'current' | 'previous' | 'none'> {
  if (await verifyPassword(credential?.secretHash ?? (await decoy), password)) {
    return credential === undefined ? 'none' : 'current'
  }
  const previous = credential?.previousSecretHash
  return typeof previous === 'string' && (await verifyPassword(previous, password)) ? 'previous' : 'none'
}
