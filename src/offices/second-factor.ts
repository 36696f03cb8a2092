import { inTx, type Tx } from '../kernel/database.ts'
import { newDevice } from './device.ts'
import { hasSecondFactor, isReauthenticated, type NextStep, nextStep, type SessionRecord } from './domain.ts'
import { hashToken, newSessionToken, type PortalKeys } from './portal-keys.ts'
import { recordStaff, staffName } from './record-staff.ts'
import { hashRecoveryCode, isRecoveryCode, newRecoveryCodes } from './recovery-codes.ts'
import { markSecondFactor } from './session.store.ts'
import { attemptOf, type Origin, recordFailure, type SignInTools, type TooMany } from './sign-in.ts'
import { forgetAttempts, takeAttempt } from './sign-in-failure.store.ts'
import { getSignInRecordForUpdate, type SignInRecord } from './staff.store.ts'
import {
  confirmTotp,
  replaceRecoveryCodes,
  takeRecoveryCode,
  takeStep,
  updatePendingTotp,
} from './totp.store.ts'
import { acceptedStep, enrolmentOf, newTotpSecret } from './totp.ts'

/** What a session is good for once its second factor is given; it goes on under the new token. */
export type Proved = { token: string; next: NextStep; device: string | undefined }

export type CodeResult<Done> = ({ kind: 'done' } & Done) | { kind: 'wrong' } | { kind: 'not-now' } | TooMany

/** The second step of signing in: a code of the authenticator app, or a recovery code (SP-11, SP-12). */
export async function giveSecondFactor(
  tools: SignInTools,
  session: SessionRecord,
  code: string,
  origin: Origin,
): Promise<CodeResult<Proved>> {
  if (!hasSecondFactor(session) || session.secondFactorAtMs !== null) return { kind: 'not-now' }
  const attempt = attemptOf(tools.keys, 'second-factor', session.username, session.staffId, origin)
  const turn = await inTx(tools.pool, (tx) => takeAttempt(tx, attempt))
  if (turn.kind === 'too-early') return { kind: 'too-many', retryAfterSeconds: turn.retryAfterSeconds }
  const token = newSessionToken()
  const isRight = await inTx(tools.pool, async (tx) => {
    const staff = await getSignInRecordForUpdate(tx, session.staffId)
    const used = await spendCode(tx, tools.keys, staff, code, session.nowMs)
    if (used === undefined) return false
    await forgetAttempts(tx, attempt)
    await markSecondFactor(tx, session.sessionId, hashToken(token))
    const actor = { by: staffName(session), requestId: origin.requestId, address: origin.address }
    await recordStaff(tx, 'staff.second_factor_given', actor, session, used)
    return true
  })
  if (!isRight) {
    await recordFailure(tools, 'second-factor-failed', { ...session, id: session.staffId }, origin)
    return { kind: 'wrong' }
  }
  return {
    kind: 'done',
    token,
    next: nextStep({ ...session, secondFactorAtMs: session.nowMs }),
    device: attempt.isKnownDevice ? undefined : newDevice(tools.keys.device, session.staffId),
  }
}

/**
 * Uses a code up. The row of the account is locked, so the same code given twice at once is accepted once.
 *
 * @returns what was used; undefined when it may not be accepted
 */
export async function spendCode(
  tx: Tx,
  keys: PortalKeys,
  staff: SignInRecord,
  code: string,
  nowMs: number,
): Promise<{ with: 'totp' } | { with: 'recovery-code'; left: number } | undefined> {
  const plain = code.replace(/\s/g, '')
  if (staff.totpSecretSealed !== null) {
    const secret = keys.sealer.open(staff.totpSecretSealed, sealedFor(staff.id))
    const step = acceptedStep(secret, plain, nowMs, staff.totpLastStep)
    if (step !== undefined) return (await takeStep(tx, staff.id, step)) ? { with: 'totp' } : undefined
  }
  if (!isRecoveryCode(plain)) return undefined
  const left = await takeRecoveryCode(tx, staff.id, hashRecoveryCode(keys.recoveryCode, plain))
  return left === undefined ? undefined : { with: 'recovery-code', left }
}

