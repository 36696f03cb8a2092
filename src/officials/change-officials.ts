import { randomUUID } from 'node:crypto'
import { OFFICIAL_POSITIONS, type OfficialPosition } from '../agencies/index.ts'
import { append, auditEntry } from '../audit/index.ts'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import type { FieldFault } from '../kernel/problem.ts'
import { notify } from '../notifications/index.ts'
import { findOfficeDay, type PaperMaker } from '../papers/index.ts'
import { fromEpochDay, toEpochDay } from '../registry/calendar-day.ts'
import { holdsNik, parseDay } from '../registry/index.ts'
import { endOfficial, findLast, findLongestAgreement, insertOfficial, lockParty } from './official.store.ts'

/** Whose officials: an office's own, or those of an agency of it. */
export type Party = { officeId: number; agencyId: number | null }

export type Appointment = {
  position: OfficialPosition
  name: string
  nip: string | null
  rank: string | null
  title: string
  /** The first day in the position, `2026-11-21`. */
  from: string
  /** On which decree, for the letter; '' where none is named. */
  basis: string
}

export type OfficialResult =
  | { kind: 'done'; id: number; paperId: number | null }
  | { kind: 'refused'; faults: FieldFault[] }

export const isPosition = (text: string): text is OfficialPosition => Object.hasOwn(OFFICIAL_POSITIONS, text)

/**
 * Enters who holds a position from a day on (requirement 3.10, OF-01). Of the positions that one person holds the one
 * before ends with that day. What an agency enters itself is told to the office, with the notice letter where somebody
 * is followed in such a position and an agreement is in force (OF-03).
 *
 * @param enteredBy the office enters what an agency has written to it: that letter is there already
 */
export function appointOfficial(
  pool: Pool,
  paperMaker: PaperMaker,
  party: Party,
  appointment: Appointment,
  enteredBy: { who: string; of: 'party' | 'office' },
): Promise<OfficialResult> {
  const faults = faultsOf(appointment)
  if (faults.length > 0) return Promise.resolve({ kind: 'refused', faults })
  const { position, from } = appointment
  const by = enteredBy.who
  return inTx(pool, async (tx): Promise<OfficialResult> => {
    await lockParty(tx, party)
    const former = isHeldByOne(position) ? await findLast(tx, party, position) : undefined
    if (former !== undefined && former.from >= from) {
      return refused('from', 'Harus sesudah hari pertama pejabat sebelumnya.')
    }
    if (former?.until != null && former.until > from) {
      return refused('from', 'Pejabat sebelumnya masih menjabat pada hari itu.')
    }
    if (former !== undefined && former.until === null) await endOfficial(tx, former.id, from)
    const id = await insertOfficial(tx, party, appointment, by)
    const { officeId, agencyId } = party
    const isOwn = agencyId !== null && enteredBy.of === 'party'
    const paperId =
      isOwn && former !== undefined
        ? await writeNotice(tx, paperMaker, { officeId, agencyId }, former, appointment, by)
        : null
    await record(tx, party, 'official.appointed', { by, position, from })
    if (isOwn) await tellOffice(tx, officeId, agencyId)
    return { kind: 'done', id, paperId }
  })
}

/** Notes that somebody left their position; `until` is their last day (OF-02). */
export function retireOfficial(
  pool: Pool,
  party: Party,
  request: { id: number; until: string; by: string },
): Promise<OfficialResult> {
  return inTx(pool, async (tx): Promise<OfficialResult> => {
    if (parseDay(request.until) !== request.until) return refused('until', 'Tulis tanggal yang ada.')
    const firstDayOut = fromEpochDay(toEpochDay(request.until) + 1)
    const left = await endOfficial(tx, request.id, firstDayOut, party)
    if (!left)
      return refused(
        'until',
        'Tidak boleh sebelum hari pertamanya, dan pejabat itu belum mempunyai hari terakhir.',
      )
    await record(tx, party, 'official.left', { by: request.by, official: request.id, until: request.until })
    return { kind: 'done', id: request.id, paperId: null }
  })
}

const isHeldByOne = (position: OfficialPosition) => position === 'head' || position === 'secretary'

function faultsOf({ name, nip, rank, title, from, basis }: Appointment): FieldFault[] {
  const faults: FieldFault[] = []
  const fault = (field: string, message: string) => faults.push({ field, message })
  if (name === '' || name.length > 100) fault('name', 'Tulis nama, paling banyak 100 huruf.')
  if (nip !== null && !/^[0-9]{18}$/.test(nip)) fault('nip', 'NIP terdiri dari 18 angka.')
  if (rank !== null && rank.length > 100) fault('rank', 'Paling banyak 100 huruf.')
  if (title === '' || title.length > 150)
    fault('title', 'Tulis jabatan seperti di bawah tanda tangan, paling banyak 150 huruf.')
  if (parseDay(from) !== from) fault('from', 'Tulis tanggal yang ada.')
  for (const [field, text] of Object.entries({ name, rank: rank ?? '', title, basis })) {
    if (holdsNik(text)) fault(field, 'Tidak boleh memuat NIK.')
  }
  return faults
}

async function writeNotice(
  tx: Tx,
  paperMaker: PaperMaker,
  party: { officeId: number; agencyId: number },
  former: { name: string; title: string; nip: string | null },
  { name, title, nip, rank, from, basis }: Appointment,
  by: string,
): Promise<number | null> {
  const agreementId = await findLongestAgreement(tx, party)
  if (agreementId === null) return null
  const issued = await paperMaker.issue(tx, {
    kind: 'officials-change-notice',
    ...party,
    agreementId,
    requestId: null,
    date: await findOfficeDay(tx, party.officeId),
    facts: {
      formerName: former.name,
      formerTitle: former.title,
      formerNip: former.nip ?? '-',
      newName: name,
      newTitle: title,
      newNip: nip ?? '-',
      newRank: rank ?? '-',
      effectiveOn: from,
      ...(basis === '' ? {} : { ground: basis }),
    },
    by,
  })
  // A template that the office has edited may ask for more; the change of officials itself is a fact.
  return issued.kind === 'issued' ? issued.paper.id : null
}

function tellOffice(tx: Tx, officeId: number, agencyId: number): Promise<number> {
  return notify(tx, {
    officeId,
    to: { role: 'agreement-officer', agencyId: null },
    event: 'official.appointed',
    title: 'Pergantian pejabat instansi',
    body: 'Sebuah instansi mencatat pejabat baru. Periksa pernyataan yang perlu diperbarui.',
    path: `/instansi/${agencyId}`,
  })
}

function record(tx: Tx, { officeId, agencyId }: Party, event: string, detail: object): Promise<void> {
  return append(tx, [
    auditEntry({ event, requestId: randomUUID(), officeId, detail: JSON.stringify({ agencyId, ...detail }) }),
  ])
}

function refused(field: string, message: string): OfficialResult {
  return { kind: 'refused', faults: [{ field, message }] }
}
