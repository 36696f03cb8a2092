import { type Answer, call, type Problem, post } from './client.ts'
import { type Next, nextShape } from './session.ts'
import { exactly, list, nothing, nullable, number, type Of, optional, record, text, truth } from './shape.ts'

export const accountShape = record({
  /** Where one is told of what waits; null: in the portal only. */
  email: nullable(text),
  hasTotp: truth,
  isSecondFactorRequired: truth,
  recoveryCodesLeft: number,
  passkeys: list(
    record({
      id: number,
      name: text,
      rpId: text,
      isSynced: truth,
      createdAt: text,
      lastUsedAt: nullable(text),
    }),
  ),
  /** Whether passkeys work at the address of this page; if not, why, and where they do. */
  here: record({
    usable: truth,
    rpId: optional(text),
    why: optional(exactly('ip-address', 'insecure', 'other-address')),
    address: nullable(text),
  }),
})

export type Account = Of<typeof accountShape>

const described = list(record({ id: text, type: exactly('public-key'), transports: list(text) }))

const creationShape = record({
  challenge: text,
  rp: record({ id: text, name: text }),
  user: record({ id: text, name: text, displayName: text }),
  pubKeyCredParams: list(record({ alg: number, type: exactly('public-key') })),
  timeout: number,
  excludeCredentials: described,
  attestation: exactly('none'),
  authenticatorSelection: record({
    residentKey: exactly('preferred'),
    requireResidentKey: truth,
    userVerification: exactly('required'),
  }),
})

const requestShape = record({
  challenge: text,
  rpId: text,
  timeout: number,
  allowCredentials: described,
  userVerification: exactly('required'),
})

/** Why the browser, or the person before it, made or used no passkey. */
export type DeviceFault = 'cancelled' | 'exists' | 'failed'

export type PasskeyAnswer<T> = Answer<T> | { kind: 'device'; fault: DeviceFault }

/** Whether this browser, on this page, can have to do with passkeys at all. */
export const canUsePasskeys = () => window.isSecureContext && 'PublicKeyCredential' in window

// Loaded by the first passkey: most visits see none.
const library = () => import('@simplewebauthn/browser')

export async function addPasskey(
  name: string,
): Promise<PasskeyAnswer<{ name: string; recoveryCodes: readonly string[]; next: Next }>> {
  const offer = await post('/session/passkeys/options', creationShape)
  if (offer.kind === 'refused') return offer
  const made = await onDevice(async () => {
    const { startRegistration } = await library()
    return startRegistration({ optionsJSON: offer.value })
  })
  if (made.kind === 'device') return made
  const { id, response } = made.value
  return post('/session/passkeys', record({ name: text, recoveryCodes: list(text), next: nextShape }), {
    name,
    credentialId: id,
    clientDataJson: response.clientDataJSON,
    attestationObject: response.attestationObject,
    transports: response.transports ?? [],
  })
}

/** The second step of signing in. */
export const giveSecondFactorByPasskey = () =>
  sign('/session/second-factor/passkey', record({ next: nextShape }))

/** Stands for password and code before a dangerous act. */
export const reauthenticateByPasskey = () => sign('/session/reauthentication/passkey', nothing)

async function sign<T>(path: string, shape: (value: unknown, place: string) => T): Promise<PasskeyAnswer<T>> {
  const asked = await post(`${path}/options`, requestShape)
  if (asked.kind === 'refused') return asked
  const signed = await onDevice(async () => {
    const { startAuthentication } = await library()
    return startAuthentication({ optionsJSON: asked.value })
  })
  if (signed.kind === 'device') return signed
  const { id, response } = signed.value
  return post(path, shape, {
    credentialId: id,
    clientDataJson: response.clientDataJSON,
    authenticatorData: response.authenticatorData,
    signature: response.signature,
  })
}

/** The browser says no by throwing a DOMException; each name is one of three things a person can act on. */
async function onDevice<T>(
  act: () => Promise<T>,
): Promise<{ kind: 'ok'; value: T } | { kind: 'device'; fault: DeviceFault }> {
  try {
    return { kind: 'ok', value: await act() }
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    const fault = FAULTS[name] ?? 'failed'
    return { kind: 'device', fault }
  }
}

const FAULTS: Readonly<Record<string, DeviceFault>> = {
  NotAllowedError: 'cancelled',
  AbortError: 'cancelled',
  InvalidStateError: 'exists',
}

export type PasskeyProblem = Problem | DeviceFault

/** What went wrong; undefined when nothing did. */
export function problemIn(answer: PasskeyAnswer<unknown>): PasskeyProblem | undefined {
  if (answer.kind === 'ok') return undefined
  return answer.kind === 'device' ? answer.fault : answer.problem
}

const passkeyPath = (id: number) => `/account/passkeys/${id}`

export const renamePasskey = (id: number, name: string) => call('PUT', passkeyPath(id), nothing, { name })

export const removePasskey = (id: number) => call('DELETE', passkeyPath(id), nothing)

export const removeTotp = () => call('DELETE', '/account/totp', nothing)

export const renewRecoveryCodes = () => post('/account/recovery-codes', record({ recoveryCodes: list(text) }))
