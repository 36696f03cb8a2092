import type { Pool, Tx } from '../kernel/database.ts'
import type { StaffState } from './domain.ts'
import type { Role } from './permissions.ts'
import { utc } from './session.store.ts'

/** A new account, its values already checked. */
export type NewStaff = {
  officeId: number
  agencyId: number | null
  workUnitId: number | null
  username: string
  fullName: string
  nip: string | null
  role: Role
}

/** What signing in is decided on. */
export type SignInRecord = {
  id: number
  officeId: number
  username: string
  fullName: string
  role: Role
  /** Of the account and, if it has one, of its agency. */
  isActive: boolean
  passwordHash: string
  previousPasswordHash: string | null
  mustChangePassword: boolean
  hasPasskey: boolean
  totpSecretSealed: Buffer | null
  totpPendingSealed: Buffer | null
  totpLastStep: number | null
}

const SIGN_IN = `
select p.id, p.office_id as "officeId", p.username, p.full_name as "fullName", p.role,
  p.state = 'active' and coalesce(g.state, 'active') = 'active' as "isActive", p.password_hash as "passwordHash",
  p.previous_password_hash as "previousPasswordHash", p.must_change_password as "mustChangePassword",
  exists (select from staff_passkey k where k.staff_id = p.id) as "hasPasskey",
  p.totp_secret_sealed as "totpSecretSealed", p.totp_pending_sealed as "totpPendingSealed",
  p.totp_last_step::float8 as "totpLastStep"
from staff p left join user_agency g on g.id = p.agency_id`

export async function findByUsername(pool: Pool, username: string): Promise<SignInRecord | undefined> {
  const { rows } = await pool.query<SignInRecord>(`${SIGN_IN} where p.username = $1`, [username])
  return rows[0]
}

export async function getSignInRecord(tx: Tx, staffId: number): Promise<SignInRecord> {
  const { rows } = await tx.query<SignInRecord>(`${SIGN_IN} where p.id = $1`, [staffId])
  const row = rows[0]
  if (row === undefined) throw new Error(`there is no member of staff ${staffId}`)
  return row
}

/** The same, the row locked until the transaction ends. */
export async function getSignInRecordForUpdate(tx: Tx, staffId: number): Promise<SignInRecord> {
  await tx.query('select from staff where id = $1 for update', [staffId])
  return getSignInRecord(tx, staffId)
}

/** A member of staff as their keepers see them; never a secret. */
export type StaffRow = {
  id: number
  username: string
  fullName: string
  nip: string | null
  role: Role
  state: StaffState
  stateReason: string | null
  officeId: number
  officeCode: string
  agencyId: number | null
  agency: string | null
  workUnit: string | null
  mustChangePassword: boolean
  hasSecondFactor: boolean
  /** Where notices are sent to besides the portal. */
  email: string | null
  /** The day of the confidentiality statement in force under the account's agreement; null: there is none. */
  ndaSignedOn: string | null
  openSessions: number
  createdAt: string
  lastSignInAt: string | null
  /** An operator's portal User ID. */
  userId: string | null
  hitsToday: number
}

const SELECT = `
select p.id, p.username, p.full_name as "fullName", p.nip, p.role, p.state, p.state_reason as "stateReason",
  p.office_id as "officeId", o.code as "officeCode", p.agency_id as "agencyId", g.name as agency,
  w.name as "workUnit", p.must_change_password as "mustChangePassword", p.email,
  p.totp_confirmed_at is not null or exists (select from staff_passkey k where k.staff_id = p.id)
    as "hasSecondFactor",
  (select max(n.signed_on) from statement n where n.staff_id = p.id and n.kind = 'nda' and n.state = 'accepted'
    and n.agreement_id is not distinct from coalesce(c.agreement_id, n.agreement_id)
    and n.valid_from <= clock_timestamp() and coalesce(clock_timestamp() < n.valid_until, true)) as "ndaSignedOn",
  (select count(*)::int from staff_session s where s.staff_id = p.id) as "openSessions",
  ${utc('p.created_at')} as "createdAt", ${utc('p.last_signed_in_at')} as "lastSignInAt", c.user_id as "userId",
  coalesce((select u.used from quota_use u where u.credential_id = c.id
    and u.day = (clock_timestamp() at time zone o.time_zone)::date), 0) as "hitsToday"
from staff p join office o on o.id = p.office_id left join credential c on c.staff_id = p.id
left join user_agency g on g.id = p.agency_id left join work_unit w on w.id = p.work_unit_id`

