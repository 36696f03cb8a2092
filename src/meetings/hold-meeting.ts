import { randomUUID } from 'node:crypto'
import { append, auditEntry } from '../audit/index.ts'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import type { FieldFault } from '../kernel/problem.ts'
import { longDay } from '../letters/index.ts'
import { notify } from '../notifications/index.ts'
import type { PaperKind, PaperMaker } from '../papers/index.ts'
import { reasonFault } from '../registry/index.ts'
import { officeDay } from '../statements/index.ts'
import { MEETING_KINDS, type Meeting } from './domain.ts'
import {
  insertMeeting,
  listInvited,
  lockMeeting,
  type Minutes,
  type NewMeeting,
  updateCancelled,
  updateFollowUpDone,
  updateHeld,
  updateInvitation,
} from './meeting.store.ts'
import { faultsOfMeeting, faultsOfMinutes } from './meeting-faults.ts'
import { dayOf, timeOf } from './words-of-time.ts'

export type MeetingResult =
  | { kind: 'done'; id: number; paperId: number | null }
  | { kind: 'refused'; faults: FieldFault[] }

/** Rolls an act back whose letter cannot be written. */
class NotWritten extends Error {
  readonly faults: FieldFault[]
  constructor(faults: readonly FieldFault[]) {
    super('the letter of a meeting was refused')
    this.faults = faults.map(({ field, message }) => ({ field: `letter.${field}`, message }))
  }
}

const refused = (field: string, message: string): MeetingResult => ({
  kind: 'refused',
  faults: [{ field, message }],
})

const inOne = (pool: Pool, act: (tx: Tx) => Promise<MeetingResult>): Promise<MeetingResult> =>
  inTx(pool, act).catch((error: unknown): MeetingResult => {
    if (error instanceof NotWritten) return { kind: 'refused', faults: error.faults }
    throw error
  })

/** Plans a meeting and writes the invitation; whoever is invited is told in the portal too (MT-01). */
export function planMeeting(pool: Pool, paperMaker: PaperMaker, wanted: NewMeeting): Promise<MeetingResult> {
  const faults = faultsOfMeeting(wanted)
  if (faults.length > 0) return Promise.resolve({ kind: 'refused', faults })
  return inOne(pool, async (tx) => {
    const id = await insertMeeting(tx, wanted)
    const meeting = await must(tx, wanted.officeId, id)
    const zone = await zoneOf(tx, wanted.officeId)
    const paperId = await write(tx, paperMaker, meeting, 'meeting-invitation', wanted.by, {
      facts: {
        agenda: wanted.agenda,
        scheduledOn: dayOf(meeting.startsAt, zone),
        scheduledFrom: timeOf(meeting.startsAt, zone),
        place: wanted.place,
        ...(meeting.agency === null ? {} : { addressee: `Pimpinan ${meeting.agency}` }),
        ...(wanted.note === null ? {} : { note: wanted.note }),
      },
      tables: {},
    })
    await updateInvitation(tx, id, paperId)
    const body = `${MEETING_KINDS[meeting.kind]}: ${meeting.agenda}`
    await tellInvited(tx, meeting, { event: 'meeting.planned', title: 'Undangan rapat', body })
    await record(tx, meeting, 'meeting.planned', wanted.by)
    return { kind: 'done', id, paperId }
  })
}

/** Notes what a meeting came to, and writes its minutes (MT-02). A meeting is held once. */
export function holdMeeting(
  pool: Pool,
  paperMaker: PaperMaker,
  of: { officeId: number; id: number; by: string },
  minutes: Minutes,
): Promise<MeetingResult> {
  const faults = faultsOfMinutes(minutes)
  if (faults.length > 0) return Promise.resolve({ kind: 'refused', faults })
  return inOne(pool, async (tx) => {
    const meeting = await lockMeeting(tx, of.officeId, of.id)
    if (meeting?.state !== 'planned') return refused('state', 'Rapat ini sudah dicatat atau dibatalkan.')
    const zone = await zoneOf(tx, of.officeId)
    const present = minutes.attendees.filter(({ attended }) => attended)
    const paperId = await write(tx, paperMaker, meeting, 'meeting-minutes', of.by, {
      facts: {
        agenda: meeting.agenda,
        scheduledOn: dayOf(meeting.startsAt, zone),
        scheduledFrom: timeOf(meeting.startsAt, zone),
        place: meeting.place,
        chair: minutes.chair,
        recorder: minutes.recorder,
        ...(minutes.closing === null ? {} : { closing: minutes.closing }),
      },
      tables: {
        attendance: {
          head: ['No.', 'Nama', 'Jabatan dan instansi'],
          rows: present.map(({ name, position }, index) => [String(index + 1), name, position]),
        },
        ...(minutes.topics.length === 0
          ? {}
          : {
              discussion: {
                head: ['No.', 'Pokok bahasan', 'Hasil'],
                rows: minutes.topics.map(({ topic, result }, index) => [String(index + 1), topic, result]),
              },
            }),
        ...(minutes.followUps.length === 0
          ? {}
          : {
              followUps: {
                head: ['No.', 'Tindak lanjut', 'Penanggung jawab', 'Batas waktu'],
                rows: minutes.followUps.map(({ what, who, due }, index) => [
                  String(index + 1),
                  what,
                  who,
                  due === null ? '-' : longDay(due),
                ]),
              },
            }),
      },
    })
    await updateHeld(tx, meeting.id, paperId, minutes)
    await record(tx, meeting, 'meeting.held', of.by)
    return { kind: 'done', id: meeting.id, paperId }
  })
}

