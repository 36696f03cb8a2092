import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** OWASP's recommendation for argon2id (the library's default variant): 19 MiB, two passes; about 19 ms here. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The stored form of a password, a PHC string. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, ARGON2)
}

/** Whether a password belongs to a stored form. */
export function verifyPassword(stored: string, password: string): Promise<boolean> {
  return verify(stored, password)
}

// No l, I, 1, O, 0: people copy these from paper in a handover.
const ALPHABET = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const SECRET_LENGTH = 24

/** A new secret for a credential: 24 characters, about 139 bits. */
export function newSecret(): string {
  return Array.from({ length: SECRET_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}

/** A new secret with its stored form: made before a transaction, for hashing takes long. */
export type PreparedSecret = { secret: string; secretHash: string }

export async function prepareSecret(): Promise<PreparedSecret> {
  const secret = newSecret()
  return { secret, secretHash: await hashPassword(secret) }
}
