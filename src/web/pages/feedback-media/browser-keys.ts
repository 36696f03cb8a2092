/** The keys of agencies, made and used in the browser: the private half never leaves the computer. */

const ALGORITHM = 'Ed25519'

export type BrowserKey = {
  /** PKCS #8 as PEM, as OpenSSL and the command line read it. */
  privatePem: string
  publicPem: string
  /** 32 bytes, base64. */
  publicKey: string
}

/** Whether this browser can do it here: not without HTTPS, and not before 2025. */
export async function canSign(): Promise<boolean> {
  if (globalThis.isSecureContext !== true) return false
  return crypto.subtle.generateKey(ALGORITHM, false, ['sign']).then(
    () => true,
    () => false,
  )
}

export async function makeKey(): Promise<BrowserKey> {
  const pair = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  if (!('privateKey' in pair)) throw new Error('the browser made no pair')
  const [pkcs8, spki, raw] = await Promise.all([
    crypto.subtle.exportKey('pkcs8', pair.privateKey),
    crypto.subtle.exportKey('spki', pair.publicKey),
    crypto.subtle.exportKey('raw', pair.publicKey),
  ])
  return {
    privatePem: pemOf('PRIVATE KEY', pkcs8),
    publicPem: pemOf('PUBLIC KEY', spki),
    publicKey: base64Of(new Uint8Array(raw)),
  }
}

export type BrowserSigner = {
  publicKey: string
  sign: (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>
}

/** Whoever signs with a key file; undefined when it holds no private key of ours. */
export async function signerOf(pem: string): Promise<BrowserSigner | undefined> {
  const body = /-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END PRIVATE KEY-----/.exec(pem)?.[1]
  if (body === undefined) return undefined
  try {
    const der = Uint8Array.from(atob(body.replace(/\s/g, '')), (character) => character.charCodeAt(0))
    const key = await crypto.subtle.importKey('pkcs8', der, ALGORITHM, true, ['sign'])
    // The public half is told by the JSON form only.
    const { x } = await crypto.subtle.exportKey('jwk', key)
    if (x === undefined) return undefined
    return {
      publicKey: `${x.replaceAll('-', '+').replaceAll('_', '/')}=`,
      sign: async (bytes) => new Uint8Array(await crypto.subtle.sign(ALGORITHM, key, bytes)),
    }
  } catch {
    // Another kind of key, or none.
    return undefined
  }
}

/** SHA-256 of the public key in its standard form, as the server shows it. */
export async function fingerprintOf(publicKey: string): Promise<string> {
  const raw = Uint8Array.from(atob(publicKey), (character) => character.charCodeAt(0))
  const spki = Uint8Array.from([...SPKI_PREFIX, ...raw])
  return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', spki)))
}

const SPKI_PREFIX = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00]

export const hexOf = (bytes: Uint8Array) =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

const base64Of = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes))

function pemOf(label: string, der: ArrayBuffer): string {
  const lines = base64Of(new Uint8Array(der)).match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}
