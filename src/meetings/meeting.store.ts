import type { Tx } from '../kernel/database.ts'
import type { Attendee, FollowUp, Meeting, MeetingKind, Topic } from './domain.ts'

const UTC = `'YYYY-MM-DD"T"HH24:MI:SS"Z"'`

const SELECT = `
select m.id, m.office_id as "officeId", m.agency_id as "agencyId", g.name as agency, m.agreement_id as "agreementId",
  a.code as agreement, m.kind, m.agenda, to_char(m.starts_at at time zone 'UTC', ${UTC}) as "startsAt", m.place, m.note,
  m.state, m.state_reason as "stateReason", m.invitation_paper_id as "invitationPaperId",
  m.minutes_paper_id as "minutesPaperId", m.chair, m.recorder, m.closing, m.planned_by as "plannedBy",
  coalesce((select json_agg(json_build_object('name', name, 'position', position, 'attended', attended) order by n)
    from meeting_attendee where meeting_id = m.id), '[]') as attendees,
  coalesce((select json_agg(json_build_object('topic', topic, 'result', result) order by n)
    from meeting_topic where meeting_id = m.id), '[]') as topics,
  coalesce((select json_agg(json_build_object('id', id, 'what', what, 'who', who, 'due', due, 'doneOn', done_on) order by n)
    from meeting_follow_up where meeting_id = m.id), '[]') as "followUps"
from meeting m left join user_agency g on g.id = m.agency_id left join agreement a on a.id = m.agreement_id`

/** Whose meetings somebody may know of: an office's all; an agency's own, and those for several agencies. */
type Viewer = { officeId: number; agencyId: number | null }

export async function listMeetings(tx: Tx, { officeId, agencyId }: Viewer): Promise<Meeting[]> {
  const { rows } = await tx.query<Meeting>(
    `${SELECT} where m.office_id = $1 and ($2::int is null or m.agency_id is null or m.agency_id = $2)
     order by m.starts_at desc, m.id desc limit 500`,
    [officeId, agencyId],
  )
  return rows
}

export async function findMeeting(
  tx: Tx,
  { officeId, agencyId }: Viewer,
  id: number,
): Promise<Meeting | undefined> {
  const { rows } = await tx.query<Meeting>(
    `${SELECT} where m.id = $3 and m.office_id = $1 and ($2::int is null or m.agency_id is null or m.agency_id = $2)`,
    [officeId, agencyId, id],
  )
  return rows[0]
}

/** The state of a meeting of an office, its row locked. */
export async function lockMeeting(tx: Tx, officeId: number, id: number): Promise<Meeting | undefined> {
  await tx.query('select from meeting where id = $1 and office_id = $2 for update', [id, officeId])
  return findMeeting(tx, { officeId, agencyId: null }, id)
}

export type NewMeeting = {
  officeId: number
  agencyId: number | null
  agreementId: number | null
  kind: MeetingKind
  agenda: string
  startsAt: string
  place: string
  note: string | null
  by: string
}

export async function insertMeeting(tx: Tx, added: NewMeeting): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into meeting (office_id, agency_id, agreement_id, kind, agenda, starts_at, place, note, planned_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
    [
      added.officeId,
      added.agencyId,
      added.agreementId,
      added.kind,
      added.agenda,
      added.startsAt,
      added.place,
      added.note,
      added.by,
    ],
  )
  const [row] = rows
  if (row === undefined) throw new Error('the meeting was not inserted')
  return row.id
}

export async function updateInvitation(tx: Tx, id: number, paperId: number): Promise<void> {
  await tx.query('update meeting set invitation_paper_id = $2 where id = $1', [id, paperId])
}

export async function updateCancelled(tx: Tx, id: number, reason: string): Promise<void> {
  await tx.query(`update meeting set state = 'cancelled', state_reason = $2 where id = $1`, [id, reason])
}

export type Minutes = {
  chair: string
  recorder: string
  closing: string | null
  attendees: readonly Attendee[]
  topics: readonly Topic[]
  followUps: readonly FollowUp[]
}

/** What a meeting came to; once. */
export async function updateHeld(tx: Tx, id: number, paperId: number, minutes: Minutes): Promise<void> {
  await tx.query(
    `update meeting set state = 'held', minutes_paper_id = $2, chair = $3, recorder = $4, closing = $5 where id = $1`,
    [id, paperId, minutes.chair, minutes.recorder, minutes.closing],
  )
  for (const [index, { name, position, attended }] of minutes.attendees.entries()) {
    await tx.query(
      'insert into meeting_attendee (meeting_id, n, name, position, attended) values ($1, $2, $3, $4, $5)',
      [id, index + 1, name, position, attended],
    )
  }
  for (const [index, { topic, result }] of minutes.topics.entries()) {
    await tx.query('insert into meeting_topic (meeting_id, n, topic, result) values ($1, $2, $3, $4)', [
      id,
      index + 1,
      topic,
      result,
    ])
  }
  for (const [index, { what, who, due }] of minutes.followUps.entries()) {
    await tx.query(
      'insert into meeting_follow_up (meeting_id, n, what, who, due) values ($1, $2, $3, $4, $5)',
      [id, index + 1, what, who, due],
    )
  }
}

/** @returns false when it was done before, or is of another meeting */
export async function updateFollowUpDone(
  tx: Tx,
  meetingId: number,
  id: number,
  by: string,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update meeting_follow_up f set done_on = (clock_timestamp() at time zone o.time_zone)::date, done_by = $3
     from meeting m join office o on o.id = m.office_id
     where f.id = $2 and f.meeting_id = $1 and m.id = $1 and f.done_on is null`,
    [meetingId, id, by],
  )
  return rowCount === 1
}

/** The agencies that a meeting for several is for: those with an agreement in force. */
export async function listInvited(tx: Tx, officeId: number): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>(
    `select distinct agency_id as id from agreement where office_id = $1 and state = 'in_force'
       and valid_until > clock_timestamp() order by 1`,
    [officeId],
  )
  return rows.map(({ id }) => id)
}

/** Follow-ups that nobody has done yet, with whether their day is past. */
export async function listOpenFollowUps(
  tx: Tx,
  officeId: number,
): Promise<
  { meetingId: number; what: string; who: string; due: string | null; since: string; isLate: boolean }[]
> {
  const { rows } = await tx.query(
    `select f.meeting_id as "meetingId", f.what, f.who, f.due, to_char(m.starts_at at time zone 'UTC', ${UTC}) as since,
       coalesce(f.due < (clock_timestamp() at time zone o.time_zone)::date, false) as "isLate"
     from meeting_follow_up f join meeting m on m.id = f.meeting_id join office o on o.id = m.office_id
     where m.office_id = $1 and f.done_on is null order by f.due nulls last, f.id`,
    [officeId],
  )
  return rows
}
