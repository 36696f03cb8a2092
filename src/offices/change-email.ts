import { inTx, type Pool } from '../kernel/database.ts'
import type { ChangeResult, Keeper } from './change-staff.ts'
import { isKeptBy } from './change-staff.ts'
import { type Actor, recordStaff } from './record-staff.ts'
import { findStaffForUpdate, updateEmail } from './staff.store.ts'

const MAX_EMAIL = 254

/** What keeps a text from being an address that letters can be sent to; '' takes the address back. */
export function emailFault(text: string): string | undefined {
  if (text === '') return undefined
  if (
    text.length > MAX_EMAIL ||
    !/^[\x21-\x7e]+$/.test(text) ||
    !/^[^@<>,;"]+@[^@<>,;"]+\.[^@<>,;".]+$/.test(text)
  ) {
    return 'Tulis satu alamat surel, misalnya nama@kantor.go.id.'
  }
  return undefined
}

/**
 * Sets where an account is told that something waits in the portal: by its keeper, or by whoever it is
 * (SP-40). The entry says that it changed, not to what: an address may have to be forgotten one day.
 */
export function changeEmail(
  pool: Pool,
  request: { by: Keeper; staffId: number; email: string; actor: Actor },
): Promise<ChangeResult> {
  const { by, staffId, email, actor } = request
  return inTx(pool, async (tx): Promise<ChangeResult> => {
    const staff = await findStaffForUpdate(tx, staffId)
    if (staff === undefined || (staff.id !== by.staffId && !isKeptBy(staff, by))) return { kind: 'not-found' }
    const fault = emailFault(email)
    if (fault !== undefined)
      return { kind: 'refused', fault: { field: 'email', code: 'SP-40', message: fault } }
    if ((staff.email ?? '') === email) return { kind: 'done' }
    await updateEmail(tx, staff.id, email === '' ? null : email)
    const of = { staffId: staff.id, officeId: staff.officeId, username: staff.username }
    await recordStaff(tx, 'staff.email_changed', actor, of, { isSet: email !== '' })
    return { kind: 'done' }
  })
}
