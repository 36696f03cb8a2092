import type { Mandate } from '../audit/index.ts'
import { issuePortalCredential, type PreparedSecret, prepareSecret } from '../credentials/index.ts'
import { lockAuthority } from '../kernel/authority-lock.ts'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import { isUsername, type StaffFault } from './domain.ts'
import { ROLES, type Role } from './permissions.ts'
import { type Actor, recordStaff } from './record-staff.ts'
import { findStaffId, hasAgency, insertStaff, type NewStaff } from './staff.store.ts'

export type EnterResult =
  /** The first password is shown once and stored nowhere; it lets its holder do nothing but change it. */
  | { kind: 'entered'; staffId: number; initialPassword: string; userId: string | null }
  | { kind: 'refused'; faults: StaffFault[] }

/** Opens an account (SP-13). An operator gets a portal User ID in the same transaction, or no account. */
export async function enterStaff(pool: Pool, staff: Given, actor: Actor): Promise<EnterResult> {
  const prepared = await prepareSecret()
  return inTx(pool, (tx) => enterStaffIn(tx, staff, { actor, prepared })).catch(
    (error: unknown): EnterResult => {
      if (error instanceof NotEntered) return { kind: 'refused', faults: [error.fault] }
      throw error
    },
  )
}

type Given = NewStaff & { agreementCode?: string | null }

/**
 * The same, in a transaction that does more; the password was made before it, for hashing takes long.
 *
 * @throws NotEntered for an operator who gets no portal User ID: the transaction must not be committed then
 */
export async function enterStaffIn(
  tx: Tx,
  given: Given,
  {
    actor,
    prepared,
    note,
  }: { actor: Actor; prepared: PreparedSecret; note?: { reason: string } & Partial<Mandate> },
): Promise<EnterResult> {
  const staff = { ...given, fullName: given.fullName.trim(), passwordHash: prepared.secretHash }
  await lockAuthority(tx)
  const faults = await faultsOf(tx, staff)
  if (faults.length > 0) return { kind: 'refused', faults }
  const staffId = await insertStaff(tx, staff)
  if (staffId === undefined) return { kind: 'refused', faults: [TAKEN] }
  const userId = await portalUserId(tx, staffId, staff, actor)
  if (userId !== null && typeof userId === 'object') throw new NotEntered(userId)
  const { role, agencyId, fullName } = staff
  const of = { officeId: staff.officeId, staffId, username: staff.username }
  await recordStaff(tx, 'staff.created', actor, of, { role, agencyId, fullName, userId, ...note })
  return { kind: 'entered', staffId, initialPassword: prepared.secret, userId }
}

/** Rolls the account back: there is none without its User ID. */
class NotEntered extends Error {
  readonly fault: StaffFault
  constructor(fault: StaffFault) {
    super(fault.code)
    this.fault = fault
  }
}

const TAKEN = { field: 'username', code: 'SP-14', message: 'Nama pengguna ini sudah dipakai.' }

async function portalUserId(
  tx: Tx,
  staffId: number,
  staff: NewStaff & { agreementCode?: string | null },
  actor: Actor,
): Promise<string | null | StaffFault> {
  if (staff.role !== 'operator' || staff.agencyId === null) return null
  const { username, agencyId, agreementCode = null } = staff
  const issued = await issuePortalCredential(tx, { staffId, username, agencyId, agreementCode, by: actor.by })
  return issued.kind === 'issued' ? issued.userId : issued.fault
}

async function faultsOf(tx: Tx, staff: NewStaff): Promise<StaffFault[]> {
  const faults: StaffFault[] = []
  const fault = (field: string, code: string, message: string) => faults.push({ field, code, message })
  if (!isUsername(staff.username)) {
    fault('username', 'SP-14', 'Nama pengguna: 4 sampai 48 huruf kecil, angka, atau tanda . _ -')
  } else if ((await findStaffId(tx, staff.username)) !== undefined) faults.push(TAKEN)
  if (staff.fullName === '' || staff.fullName.length > 120) {
    fault('fullName', 'SP-15', 'Isi nama lengkapnya, paling banyak 120 huruf.')
  }
  if (/[0-9]{5}|\p{Cc}/u.test(staff.fullName)) fault('fullName', 'SP-15', 'Nama tidak memuat nomor.')
  if (staff.nip !== null && !/^[0-9]{18}$/.test(staff.nip))
    fault('nip', 'SP-15', 'NIP terdiri atas 18 digit.')
  faults.push(...(await placeFaults(tx, staff)))
  return faults
}

/** Whether the account stands where its role belongs: in the office, or in an agency of the office. */
async function placeFaults(tx: Tx, staff: NewStaff): Promise<StaffFault[]> {
  const isOfAgency = isAgencyRole(staff.role)
  if (!isOfAgency && staff.agencyId !== null) {
    return [{ field: 'agencyId', code: 'SP-16', message: 'Peran ini adalah peran kantor, tanpa instansi.' }]
  }
  if (!isOfAgency) return []
  if (staff.agencyId === null) {
    return [{ field: 'agencyId', code: 'SP-16', message: 'Pilih instansinya.' }]
  }
  if (await hasAgency(tx, staff.officeId, staff.agencyId, staff.workUnitId)) return []
  return [{ field: 'agencyId', code: 'SP-16', message: 'Instansi atau unit kerja ini tidak dikenal.' }]
}

export function isAgencyRole(role: Role): boolean {
  return ROLES[role].of === 'agency'
}
