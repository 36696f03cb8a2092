import { Secret, TOTP } from 'otpauth'

// RFC 6238 as every authenticator app speaks it.
const FORM = { issuer: 'Gapura', algorithm: 'SHA1', digits: 6, period: 30 } as const
const SECRET_BYTES = 20
/** Steps that a phone's clock may be off in either direction. */
const WINDOW = 1

export function newTotpSecret(): Buffer {
  return Buffer.from(new Secret({ size: SECRET_BYTES }).bytes)
}

/** What an authenticator app is given: the secret to type, and the address that a QR code carries. */
export function enrolmentOf(secret: Buffer, username: string): { secret: string; otpauthUrl: string } {
  const totp = generatorOf(secret, username)
  return { secret: totp.secret.base32, otpauthUrl: totp.toString() }
}

/**
 * The step of a code, if it may be accepted: right within a step of `atMs`, and later than every step that was
 * accepted before, so that nobody uses a code they have watched (SP-11).
 */
export function acceptedStep(
  secret: Buffer,
  code: string,
  atMs: number,
  lastStep: number | null,
): number | undefined {
  if (!/^[0-9]{6}$/.test(code)) return undefined
  const delta = generatorOf(secret, '').validate({ token: code, timestamp: atMs, window: WINDOW })
  if (delta === null) return undefined
  const step = Math.floor(atMs / 1000 / FORM.period) + delta
  return lastStep !== null && step <= lastStep ? undefined : step
}

/** The code of an instant: for tests and for whoever tries the demo without a phone. */
export function codeAt(secret: Buffer, atMs: number): string {
  return generatorOf(secret, '').generate({ timestamp: atMs })
}

function generatorOf(secret: Buffer, label: string): TOTP {
  return new TOTP({ ...FORM, label, secret: new Secret({ buffer: new Uint8Array(secret).buffer }) })
}
