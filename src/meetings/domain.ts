/** What an office and its agencies meet for (requirement 3.13). */
export const MEETING_KINDS = {
  'technical-meeting': 'Rapat teknis',
  'technical-guidance': 'Bimbingan teknis',
  socialisation: 'Sosialisasi',
} as const

export type MeetingKind = keyof typeof MEETING_KINDS

export const isMeetingKind = (text: string): text is MeetingKind => Object.hasOwn(MEETING_KINDS, text)

export type MeetingState = 'planned' | 'held' | 'cancelled'

export type Attendee = { name: string; position: string; attended: boolean }
export type Topic = { topic: string; result: string }
export type FollowUp = { what: string; who: string; due: string | null }

export type Meeting = {
  id: number
  officeId: number
  agencyId: number | null
  agency: string | null
  agreementId: number | null
  agreement: string | null
  kind: MeetingKind
  agenda: string
  /** ISO 8601 in UTC. */
  startsAt: string
  place: string
  note: string | null
  state: MeetingState
  stateReason: string | null
  invitationPaperId: number | null
  minutesPaperId: number | null
  chair: string | null
  recorder: string | null
  closing: string | null
  plannedBy: string
  attendees: Attendee[]
  topics: Topic[]
  followUps: (FollowUp & { id: number; doneOn: string | null })[]
}
