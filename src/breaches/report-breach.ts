import { inTx, type Pool } from '../kernel/database.ts'
import type { FieldFault } from '../kernel/problem.ts'
import { notify } from '../notifications/index.ts'
import { isElement } from '../registry/elements.ts'
import { holdsNik, isMoment } from '../registry/index.ts'
import { insertBreach, insertStep, isSoFar, lockBreach, type NewBreach } from './breach.store.ts'
import { CLOCK_HOURS, isCount } from './domain.ts'
import { recordBreach } from './record-breach.ts'

export type BreachResult =
  | { kind: 'done'; id: number; paperId: number | null }
  | { kind: 'refused'; faults: FieldFault[] }

/** Before there were agreements; what is older was typed wrongly. */
const EARLIEST = '2010-01-01T00:00:00Z'

/**
 * Enters a breach in the register (requirement 3.14, BR-01). The clock of 3 × 24 hours runs from the discovery, not from
 * the report. The office's people and the agency's head are told at once.
 */
export function reportBreach(pool: Pool, reported: NewBreach): Promise<BreachResult> {
  return inTx(pool, async (tx): Promise<BreachResult> => {
    const faults = faultsOf(reported)
    if (isMoment(reported.discoveredAt) && !(await isSoFar(tx, reported.discoveredAt, EARLIEST)))
      faults.push({ field: 'discoveredAt', message: 'Tidak boleh sesudah sekarang.' })
    if (faults.length > 0) return { kind: 'refused', faults }
    const id = await insertBreach(tx, reported)
    await insertStep(tx, {
      breachId: id,
      act: 'report',
      note: reported.description,
      paperId: null,
      by: reported.by,
    })
    const breach = await lockBreach(tx, { officeId: reported.officeId, agencyId: null }, id)
    if (breach === undefined) throw new Error(`breach ${id} is gone`)
    for (const to of [
      { role: 'agreement-officer', agencyId: null },
      { role: 'evaluator', agencyId: null },
      { role: 'agency-head', agencyId: reported.agencyId },
    ] as const) {
      await notify(tx, {
        officeId: reported.officeId,
        to,
        event: 'breach.reported',
        title: `Laporan pelanggaran ${breach.code}`,
        body: `Subjek data dan lembaga berwenang harus diberi tahu dalam ${CLOCK_HOURS} jam sejak diketahui.`,
        path: `/pelanggaran/${id}`,
      })
    }
    await recordBreach(tx, 'breach.reported', breach, { by: reported.by, kind: reported.kind })
    return { kind: 'done', id, paperId: null }
  })
}

function faultsOf({ description, discoveredAt, affectedPeople, elements }: NewBreach): FieldFault[] {
  const faults: FieldFault[] = []
  const fault = (field: string, message: string) => faults.push({ field, message })
  if (description.length < 20 || description.length > 2_000)
    fault('description', 'Uraikan kejadiannya, 20 sampai 2.000 huruf.')
  if (holdsNik(description)) fault('description', 'Uraian tidak boleh memuat NIK.')
  if (!isMoment(discoveredAt)) fault('discoveredAt', 'Tulis kapan kejadian diketahui.')
  if (affectedPeople !== null && !isCount(affectedPeople)) fault('affectedPeople', 'Harus bilangan mulai 0.')
  if (!elements.every(isElement)) fault('elements', 'Ada elemen data yang tidak dikenal.')
  return faults
}
