import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** What a test changes of an answer that would be right. */
export type Twist = {
  origin?: string
  rpId?: string
  challenge?: string
  /** False: the authenticator has not proved its holder. */
  isVerified?: boolean
  signCount?: number
  type?: string
}

const USER_PRESENT = 0x01
const USER_VERIFIED = 0x04
const HAS_KEY = 0x40

/** An authenticator in software: one key, ES256, no attestation (WebAuthn 6.1, 6.5). */
export function createAuthenticator(origin = 'http://localhost', rpId = 'localhost') {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const credentialId = randomBytes(32)
  let count = 0

  const clientData = (type: string, challenge: string, twist: Twist) =>
    Buffer.from(
      JSON.stringify({
        type: twist.type ?? type,
        challenge: twist.challenge ?? challenge,
        origin: twist.origin ?? origin,
        crossOrigin: false,
      }),
    )
  const authData = (flags: number, twist: Twist, key = Buffer.alloc(0)) => {
    count = twist.signCount ?? count + 1
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(count)
    const verified = twist.isVerified === false ? 0 : USER_VERIFIED
    const hash = createHash('sha256')
      .update(twist.rpId ?? rpId)
      .digest()
    return Buffer.concat([hash, Buffer.of(USER_PRESENT | verified | flags), counter, key])
  }
  const coseKey = () => {
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
    // {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
    return Buffer.concat([
      Buffer.from('a5010203262001215820', 'hex'),
      Buffer.from(x, 'base64url'),
      Buffer.from('225820', 'hex'),
      Buffer.from(y, 'base64url'),
    ])
  }
  return {
    /** Answers an offer to make a passkey. */
    create(options: Record<string, unknown>, twist: Twist = {}) {
      const client = clientData('webauthn.create', String(options.challenge), twist)
      const length = Buffer.alloc(2)
      length.writeUInt16BE(credentialId.length)
      const key = Buffer.concat([Buffer.alloc(16), length, credentialId, coseKey()])
      const data = authData(HAS_KEY, twist, key)
      // {"fmt": "none", "attStmt": {}, "authData": bytes}
      const attestation = Buffer.concat([
        Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex'),
        Buffer.of(data.length),
        data,
      ])
      return {
        credentialId: credentialId.toString('base64url'),
        clientDataJson: client.toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal', 'nonsense'],
      }
    },
    /** Signs a challenge. */
    get(options: Record<string, unknown>, twist: Twist = {}) {
      const client = clientData('webauthn.get', String(options.challenge), twist)
      const data = authData(0, twist)
      const signed = Buffer.concat([data, createHash('sha256').update(client).digest()])
      return {
        credentialId: credentialId.toString('base64url'),
        clientDataJson: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', signed, privateKey).toString('base64url'),
      }
    },
  }
}

export type Authenticator = ReturnType<typeof createAuthenticator>
