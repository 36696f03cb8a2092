import { randomUUID } from 'node:crypto'
import { hashPassword, newSecret } from '../credentials/index.ts'
import { inTx, type Pool } from '../kernel/database.ts'
import { enterStaff } from './enter-staff.ts'
import { ROLES } from './permissions.ts'
import type { PortalKeys } from './portal-keys.ts'
import { giveTotp } from './second-factor.ts'
import { findStaffId, type NewStaff, updatePassword } from './staff.store.ts'

/**
 * An account to try the portal with: its password need not be changed, and where its role asks for a second
 * factor it has one. Done again, it gets both anew.
 */
export async function enterDemoStaff(
  pool: Pool,
  keys: PortalKeys,
  staff: NewStaff & { agreementCode?: string },
): Promise<{ password: string; totpSecret: string | null }> {
  const password = newSecret()
  const hash = await hashPassword(password)
  const known = await findStaffId(pool, staff.username)
  if (known === undefined) {
    const actor = { by: 'demo', requestId: randomUUID(), address: null }
    const entered = await enterStaff(pool, staff, actor)
    if (entered.kind === 'refused') throw new Error(`${staff.username}: ${JSON.stringify(entered.faults)}`)
  }
  return inTx(pool, async (tx) => {
    const staffId = known ?? (await findStaffId(tx, staff.username))
    if (staffId === undefined) throw new Error(`${staff.username} was not entered`)
    await updatePassword(tx, staffId, hash, false)
    const isNeeded = ROLES[staff.role].secondFactor === 'required'
    return { password, totpSecret: isNeeded ? await giveTotp(tx, keys, staffId) : null }
  })
}
