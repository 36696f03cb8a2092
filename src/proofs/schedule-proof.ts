import type { AgreementInForce } from '../agreements/index.ts'
import { ZONE_ABBREVIATION } from '../kernel/clock.ts'
import type { Pool } from '../kernel/database.ts'
import type { FieldFault } from '../kernel/problem.ts'
import { notify } from '../notifications/index.ts'
import { mayDo, ROLE_NAMES } from '../offices/index.ts'
import type { PaperMaker } from '../papers/index.ts'
import { parseDay } from '../registry/index.ts'
import { findProofForUpdate, findToday, listExaminers, updatePaper, updateSchedule } from './proof.store.ts'
import { scheduleOrder } from './proof-papers.ts'
import {
  actFault,
  agreementFault,
  byOf,
  type Doer,
  type ProofResult,
  paperRefused,
  record,
  refused,
  textFault,
} from './record-proof.ts'
import { inTxOrUndone } from './undone.ts'

export type Schedule = {
  id: number
  on: string
  from: string
  place: string
  examiners: readonly number[]
}

/** Whoever may examine, by role. */
export const EXAMINER_ROLES = ROLE_NAMES.filter((role) => mayDo(role, 'proofs.examine'))

/** Sets day, place and examiners, with the letter that says so; again for another day. */
export async function scheduleProof(
  pool: Pool,
  paperMaker: PaperMaker,
  agreement: AgreementInForce,
  schedule: Schedule,
  who: Doer,
): Promise<ProofResult> {
  const unsound = agreementFault(agreement)
  if (unsound !== undefined) return refused('agreement', unsound)
  return inTxOrUndone(pool, async (tx) => {
    const proof = await findProofForUpdate(tx, { agreementId: agreement.id, id: schedule.id })
    if (proof === undefined) return { kind: 'not-found' }
    const closed = actFault('schedule', proof)
    if (closed !== undefined) return refused('state', closed)
    const today = await findToday(tx, agreement.officeId)
    const able = await listExaminers(tx, agreement.officeId, EXAMINER_ROLES)
    const examiners = able.filter(({ staffId }) => schedule.examiners.includes(staffId))
    const faults = faultsOf(schedule, today, examiners.length)
    if (faults.length > 0) return { kind: 'refused', faults }
    await updateSchedule(tx, proof.id, {
      ...schedule,
      examiners: examiners.map(({ staffId }) => staffId),
      staffId: who.staffId,
    })
    const said = { ...schedule, examiners: examiners.map(({ fullName }) => fullName) }
    const zone = ZONE_ABBREVIATION[agreement.timeZone]
    const dated = { date: today, by: byOf(who) }
    const issued = await paperMaker.issue(tx, scheduleOrder(agreement, proof, said, zone, dated))
    if (issued.kind === 'refused') return paperRefused(issued.faults)
    await updatePaper(tx, proof.id, 'schedule', issued.paper.id)
    await record(
      tx,
      'proof.scheduled',
      { proof, agreement, who },
      { on: schedule.on, examiners: schedule.examiners },
    )
    await notify(tx, {
      officeId: agreement.officeId,
      to: { role: 'agency-pic', agencyId: agreement.agencyId },
      event: 'proof.scheduled',
      title: 'PoC dijadwalkan',
      body: `PoC ${proof.application} ${proof.version}: ${schedule.on} pukul ${schedule.from} ${zone}, ${schedule.place}.`,
      path: `/perjanjian/${agreement.code}/poc`,
    })
    return { kind: 'done' }
  })
}

function faultsOf(schedule: Schedule, today: string, examiners: number): FieldFault[] {
  const faults: FieldFault[] = []
  if (parseDay(schedule.on) === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(schedule.on)) {
    faults.push({ field: 'on', message: 'Tanggal PoC wajib diisi.' })
  } else if (schedule.on < today) faults.push({ field: 'on', message: 'Tanggal PoC sudah lewat.' })
  if (!/^([01][0-9]|2[0-3]):[0-5][0-9]$/.test(schedule.from)) {
    faults.push({ field: 'from', message: 'Jam mulai harus JJ:MM.' })
  }
  const place = textFault('Tempat', schedule.place, 200)
  if (place !== undefined) faults.push({ field: 'place', message: place })
  if (examiners === 0 || examiners !== new Set(schedule.examiners).size) {
    faults.push({ field: 'examiners', message: 'Pilih paling sedikit satu penguji dari kantor.' })
  }
  return faults
}
