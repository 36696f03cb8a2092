import { createHash, hash, randomBytes } from 'node:crypto'
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
 *
 * @param options.mayMake false for an installation that was set up with a key: another would find nothing
 * of what was written with it. Losing the key means that past audit entries cannot be found by NIK any more: it belongs in the backup.
 */
export function openNikHasher(keyFile: string, options: { mayMake: boolean } = { mayMake: true }): NikHasher {
  if (!existsSync(keyFile) && !options.mayMake) {
    throw new Error(`The NIK key ${keyFile} is missing. Put back the key this installation was set up with.`)
  }
  if (!existsSync(keyFile)) writeSecretFile(keyFile, randomBytes(32).toString('hex'))
  const key = readFileSync(keyFile, 'utf8').trim()
  if (key.length < 32) throw new Error(`The NIK key in ${keyFile} is shorter than 32 characters.`)
  return {
    hash: keyedHash(key),
    fingerprint: createHash('sha256').update(`gapura nik key\n${key}`).digest('hex').slice(0, 16),
  }
}

const BLOCK_BYTES = 64
const DIGEST_BYTES = 32

/**
 * HMAC-SHA256 (RFC 2104) truncated to 16 bytes, over the one-shot hash of node:crypto, on a path that is called for
 * every verification. The hashes are taken as Latin-1 text: as Buffers each is an allocation outside the heap, and a
 * NIK takes 4.3 µs instead of 1.2. Not reentrant, never async.
 */
function keyedHash(key: string): (nik: string) => Buffer {
  const keyBytes = Buffer.from(key, 'utf8')
  const block = Buffer.alloc(BLOCK_BYTES)
  if (keyBytes.length > BLOCK_BYTES) createHash('sha256').update(keyBytes).digest().copy(block)
  else keyBytes.copy(block)
  const longest = 32
  const inner = Buffer.alloc(BLOCK_BYTES + longest)
  const outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES)
  block.forEach((byte, index) => {
    inner[index] = byte ^ 0x36
    outer[index] = byte ^ 0x5c
  })
  return (nik) => {
    if (nik.length > longest) throw new RangeError('longer than a NIK')
    const length = inner.write(nik, BLOCK_BYTES, 'latin1')
    outer.write(hash('sha256', inner.subarray(0, BLOCK_BYTES + length), 'latin1'), BLOCK_BYTES, 'latin1')
    const hashed = Buffer.allocUnsafe(NIK_HASH_BYTES)
    hashed.write(hash('sha256', outer, 'latin1'), 0, NIK_HASH_BYTES, 'latin1')
    return hashed
  }
}

/** Writes a file that only this user can read (mode 0600), with its folder (0700). */
export function writeSecretFile(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, text, { mode: 0o600 })
  chmodSync(file, 0o600)
}
