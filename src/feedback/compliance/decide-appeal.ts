import { liftLowered } from '../../credentials/index.ts'
import { lockAuthority } from '../../kernel/authority-lock.ts'
import { inTx, type Pool } from '../../kernel/database.ts'
import type { FieldFault } from '../../kernel/problem.ts'
import { longDay } from '../../letters/index.ts'
import { addDays } from '../../offices/index.ts'
import { type IsoDay, parseDay } from '../../registry/index.ts'
import { officeDay } from '../../statements/index.ts'
import { closeAppeal, lockAppeal } from './appeal.store.ts'
import { type Done, reasonFault } from './decide-rule.ts'
import { markLifted } from './evaluation.store.ts'
import { recordCompliance, tellAgency } from './record-compliance.ts'

/** So long an appeal can take an agreement out; who needs longer changes the rule. */
export const EXCEPTED_DAYS_AT_MOST = 90

export type AppealDecision = {
  id: number
  isGranted: boolean
  reason: string
  /** The last day that is not lowered; '' for a refusal. */
  exceptedUntil: string
  by: string
}

/**
 * Decides an appeal. Granted, it lifts what is lowered with the next request, and nothing is lowered until its last day
 * (FB-131).
 *
 * @returns undefined where there is no such appeal in the office
 */
export function decideAppeal(
  pool: Pool,
  officeId: number,
  { id, isGranted, reason, exceptedUntil, by }: AppealDecision,
): Promise<Done | undefined> {
  return inTx(pool, async (tx): Promise<Done | undefined> => {
    // First, for locks have their order: authority, then rows, then the end of the log.
    await lockAuthority(tx)
    const appeal = await lockAppeal(tx, { officeId, agencyId: null }, id)
    if (appeal === undefined) return undefined
    const today = await officeDay(tx, officeId)
    const faults = [...reasonFault(reason, 1_000), ...(isGranted ? dayFaults(exceptedUntil, today) : [])]
    if (appeal.state !== 'waiting') faults.push({ field: 'id', message: 'Keberatan ini sudah selesai.' })
    if (faults.length > 0) return { kind: 'refused', faults }
    await closeAppeal(tx, id, {
      state: isGranted ? 'granted' : 'refused',
      by,
      reason,
      exceptedUntil: isGranted ? exceptedUntil : null,
    })
    let lifted = 0
    if (isGranted) {
      await liftLowered(tx, appeal.agreementId)
      lifted = await markLifted(tx, appeal.agreementId, today)
    }
    await tellAgency(tx, appeal, {
      event: 'compliance-appeal.decided',
      title: isGranted ? 'Keberatan dikabulkan: kuota penuh kembali' : 'Keberatan ditolak',
      body: isGranted
        ? `Kuota tidak diturunkan sampai ${longDay(exceptedUntil)}.`
        : 'Alasannya ada di halaman ini.',
    })
    await recordCompliance(
      tx,
      isGranted ? 'compliance-appeal.granted' : 'compliance-appeal.refused',
      appeal,
      { by, appeal: id, lifted, ...(isGranted ? { exceptedUntil } : {}) },
    )
    return { kind: 'done', id }
  })
}

function dayFaults(day: string, today: IsoDay): FieldFault[] {
  const last = addDays(today, EXCEPTED_DAYS_AT_MOST)
  if (parseDay(day) === day && day >= today && day <= last) return []
  return [{ field: 'exceptedUntil', message: `Pilih hari dari sekarang sampai ${longDay(last)}.` }]
}
