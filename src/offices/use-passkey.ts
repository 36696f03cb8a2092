import { inTx, type Tx } from '../kernel/database.ts'
import { newDevice } from './device.ts'
import { nextStep, type SessionRecord } from './domain.ts'
import {
  advancePasskey,
  type ChallengePurpose,
  findPasskey,
  listKnownPasskeys,
  newChallenge,
  takeChallenge,
} from './passkey.store.ts'
import { hashToken, newSessionToken } from './portal-keys.ts'
import { recordStaff, staffName } from './record-staff.ts'
import type { RelyingParty } from './relying-party.ts'
import type { CodeResult, Proved } from './second-factor.ts'
import { markReauthenticated, markSecondFactor } from './session.store.ts'
import { attemptOf, type Origin, recordFailure, type SignInTools, type TooMany } from './sign-in.ts'
import { forgetAttempts, takeAttempt } from './sign-in-failure.store.ts'
import { getSignInRecordForUpdate } from './staff.store.ts'
import { type Assertion, requestOptions, verifyAssertion } from './webauthn.ts'

type Use = Exclude<ChallengePurpose, 'register'>

/** What the browser needs to sign with a passkey; `none` when the account has none for this address (SP-23). */
export async function askPasskey(
  { pool }: Pick<SignInTools, 'pool'>,
  session: SessionRecord,
  party: RelyingParty,
  use: Use,
): Promise<{ kind: 'asked'; options: object } | { kind: 'none' } | { kind: 'not-now' }> {
  if (use === 'second-factor' && session.secondFactorAtMs !== null) return { kind: 'not-now' }
  const asked = await inTx(pool, async (tx) => {
    const known = await listKnownPasskeys(tx, session.staffId, party.rpId)
    return known.length === 0
      ? undefined
      : { known, challenge: await newChallenge(tx, session.sessionId, use) }
  })
  if (asked === undefined) return { kind: 'none' }
  return { kind: 'asked', options: await requestOptions(party, asked.challenge, asked.known) }
}

/** The second step of signing in, with a passkey (SP-25). */
export async function giveSecondFactorByPasskey(
  tools: SignInTools,
  session: SessionRecord,
  party: RelyingParty,
  assertion: Assertion,
  origin: Origin,
): Promise<CodeResult<Proved>> {
  if (!session.hasPasskey || session.secondFactorAtMs !== null) return { kind: 'not-now' }
  const token = newSessionToken()
  const { requestId, address } = origin
  const proof = await prove(
    tools,
    session,
    party,
    'second-factor',
    assertion,
    origin,
    async (tx, passkeyId) => {
      await markSecondFactor(tx, session.sessionId, hashToken(token))
      const detail = { with: 'passkey', passkeyId }
      const actor = { by: staffName(session), requestId, address }
      await recordStaff(tx, 'staff.second_factor_given', actor, session, detail)
    },
  )
  if (proof.kind !== 'right') return proof
  return {
    kind: 'done',
    token,
    next: nextStep({ ...session, secondFactorAtMs: session.nowMs }),
    device: proof.isKnownDevice ? undefined : newDevice(tools.keys.device, session.staffId),
  }
}

/**
 * Proves once more who sits at a session, before a dangerous act. A passkey is what one has and, since it checks
 * its holder, what one knows or is: it stands for password and code together (SP-25).
 */
export async function reauthenticateByPasskey(
  tools: SignInTools,
  session: SessionRecord,
  party: RelyingParty,
  assertion: Assertion,
  origin: Origin,
): Promise<{ kind: 'done' } | { kind: 'wrong' } | TooMany> {
  const { requestId, address } = origin
  const proof = await prove(
    tools,
    session,
    party,
    'reauthenticate',
    assertion,
    origin,
    async (tx, passkeyId) => {
      await markReauthenticated(tx, session.sessionId)
      const detail = { with: 'passkey', passkeyId }
      await recordStaff(
        tx,
        'staff.reauthenticated',
        { by: staffName(session), requestId, address },
        session,
        detail,
      )
    },
  )
  return proof.kind === 'right' ? { kind: 'done' } : proof
}

/** Checks what a passkey signed; counted like any attempt at the second factor. */
async function prove(
  tools: SignInTools,
  session: SessionRecord,
  party: RelyingParty,
  use: Use,
  assertion: Assertion,
  origin: Origin,
  whenRight: (tx: Tx, passkeyId: number) => Promise<void>,
): Promise<{ kind: 'right'; isKnownDevice: boolean } | { kind: 'wrong' } | TooMany> {
  const { pool, keys } = tools
  const attempt = attemptOf(keys, 'second-factor', session.username, session.staffId, origin)
  const turn = await inTx(pool, (tx) => takeAttempt(tx, attempt))
  if (turn.kind === 'too-early') return { kind: 'too-many', retryAfterSeconds: turn.retryAfterSeconds }
  const challenge = await inTx(pool, (tx) => takeChallenge(tx, session.sessionId, use))
  const credentialId = Buffer.from(assertion.credentialId, 'base64url')
  const passkey = await findPasskey(pool, session.staffId, party.rpId, credentialId)
  const signed =
    challenge === undefined || passkey === undefined
      ? undefined
      : await verifyAssertion(party, challenge, passkey.publicKey, assertion)
  const isRight =
    passkey !== undefined &&
    signed !== undefined &&
    (await inTx(pool, async (tx) => {
      await getSignInRecordForUpdate(tx, session.staffId)
      if (!(await advancePasskey(tx, passkey.id, signed.signCount))) {
        const actor = { by: staffName(session), requestId: origin.requestId, address: origin.address }
        await recordStaff(tx, 'staff.passkey_suspected', actor, session, { passkeyId: passkey.id })
        return false
      }
      await forgetAttempts(tx, attempt)
      await whenRight(tx, passkey.id)
      return true
    }))
  if (isRight) return { kind: 'right', isKnownDevice: attempt.isKnownDevice }
  await recordFailure(tools, 'second-factor-failed', { ...session, id: session.staffId }, origin)
  return { kind: 'wrong' }
}
