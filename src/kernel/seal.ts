import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { writeSecretFile } from './secrets.ts'

/**
 * Seals what the database must hold but whoever steals the database must not read.
 *
 * `purpose` is authenticated with the content: what was sealed for one row cannot be opened in another.
 */
export type Sealer = {
  seal(content: Uint8Array, purpose: string): Buffer
  /** @throws SealBroken when it was sealed with another key or for another purpose, or changed */
  open(sealed: Uint8Array, purpose: string): Buffer
  /** A key of its own for another use, the same at every start and on every node that has the key file. */
  derive(purpose: string): Buffer
  /** Tells keys apart without telling anything of the key; the first bytes after the version of what it sealed. */
  keyId: Buffer
}

export class SealBroken extends Error {}

const KEY_BYTES = 32
const KEY_ID_BYTES = 8
const IV_BYTES = 12
const TAG_BYTES = 16
/** Version of the layout: version, key id, IV, tag, ciphertext (AES-256-GCM). */
const VERSION = 1

/**
 * Reads the sealing key, 32 bytes in hex; makes a random one where the file does not exist. Losing it means
 * that everyone has to set up the second factor anew: it belongs in the backup, apart from the database's.
 */
export function openSealer(keyFile: string): Sealer {
  if (!existsSync(keyFile)) writeSecretFile(keyFile, randomBytes(KEY_BYTES).toString('hex'))
  const key = Buffer.from(readFileSync(keyFile, 'utf8').trim(), 'hex')
  if (key.length !== KEY_BYTES) throw new Error(`The sealing key in ${keyFile} is not 32 bytes in hex.`)
  const keyId = createHash('sha256')
    .update('gapura seal key\n')
    .update(key)
    .digest()
    .subarray(0, KEY_ID_BYTES)
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', key, '', `gapura ${purpose}`, KEY_BYTES))
  const sealKey = derive('seal')
  const head = Buffer.concat([Buffer.of(VERSION), keyId])
  return {
    keyId,
    derive,
    seal(content, purpose) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', sealKey, iv)
      cipher.setAAD(Buffer.from(purpose, 'utf8'))
      const text = Buffer.concat([cipher.update(content), cipher.final()])
      return Buffer.concat([head, iv, cipher.getAuthTag(), text])
    },
    open(sealed, purpose) {
      const bytes = Buffer.from(sealed)
      if (bytes.length < head.length + IV_BYTES + TAG_BYTES || !bytes.subarray(0, head.length).equals(head)) {
        throw new SealBroken('sealed with another key')
      }
      const iv = bytes.subarray(head.length, head.length + IV_BYTES)
      const tag = bytes.subarray(head.length + IV_BYTES, head.length + IV_BYTES + TAG_BYTES)
      const decipher = createDecipheriv('aes-256-gcm', sealKey, iv, { authTagLength: TAG_BYTES })
      decipher.setAAD(Buffer.from(purpose, 'utf8'))
      decipher.setAuthTag(tag)
      try {
        const text = decipher.update(bytes.subarray(head.length + IV_BYTES + TAG_BYTES))
        return Buffer.concat([text, decipher.final()])
      } catch (cause) {
        throw new SealBroken('changed, or sealed for another purpose', { cause })
      }
    },
  }
}
