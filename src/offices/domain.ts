import type { TimeZone } from '../kernel/clock.ts'
import { ROLES, type Role } from './permissions.ts'

/** The states of a member of staff, in the words of people. */
export const STAFF_STATES = { active: 'aktif', suspended: 'ditangguhkan' } as const

export type StaffState = keyof typeof STAFF_STATES

export const STAFF_ACTS = {
  suspend: { from: 'active', to: 'suspended', event: 'staff.suspended' },
  reactivate: { from: 'suspended', to: 'active', event: 'staff.reactivated' },
} as const satisfies Record<string, { from: StaffState; to: StaffState; event: string }>

export type StaffAct = keyof typeof STAFF_ACTS

/** What keeps an act from being done; `field` is the field of the form it is about. */
export type StaffFault = { field: string; code: string; message: string }

/** A session that is alive, with whose it is: one row of the database. */
export type SessionRecord = {
  sessionId: number
  staffId: number
  username: string
  fullName: string
  role: Role
  mustChangePassword: boolean
  hasTotp: boolean
  hasPasskey: boolean
  /** Milliseconds since 1970, the database's clock. */
  nowMs: number
  secondFactorAtMs: number | null
  reauthenticatedAtMs: number | null
  officeId: number
  officeCode: string
  officeName: string
  timeZone: TimeZone
  agencyId: number | null
  agencyName: string | null
  credentialId: number | null
  secretVersion: number | null
  /** After so long without a request the session is over (SP-05). */
  idleMinutes: number
  isDemo: boolean
}

/** What a session still lacks. */
export type NextStep = 'ready' | 'second-factor' | 'change-password' | 'enrol-second-factor'

/** The second factors of an account; recovery codes stand in for either and are none of their own. */
export type Factors = Pick<SessionRecord, 'hasTotp' | 'hasPasskey'>

export const hasSecondFactor = ({ hasTotp, hasPasskey }: Factors) => hasTotp || hasPasskey

export const needsSecondFactor = (role: Role) => ROLES[role].secondFactor === 'required'

/**
 * Whose session it is is proved first; then the password becomes their own; then the second factor (SP-04). A
 * second factor that a provider has vouched for counts as given, though none is set up here (SP-31).
 */
export function nextStep(
  session: Pick<SessionRecord, 'role' | 'mustChangePassword' | 'secondFactorAtMs'> & Factors,
): NextStep {
  if (hasSecondFactor(session) && session.secondFactorAtMs === null) return 'second-factor'
  if (session.mustChangePassword) return 'change-password'
  if (session.secondFactorAtMs === null && needsSecondFactor(session.role)) return 'enrol-second-factor'
  return 'ready'
}

const REAUTHENTICATED_FOR_MS = 5 * 60_000

/** Whether password or passkey was given again so lately that a dangerous act may be done. */
export function isReauthenticated({
  nowMs,
  reauthenticatedAtMs,
}: Pick<SessionRecord, 'nowMs' | 'reauthenticatedAtMs'>): boolean {
  return reauthenticatedAtMs !== null && nowMs - reauthenticatedAtMs < REAUTHENTICATED_FOR_MS
}

const USERNAME = /^[a-z0-9][a-z0-9._-]{3,47}$/

/** Whether a text can be the name that somebody signs in with. */
export function isUsername(text: string): boolean {
  return USERNAME.test(text)
}
