import { inTx } from '../kernel/database.ts'
import { hasSecondFactor, type NextStep, nextStep, type SessionRecord } from './domain.ts'
import { passwordFault } from './password-rules.ts'
import { hashToken, newSessionToken } from './portal-keys.ts'
import { recordStaff, staffName } from './record-staff.ts'
import { spendCode } from './second-factor.ts'
import { deleteSessions, markReauthenticated, rotateToken } from './session.store.ts'
import { attemptOf, type Origin, recordFailure, type SignInTools, type TooMany } from './sign-in.ts'
import { forgetAttempts, takeAttempt } from './sign-in-failure.store.ts'
import { getSignInRecord, getSignInRecordForUpdate, updatePassword } from './staff.store.ts'

export type PasswordResult =
  | { kind: 'changed'; token: string; next: NextStep }
  | { kind: 'invalid'; field: 'current' | 'next'; message: string }
  | { kind: 'not-now' }
  | { kind: 'busy' }
  | TooMany

const WRONG = 'Kata sandi ini salah.'

/**
 * Changes one's own password (SP-10). All other sessions of the account end with it; this one goes on under
 * another token (SP-27).
 */
export async function changePassword(
  tools: SignInTools,
  session: SessionRecord,
  given: { current: string; next: string },
  origin: Origin,
): Promise<PasswordResult> {
  const { pool, desk } = tools
  if (nextStep(session) === 'second-factor') return { kind: 'not-now' }
  const proof = await provePassword(tools, session, given.current, origin)
  if (proof.kind === 'wrong') return { kind: 'invalid', field: 'current', message: WRONG }
  if (proof.kind !== 'right') return proof
  const fault = await passwordFault(given.next, session)
  if (fault !== undefined) return { kind: 'invalid', field: 'next', message: fault }
  const staff = await getSignInRecord(pool, session.staffId)
  for (const used of [staff.passwordHash, staff.previousPasswordHash]) {
    const isUsed = await desk.check(used ?? undefined, given.next)
    if (isUsed === 'busy') return { kind: 'busy' }
    if (isUsed) return { kind: 'invalid', field: 'next', message: 'Kata sandi ini sudah pernah Anda pakai.' }
  }
  const hashed = await desk.hash(given.next)
  if (hashed === 'busy') return { kind: 'busy' }
  const token = newSessionToken()
  await inTx(pool, async (tx) => {
    await getSignInRecordForUpdate(tx, session.staffId)
    await updatePassword(tx, session.staffId, hashed.hash, false)
    const ended = await deleteSessions(tx, session.staffId, session.sessionId)
    await rotateToken(tx, session.sessionId, hashToken(token))
    const actor = { by: staffName(session), requestId: origin.requestId, address: origin.address }
    await recordStaff(tx, 'staff.password_changed', actor, session, { sessionsEnded: ended })
  })
  return { kind: 'changed', token, next: nextStep({ ...session, mustChangePassword: false }) }
}

/** Gives the password, and a code where there is a second factor, once more before a dangerous act (SP-08). */
export async function reauthenticate(
  tools: SignInTools,
  session: SessionRecord,
  given: { password: string; code: string },
  origin: Origin,
): Promise<{ kind: 'done' } | { kind: 'wrong'; field: 'password' | 'code' } | { kind: 'busy' } | TooMany> {
  const proof = await provePassword(tools, session, given.password, origin)
  if (proof.kind === 'wrong') return { kind: 'wrong', field: 'password' }
  if (proof.kind !== 'right') return proof
  const attempt = attemptOf(tools.keys, 'second-factor', session.username, session.staffId, origin)
  const needsCode = hasSecondFactor(session)
  if (needsCode) {
    const turn = await inTx(tools.pool, (tx) => takeAttempt(tx, attempt))
    if (turn.kind === 'too-early') return { kind: 'too-many', retryAfterSeconds: turn.retryAfterSeconds }
  }
  const isRight = await inTx(tools.pool, async (tx) => {
    const staff = await getSignInRecordForUpdate(tx, session.staffId)
    if (needsCode) {
      if ((await spendCode(tx, tools.keys, staff, given.code, session.nowMs)) === undefined) return false
      await forgetAttempts(tx, attempt)
    }
    await markReauthenticated(tx, session.sessionId)
    const actor = { by: staffName(session), requestId: origin.requestId, address: origin.address }
    await recordStaff(tx, 'staff.reauthenticated', actor, session)
    return true
  })
  if (isRight) return { kind: 'done' }
  await recordFailure(tools, 'second-factor-failed', { ...session, id: session.staffId }, origin)
  return { kind: 'wrong', field: 'code' }
}

/** Whether who sits at a session knows its password; counted like any attempt to sign in. */
async function provePassword(
  tools: SignInTools,
  session: SessionRecord,
  password: string,
  origin: Origin,
): Promise<{ kind: 'right' } | { kind: 'wrong' } | { kind: 'busy' } | TooMany> {
  const { pool, desk, keys } = tools
  const attempt = attemptOf(keys, 'password', session.username, session.staffId, origin)
  const turn = await inTx(pool, (tx) => takeAttempt(tx, attempt))
  if (turn.kind === 'too-early') return { kind: 'too-many', retryAfterSeconds: turn.retryAfterSeconds }
  const { passwordHash } = await getSignInRecord(pool, session.staffId)
  const isRight = await desk.check(passwordHash, password)
  if (isRight === 'busy') return { kind: 'busy' }
  if (!isRight) {
    await recordFailure(tools, 'sign-in-failed', { ...session, id: session.staffId }, origin)
    return { kind: 'wrong' }
  }
  await inTx(pool, (tx) => forgetAttempts(tx, attempt))
  return { kind: 'right' }
}
