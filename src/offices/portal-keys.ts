import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Tx } from '../kernel/database.ts'
import type { Sealer } from '../kernel/seal.ts'
import { countForeignSeals } from './totp.store.ts'

/** The keys of sign-in, each derived from the sealing key for one use. */
export type PortalKeys = {
  sealer: Sealer
  device: Buffer
  recoveryCode: Buffer
  attempt: Buffer
  passkey: Buffer
  oidc: Buffer
}

export function portalKeys(sealer: Sealer): PortalKeys {
  return {
    sealer,
    device: sealer.derive('known device'),
    recoveryCode: sealer.derive('recovery code'),
    attempt: sealer.derive('sign-in attempt'),
    passkey: sealer.derive('passkey user handle'),
    oidc: sealer.derive('oidc request'),
  }
}

/**
 * @throws when a second factor was set up with another key: with this one nobody who has it could sign in
 */
export async function requireSealKey(tx: Tx, sealer: Sealer): Promise<void> {
  const foreign = await countForeignSeals(tx, sealer.keyId)
  if (foreign === 0) return
  throw new Error(
    `The sealing key differs from the one with which ${foreign} second factors were set up. Set ` +
      'GAPURA_SEAL_KEY_FILE to that key; if it is lost, reset those accounts with gapura staff reset.',
  )
}

const TOKEN_BYTES = 32

/** A session's token: 256 random bits. It stands in the cookie and nowhere else. */
export function newSessionToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

/** What the database keeps of a session's token. Random bits need no slow hash. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/**
 * What every request that changes something must carry in a header. Derived from the token, so nothing is kept;
 * a page of another origin can neither read it nor set the header.
 */
export function csrfOf(token: string): string {
  return createHmac('sha256', token).update('gapura csrf').digest('base64url')
}

export function isCsrfOf(token: string, given: string | undefined): boolean {
  const wanted = Buffer.from(csrfOf(token))
  const sent = Buffer.from(given ?? '')
  return sent.length === wanted.length && timingSafeEqual(sent, wanted)
}
