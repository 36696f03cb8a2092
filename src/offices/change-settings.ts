import { append, auditEntry } from '../audit/index.ts'
import { inTx, type Pool } from '../kernel/database.ts'
import type { Fields } from '../kernel/fields.ts'
import type { FieldFault } from '../kernel/problem.ts'
import { holdsNik } from '../registry/index.ts'
import {
  OFFICE_SETTING_NAMES,
  OFFICE_SETTINGS,
  type OfficeSettingChange,
  settingFault,
} from './office-settings.ts'
import type { Actor } from './record-staff.ts'
import { getOfficeCard, updateOfficeSettings } from './settings.store.ts'

const MAX_ADDRESS = 200

/** Reads what somebody wants to set; what is not named stays, an empty value goes back to what was delivered. */
export function readSettings(
  fields: Fields,
): { kind: 'read'; change: OfficeSettingChange } | { kind: 'faulty'; faults: FieldFault[] } {
  const change: OfficeSettingChange = {}
  const faults: FieldFault[] = []
  for (const name of OFFICE_SETTING_NAMES) {
    if (!fields.has(name)) continue
    if (fields.isBlank(name)) {
      change[name] = null
      continue
    }
    const value = fields.integer(name)
    const fault = settingFault(name, value)
    if (fault !== undefined) faults.push(fault)
    else if (value !== undefined) change[name] = value === OFFICE_SETTINGS[name].usual ? null : value
  }
  if (fields.has('address')) {
    const address = fields.text('address').replace(/\s+/g, ' ')
    if (address.length > MAX_ADDRESS) {
      faults.push({ field: 'address', message: `Alamat paling banyak ${MAX_ADDRESS} huruf.` })
    } else if (holdsNik(address)) faults.push({ field: 'address', message: 'Alamat memuat NIK.' })
    change.address = address === '' ? null : address
  }
  return faults.length > 0 ? { kind: 'faulty', faults } : { kind: 'read', change }
}

/**
 * Sets what an office may set for its portal. In force with the next request: nothing remembers these values.
 * Every value that moves stands in the log as it was and as it is (P-21).
 */
export async function changeSettings(
  pool: Pool,
  officeId: number,
  change: OfficeSettingChange,
  actor: Actor,
): Promise<void> {
  await inTx(pool, async (tx) => {
    const before = await getOfficeCard(tx, officeId, true)
    const { address = before.address, ...values } = change
    const settings = { ...before.settings, ...values }
    const moved: Record<string, { from: string | number | null; to: string | number | null }> = {}
    for (const name of OFFICE_SETTING_NAMES) {
      const [from, to] = [before.settings[name], settings[name]]
      const { usual } = OFFICE_SETTINGS[name]
      if (from !== to) moved[name] = { from: from ?? usual, to: to ?? usual }
    }
    if (address !== before.address) moved.address = { from: before.address, to: address }
    if (Object.keys(moved).length === 0) return
    await updateOfficeSettings(tx, officeId, { settings, address })
    await append(tx, [
      auditEntry({
        event: 'office.settings_changed',
        requestId: actor.requestId,
        officeId,
        address: actor.address,
        detail: JSON.stringify({ by: actor.by, changed: moved }),
      }),
    ])
  })
}
