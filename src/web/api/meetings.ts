import { post } from './client.ts'
import { exactly, list, nullable, number, type Of, record, text, truth } from './shape.ts'

export const MEETING_KINDS = ['technical-meeting', 'technical-guidance', 'socialisation'] as const
export const MEETING_STATES = ['planned', 'held', 'cancelled'] as const

const followUpShape = record({
  id: number,
  what: text,
  who: text,
  due: nullable(text),
  doneOn: nullable(text),
})

export type FollowUp = Of<typeof followUpShape>

export const meetingShape = record({
  id: number,
  agencyId: nullable(number),
  agency: nullable(text),
  agreement: nullable(text),
  kind: exactly(...MEETING_KINDS),
  agenda: text,
  startsAt: text,
  place: text,
  note: nullable(text),
  state: exactly(...MEETING_STATES),
  stateReason: nullable(text),
  invitationPaperId: nullable(number),
  minutesPaperId: nullable(number),
  chair: nullable(text),
  recorder: nullable(text),
  closing: nullable(text),
  plannedBy: text,
  attendees: list(record({ name: text, position: text, attended: truth })),
  topics: list(record({ topic: text, result: text })),
  followUps: list(followUpShape),
})

export type Meeting = Of<typeof meetingShape>
export type MeetingState = Meeting['state']

export const meetingsShape = list(meetingShape)

const changedShape = record({ id: number, paperId: nullable(number) })

export type NewMeeting = {
  kind: string
  agreement: string
  agencyId?: number
  agenda: string
  startsAt: string
  place: string
  note: string
}

export const planMeeting = (wanted: NewMeeting) => post('/office/meetings', changedShape, wanted)

export type Minutes = {
  chair: string
  recorder: string
  closing: string
  attendees: readonly { name: string; position: string; attended: boolean }[]
  topics: readonly { topic: string; result: string }[]
  followUps: readonly { what: string; who: string; due: string }[]
}

export const holdMeeting = (id: number, minutes: Minutes) =>
  post(`/office/meetings/${id}/minutes`, changedShape, minutes)

export const cancelMeeting = (id: number, reason: string) =>
  post(`/office/meetings/${id}/cancellation`, changedShape, { reason })

export const closeFollowUp = (id: number, followUp: number) =>
  post(`/office/meetings/${id}/follow-ups/${followUp}/done`, changedShape)
