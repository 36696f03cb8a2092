import type { Mandate } from '../audit/index.ts'
import {
  followHolder,
  hashPassword,
  newSecret,
  type PreparedSecret,
  prepareSecret,
} from '../credentials/index.ts'
import { lockAuthority } from '../kernel/authority-lock.ts'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import { reasonFault } from '../registry/index.ts'
import { STAFF_ACTS, STAFF_STATES, type StaffAct, type StaffFault, type StaffState } from './domain.ts'
import { KEEPS } from './permissions.ts'
import { type Actor, recordStaff } from './record-staff.ts'
import { deleteSecondFactors } from './second-factors.store.ts'
import { deleteSessions } from './session.store.ts'
import type { SignedIn } from './signed-in.ts'
import {
  countAdministrators,
  findStaffForUpdate,
  findStaffId,
  type StaffRow,
  updatePassword,
  updateStaffState,
} from './staff.store.ts'

/** Who keeps accounts: of the whole office, or of one agency. */
export type Keeper = Pick<SignedIn, 'staffId' | 'officeId' | 'agencyId' | 'role'>

/** `not-found` also for an account that exists and that the keeper may not see. */
export type ChangeResult<Done = object> =
  | ({ kind: 'done' } & Done)
  | { kind: 'not-found' }
  | { kind: 'refused'; fault: StaffFault }

type Request = { keeper: Keeper; staffId: number; reason: string; actor: Actor; mandate?: Mandate }

/**
 * Suspends or reactivates an account. In force with the commit: the sessions are gone, and a question that is
 * on its way is refused by the gate (I4).
 */
export function changeStaffState(pool: Pool, request: Request & { act: StaffAct }): Promise<StateResult> {
  return inTx(pool, (tx) => changeStaffStateIn(tx, request))
}

type StateResult = ChangeResult<{ from: StaffState; to: StaffState }>

/** The same, in a transaction that does more. */
export function changeStaffStateIn(tx: Tx, request: Request & { act: StaffAct }): Promise<StateResult> {
  const { from, to, event } = STAFF_ACTS[request.act]
  return change(tx, request, async (staff) => {
    if (staff.state !== from) {
      return refused('state', 'SP-18', `Akun ${staff.username} berstatus ${STAFF_STATES[staff.state]}.`)
    }
    if (request.act === 'suspend' && (await isLastAdministrator(tx, staff))) {
      return refused('state', 'SP-19', 'Kantor harus mempunyai paling sedikit satu admin yang aktif.')
    }
    await updateStaffState(tx, staff.id, to, request.reason)
    await followHolder(tx, staff.id, request.act)
    await deleteSessions(tx, staff.id, null)
    const { actor, reason, mandate } = request
    await recordStaff(tx, event, actor, placeOf(staff), { reason, from, to, ...mandate })
    return { kind: 'done', from, to }
  })
}

/** Gives an account a first password again, shown once, and ends its sessions. */
export async function resetPassword(
  pool: Pool,
  request: Request,
): Promise<ChangeResult<{ initialPassword: string }>> {
  const prepared = await prepareSecret()
  return inTx(pool, (tx) => resetPasswordIn(tx, request, prepared))
}

/** The same, in a transaction that does more; the password was made before it, for hashing takes long. */
export function resetPasswordIn(
  tx: Tx,
  request: Request,
  { secret, secretHash }: PreparedSecret,
): Promise<ChangeResult<{ initialPassword: string }>> {
  return change(tx, request, async (staff) => {
    await updatePassword(tx, staff.id, secretHash, true)
    await deleteSessions(tx, staff.id, null)
    const { actor, reason, mandate } = request
    await recordStaff(tx, 'staff.password_reset', actor, placeOf(staff), { reason, ...mandate })
    return { kind: 'done', initialPassword: secret }
  })
}

/** Takes the second factor from an account whose holder has lost phone and recovery codes. */
export function resetSecondFactor(pool: Pool, request: Request): Promise<ChangeResult> {
  return inTx(pool, (tx) => resetSecondFactorIn(tx, request))
}

/** The same, in a transaction that does more. */
export function resetSecondFactorIn(tx: Tx, request: Request): Promise<ChangeResult> {
  return change(tx, request, async (staff) => {
    await deleteSecondFactors(tx, staff.id)
    await deleteSessions(tx, staff.id, null)
    const { actor, reason, mandate } = request
    await recordStaff(tx, 'staff.second_factor_reset', actor, placeOf(staff), { reason, ...mandate })
    return { kind: 'done' }
  })
}

export function endStaffSessions(pool: Pool, request: Request): Promise<ChangeResult<{ ended: number }>> {
  return inTx(pool, (tx) =>
    change(tx, request, async (staff) => {
      const ended = await deleteSessions(tx, staff.id, null)
      const { actor, reason } = request
      await recordStaff(tx, 'staff.sessions_ended', actor, placeOf(staff), { reason, ended })
      return { kind: 'done', ended }
    }),
  )
}

/**
 * Gives an account a first password and takes its second factor, for whoever works on the command line: the way
 * back when no administrator can sign in any more.
 */
export async function resetAccount(
  pool: Pool,
  request: { username: string; reason: string; actor: Actor },
): Promise<ChangeResult<{ initialPassword: string }>> {
  const initialPassword = newSecret()
  const hash = await hashPassword(initialPassword)
  return inTx(pool, async (tx): Promise<ChangeResult<{ initialPassword: string }>> => {
    await lockAuthority(tx)
    const staffId = await findStaffId(tx, request.username)
    const staff = staffId === undefined ? undefined : await findStaffForUpdate(tx, staffId)
    if (staff === undefined) return { kind: 'not-found' }
    await updatePassword(tx, staff.id, hash, true)
    await deleteSecondFactors(tx, staff.id)
    await deleteSessions(tx, staff.id, null)
    await recordStaff(tx, 'staff.reset', request.actor, placeOf(staff), { reason: request.reason })
    return { kind: 'done', initialPassword }
  })
}

async function change<Done>(
  tx: Tx,
  { keeper, staffId, reason }: Request,
  act: (staff: StaffRow) => Promise<ChangeResult<Done>>,
): Promise<ChangeResult<Done>> {
  const fault = reasonFault(reason)
  if (fault !== undefined) return refused('reason', 'SP-17', fault)
  await lockAuthority(tx)
  const staff = await findStaffForUpdate(tx, staffId)
  if (staff === undefined || !isKeptBy(staff, keeper)) return { kind: 'not-found' }
  if (staff.id === keeper.staffId) {
    return refused('id', 'SP-20', 'Akun sendiri tidak dapat diubah di sini.')
  }
  return act(staff)
}

/** Whether an account is among those of a keeper: of the office, of the agency, and of a role they may keep. */
export function isKeptBy(
  staff: Pick<StaffRow, 'officeId' | 'agencyId' | 'role'>,
  keeper: Omit<Keeper, 'staffId'>,
): boolean {
  if (staff.officeId !== keeper.officeId) return false
  if (keeper.agencyId !== null && staff.agencyId !== keeper.agencyId) return false
  return KEEPS[keeper.role]?.includes(staff.role) === true
}

async function isLastAdministrator(tx: Tx, staff: StaffRow): Promise<boolean> {
  return staff.role === 'office-administrator' && (await countAdministrators(tx, staff.officeId)) <= 1
}

const placeOf = ({ id, officeId, username }: StaffRow) => ({ staffId: id, officeId, username })

function refused(field: string, code: string, message: string): { kind: 'refused'; fault: StaffFault } {
  return { kind: 'refused', fault: { field, code, message } }
}