/** A secret belongs to one account: moved to another row it does not open. */
const sealedFor = (staffId: number) => `staff ${staffId} totp`

/**
 * Whether a second factor may be set up now: by whoever must before anything else; else, first or anew, only by
 * who has just given the password again, or a session left open would be enough to lock its holder out.
 */
export function enrolmentFault(session: SessionRecord): NoEnrolment | undefined {
  const next = nextStep(session)
  if (next === 'enrol-second-factor') return undefined
  if (next !== 'ready') return { kind: 'not-now' }
  return isReauthenticated(session) ? undefined : { kind: 'reauthenticate' }
}

export type NoEnrolment = { kind: 'not-now' } | { kind: 'reauthenticate' }

/** Offers a second factor. It is in force only once a code proves that the app has it. */
export async function beginEnrolment(
  { pool, keys }: Pick<SignInTools, 'pool' | 'keys'>,
  session: SessionRecord,
): Promise<{ kind: 'offered'; secret: string; otpauthUrl: string } | NoEnrolment> {
  const fault = enrolmentFault(session)
  if (fault !== undefined) return fault
  const secret = newTotpSecret()
  await updatePendingTotp(pool, session.staffId, keys.sealer.seal(secret, sealedFor(session.staffId)))
  return { kind: 'offered', ...enrolmentOf(secret, session.username) }
}

/** Puts the offered second factor in force and answers new recovery codes, shown this once. */
export async function confirmEnrolment(
  { pool, keys }: Pick<SignInTools, 'pool' | 'keys'>,
  session: SessionRecord,
  code: string,
  origin: Pick<Origin, 'requestId' | 'address'>,
): Promise<CodeResult<{ token: string; recoveryCodes: string[]; next: NextStep }> | NoEnrolment> {
  const fault = enrolmentFault(session)
  if (fault !== undefined) return fault
  return inTx(pool, async (tx) => {
    const staff = await getSignInRecordForUpdate(tx, session.staffId)
    if (staff.totpPendingSealed === null) return { kind: 'not-now' }
    const secret = keys.sealer.open(staff.totpPendingSealed, sealedFor(staff.id))
    const step = acceptedStep(secret, code.replace(/\s/g, ''), session.nowMs, null)
    if (step === undefined) return { kind: 'wrong' }
    const recoveryCodes = await putInForce(tx, keys, staff.id, step)
    const token = newSessionToken()
    await markSecondFactor(tx, session.sessionId, hashToken(token))
    await recordStaff(tx, 'staff.second_factor_enrolled', { by: staffName(session), ...origin }, session)
    const next = nextStep({ ...session, hasTotp: true, secondFactorAtMs: session.nowMs })
    return { kind: 'done', token, recoveryCodes, next }
  })
}

async function putInForce(tx: Tx, keys: PortalKeys, staffId: number, step: number): Promise<string[]> {
  await confirmTotp(tx, staffId, step)
  return giveRecoveryCodes(tx, keys, staffId)
}

/** Ten recovery codes in place of all there were. */
export async function giveRecoveryCodes(tx: Tx, keys: PortalKeys, staffId: number): Promise<string[]> {
  const codes = newRecoveryCodes()
  await replaceRecoveryCodes(
    tx,
    staffId,
    codes.map((code) => hashRecoveryCode(keys.recoveryCode, code)),
  )
  return codes
}

/** A second factor that is in force at once, for an account whose holder is given its secret: the demo's. */
export async function giveTotp(tx: Tx, keys: PortalKeys, staffId: number): Promise<string> {
  const secret = newTotpSecret()
  await updatePendingTotp(tx, staffId, keys.sealer.seal(secret, sealedFor(staffId)))
  await putInForce(tx, keys, staffId, 0)
  return enrolmentOf(secret, '').secret
}