/** The staff of an office and its agencies, or of one agency; the office's own first. */
export async function listStaff(
  tx: Tx,
  of: { officeId: number; agencyId?: number; role?: Role },
): Promise<StaffRow[]> {
  const { rows } = await tx.query<StaffRow>(
    `${SELECT} where p.office_id = $1 and ($2::int is null or p.agency_id = $2) and ($3::text is null or p.role = $3)
     order by g.name nulls first, p.username`,
    [of.officeId, of.agencyId ?? null, of.role ?? null],
  )
  return rows
}

/** A member of staff, the row locked until the transaction ends; undefined when there is none. */
export async function findStaffForUpdate(tx: Tx, id: number): Promise<StaffRow | undefined> {
  const { rows } = await tx.query<StaffRow>(`${SELECT} where p.id = $1 for update of p`, [id])
  return rows[0]
}

export async function findStaffId(tx: Tx, username: string): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>('select id from staff where username = $1', [username])
  return rows[0]?.id
}

/** @returns undefined when the username is taken */
export async function insertStaff(
  tx: Tx,
  staff: NewStaff & { passwordHash: string },
): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into staff (office_id, agency_id, work_unit_id, username, full_name, nip, role, password_hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (username) do nothing returning id`,
    [
      staff.officeId,
      staff.agencyId,
      staff.workUnitId,
      staff.username,
      staff.fullName,
      staff.nip,
      staff.role,
      staff.passwordHash,
    ],
  )
  return rows[0]?.id
}

export async function updateStaffState(tx: Tx, id: number, state: StaffState, reason: string): Promise<void> {
  await tx.query(
    'update staff set state = $2, state_reason = $3, state_changed_at = clock_timestamp() where id = $1',
    [id, state, reason],
  )
}

/** Where somebody is told of notices besides the portal; null: nowhere. */
export async function findEmail(tx: Tx, staffId: number): Promise<string | null> {
  const { rows } = await tx.query<{ email: string | null }>('select email from staff where id = $1', [
    staffId,
  ])
  return rows[0]?.email ?? null
}

export async function updateEmail(tx: Tx, id: number, email: string | null): Promise<void> {
  await tx.query('update staff set email = $2 where id = $1', [id, email])
}

/** @param mustChange whether somebody else has seen the password */
export async function updatePassword(tx: Tx, id: number, hash: string, mustChange: boolean): Promise<void> {
  await tx.query(
    `update staff set previous_password_hash = password_hash, password_hash = $2, must_change_password = $3,
       password_changed_at = clock_timestamp() where id = $1`,
    [id, hash, mustChange],
  )
}

/** Active administrators of an office: without one, nobody could open accounts any more. */
export async function countAdministrators(tx: Tx, officeId: number): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `select count(*)::int as count from staff
     where office_id = $1 and role = 'office-administrator' and state = 'active'`,
    [officeId],
  )
  return rows[0]?.count ?? 0
}

/** The id of an office by its region code. */
export async function findOfficeId(tx: Tx, code: string): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>('select id from office where code = $1', [code])
  return rows[0]?.id
}

/** Whether an agency belongs to an office, and a work unit to that agency. */
export async function hasAgency(
  tx: Tx,
  officeId: number,
  agencyId: number,
  workUnitId: number | null,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `select from user_agency g where g.id = $2 and g.office_id = $1
       and ($3::int is null or exists (select from work_unit w where w.id = $3 and w.agency_id = g.id))`,
    [officeId, agencyId, workUnitId],
  )
  return rowCount === 1
}