/** Calls a planned meeting off; whoever was invited is told (MT-03). */
export function cancelMeeting(
  pool: Pool,
  of: { officeId: number; id: number; by: string; reason: string },
): Promise<MeetingResult> {
  const fault = reasonFault(of.reason)
  if (fault !== undefined) return Promise.resolve(refused('reason', fault))
  return inOne(pool, async (tx) => {
    const meeting = await lockMeeting(tx, of.officeId, of.id)
    if (meeting?.state !== 'planned') return refused('state', 'Rapat ini sudah dicatat atau dibatalkan.')
    await updateCancelled(tx, of.id, of.reason)
    const told = { event: 'meeting.cancelled', title: 'Pembatalan rapat', body: meeting.agenda }
    await tellInvited(tx, meeting, told)
    await record(tx, meeting, 'meeting.cancelled', of.by)
    return { kind: 'done', id: of.id, paperId: null }
  })
}

/** Notes that a follow-up is done (MT-04). */
export function closeFollowUp(
  pool: Pool,
  of: { officeId: number; meetingId: number; id: number; by: string },
): Promise<MeetingResult> {
  return inOne(pool, async (tx) => {
    const meeting = await lockMeeting(tx, of.officeId, of.meetingId)
    if (meeting === undefined || !(await updateFollowUpDone(tx, of.meetingId, of.id, of.by))) {
      return refused('state', 'Tindak lanjut ini sudah selesai.')
    }
    await record(tx, meeting, 'meeting.follow_up_done', of.by)
    return { kind: 'done', id: of.meetingId, paperId: null }
  })
}

type Words = {
  facts: Record<string, string>
  tables: Record<string, { head: string[]; rows: string[][] }>
}

async function write(
  tx: Tx,
  paperMaker: PaperMaker,
  { officeId, agencyId, agreementId }: Meeting,
  kind: PaperKind,
  by: string,
  { facts, tables }: Words,
): Promise<number> {
  const date = await officeDay(tx, officeId)
  const issued = await paperMaker.issue(tx, {
    kind,
    officeId,
    agencyId,
    agreementId,
    requestId: null,
    date,
    facts,
    tables,
    by,
  })
  if (issued.kind === 'refused') throw new NotWritten(issued.faults)
  return issued.paper.id
}

/** Heads and PICs of the agency; of all agencies with an agreement in force, where the meeting is for several. */
async function tellInvited(
  tx: Tx,
  { officeId, agencyId, id }: Meeting,
  told: { event: string; title: string; body: string },
): Promise<void> {
  const invited = agencyId === null ? await listInvited(tx, officeId) : [agencyId]
  for (const one of invited) {
    for (const role of ['agency-head', 'agency-pic'] as const) {
      await notify(tx, { officeId, to: { role, agencyId: one }, ...told, path: `/pertemuan/${id}` })
    }
  }
}

async function must(tx: Tx, officeId: number, id: number): Promise<Meeting> {
  const meeting = await lockMeeting(tx, officeId, id)
  if (meeting === undefined) throw new Error(`meeting ${id} is gone`)
  return meeting
}

async function zoneOf(tx: Tx, officeId: number): Promise<string> {
  const { rows } = await tx.query<{ zone: string }>('select time_zone as zone from office where id = $1', [
    officeId,
  ])
  return rows[0]?.zone ?? 'Asia/Jakarta'
}

function record(tx: Tx, { id, officeId, agreementId }: Meeting, event: string, by: string): Promise<void> {
  const detail = JSON.stringify({ by, meeting: id })
  return append(tx, [auditEntry({ event, requestId: randomUUID(), officeId, agreementId, detail })])
}
