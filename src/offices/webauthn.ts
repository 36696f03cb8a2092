import { createHmac } from 'node:crypto'
import type { RelyingParty } from './relying-party.ts'

// The library takes 0.2 s to load, which the command line would pay for at every start: it is loaded by the
// first passkey that is asked for.
const library = () => import('@simplewebauthn/server')

/** How long a person may take to find their key and touch it. */
export const CHALLENGE_SECONDS = 180

/** EdDSA, ES256, RS256 (COSE): what authenticators in use have. */
const ALGORITHMS = [-8, -7, -257]

/** A passkey as the browser names it. */
export type KnownPasskey = { credentialId: Buffer; transports: readonly string[] }

export type Registration = {
  credentialId: string
  clientDataJson: string
  attestationObject: string
  transports: readonly string[]
}

export type Assertion = {
  credentialId: string
  clientDataJson: string
  authenticatorData: string
  signature: string
}

export type NewPasskey = {
  credentialId: Buffer
  publicKey: Buffer
  signCount: number
  transports: readonly string[]
  isSynced: boolean
}

/** What the browser needs in order to make a passkey. The person must prove themselves to it (SP-22). */
export async function creationOptions(
  party: RelyingParty,
  of: { handle: Uint8Array; username: string; fullName: string },
  challenge: Buffer,
  known: readonly KnownPasskey[],
) {
  const { generateRegistrationOptions } = await library()
  return generateRegistrationOptions({
    rpName: 'Gapura',
    rpID: party.rpId,
    userID: new Uint8Array(of.handle),
    userName: of.username,
    userDisplayName: of.fullName,
    challenge: new Uint8Array(challenge),
    timeout: CHALLENGE_SECONDS * 1000,
    attestationType: 'none',
    excludeCredentials: known.map(described),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    supportedAlgorithmIDs: ALGORITHMS,
  })
}

/** What the browser needs in order to sign with one of the known passkeys. */
export async function requestOptions(party: RelyingParty, challenge: Buffer, known: readonly KnownPasskey[]) {
  const { generateAuthenticationOptions } = await library()
  return generateAuthenticationOptions({
    rpID: party.rpId,
    challenge: new Uint8Array(challenge),
    timeout: CHALLENGE_SECONDS * 1000,
    userVerification: 'required',
    allowCredentials: known.map(described),
  })
}

/** The passkey that was made, if it was made for this challenge, address and person; else undefined. */
export async function verifyRegistration(
  party: RelyingParty,
  challenge: Buffer,
  { credentialId, clientDataJson, attestationObject, transports }: Registration,
): Promise<NewPasskey | undefined> {
  const { verifyRegistrationResponse } = await library()
  const verified = await verifyRegistrationResponse({
    response: {
      id: credentialId,
      rawId: credentialId,
      type: 'public-key',
      response: { clientDataJSON: clientDataJson, attestationObject },
      clientExtensionResults: {},
    },
    expectedChallenge: challenge.toString('base64url'),
    expectedOrigin: party.origin,
    expectedRPID: party.rpId,
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(refusalOf)
  if (verified?.registrationInfo === undefined) return undefined
  const { credential, credentialDeviceType } = verified.registrationInfo
  return {
    credentialId: Buffer.from(credential.id, 'base64url'),
    publicKey: Buffer.from(credential.publicKey),
    signCount: credential.counter,
    transports: transports.filter((one) => TRANSPORTS.includes(one)),
    isSynced: credentialDeviceType === 'multiDevice',
  }
}

/** The authenticator's counter, if it signed this challenge at this address for a proved person; else undefined. */
export async function verifyAssertion(
  party: RelyingParty,
  challenge: Buffer,
  publicKey: Buffer,
  { credentialId, clientDataJson, authenticatorData, signature }: Assertion,
): Promise<{ signCount: number } | undefined> {
  const { verifyAuthenticationResponse } = await library()
  const verified = await verifyAuthenticationResponse({
    response: {
      id: credentialId,
      rawId: credentialId,
      type: 'public-key',
      response: { clientDataJSON: clientDataJson, authenticatorData, signature },
      clientExtensionResults: {},
    },
    expectedChallenge: challenge.toString('base64url'),
    expectedOrigin: party.origin,
    expectedRPID: party.rpId,
    // The counter is compared by the statement that writes it, so that two answers at once cannot both pass.
    credential: { id: credentialId, publicKey: new Uint8Array(publicKey), counter: 0 },
    requireUserVerification: true,
  }).catch(refusalOf)
  return verified?.verified === true ? { signCount: verified.authenticationInfo.newCounter } : undefined
}

/** Names a member of staff to an authenticator without telling it anything; the same at every node and time. */
export function userHandle(key: Buffer, staffId: number): Buffer {
  return createHmac('sha256', key).update(`webauthn user ${staffId}`).digest()
}

const TRANSPORTS: readonly string[] = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']

const described = ({ credentialId, transports }: KnownPasskey) => ({
  id: credentialId.toString('base64url'),
  transports: [...transports],
})

/** The library says no by throwing, whatever is wrong with the answer; the message would repeat what was sent. */
function refusalOf(): undefined {
  return undefined
}
