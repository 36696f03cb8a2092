import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'

/** DER of an Ed25519 public key before its 32 bytes (RFC 8410). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')
const RAW_BYTES = 32

/** A pair for signing packages, as PEM that OpenSSL reads. */
export function makeSigningKey(): { privatePem: string; publicPem: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  }
}

export type Signer = { publicKey: Buffer; sign(bytes: Uint8Array): Buffer }

/** Whoever signs with the private key in this PEM; undefined when it holds no Ed25519 key. */
export function signerOf(privatePem: string): Signer | undefined {
  try {
    const key = createPrivateKey(privatePem)
    if (key.asymmetricKeyType !== 'ed25519') return undefined
    return { publicKey: rawOf(createPublicKey(key)), sign: (bytes) => sign(null, bytes, key) }
  } catch {
    // The reason would quote the key.
    return undefined
  }
}

/** A public key as people send it: PEM, or the 32 bytes in base64; undefined when it is none. */
export function readPublicKey(text: string): Buffer | undefined {
  const trimmed = text.trim()
  if (/^[A-Za-z0-9+/]{43}=$/.test(trimmed)) return Buffer.from(trimmed, 'base64')
  // Of a private key OpenSSL would make the public one; whoever sends that has made a mistake to be told of.
  if (!trimmed.startsWith('-----BEGIN PUBLIC KEY-----')) return undefined
  try {
    const key = createPublicKey(trimmed)
    return key.asymmetricKeyType === 'ed25519' ? rawOf(key) : undefined
  } catch {
    return undefined
  }
}

const rawOf = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' }).subarray(-RAW_BYTES)

const spkiOf = (raw: Buffer) => Buffer.concat([SPKI_PREFIX, raw])

export const publicPemOf = (raw: Buffer): string =>
  createPublicKey({ key: spkiOf(raw), format: 'der', type: 'spki' })
    .export({ type: 'spki', format: 'pem' })
    .toString()

/** `openssl pkey -pubin -in key.pub -outform der | sha256sum` */
export const fingerprintOf = (raw: Buffer): string => hash('sha256', spkiOf(raw), 'hex')

/** In groups that can be read out on the telephone. */
export const inGroups = (fingerprint: string): string => fingerprint.match(/.{1,4}/g)?.join(' ') ?? ''

export function isSignedBy(raw: Buffer, bytes: Uint8Array, signature: Uint8Array): boolean {
  return verify(null, bytes, createPublicKey({ key: spkiOf(raw), format: 'der', type: 'spki' }), signature)
}
