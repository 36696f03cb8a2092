import { createHash, createHmac, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Bytes of a keyed NIK hash: 128 bits, far beyond the number of residents squared. */
const NIK_HASH_BYTES = 16

/** A keyed hash of a NIK, so that only who holds the key and the NIK can ask who looked at it (I7). */
export type NikHasher = {
  hash(nik: string): Buffer
  /** Tells keys apart without telling anything of the key. */
  fingerprint: string
}

/**
 * Reads the key of the NIK hashes, 32 bytes or more; makes a random one where the file does not exist.
 * Losing the key means that past audit entries cannot be found by NIK any more: it belongs in the backup.
 */
export function openNikHasher(keyFile: string): NikHasher {
  if (!existsSync(keyFile)) writeSecretFile(keyFile, randomBytes(32).toString('hex'))
  const key = readFileSync(keyFile, 'utf8').trim()
  if (key.length < 32) throw new Error(`The NIK key in ${keyFile} is shorter than 32 characters.`)
  return {
    hash: (nik) => createHmac('sha256', key).update(nik).digest().subarray(0, NIK_HASH_BYTES),
    fingerprint: createHash('sha256').update(`gapura nik key\n${key}`).digest('hex').slice(0, 16),
  }
}

/** Writes a file that only this user can read (mode 0600), with its folder (0700). */
export function writeSecretFile(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, text, { mode: 0o600 })
  chmodSync(file, 0o600)
}
