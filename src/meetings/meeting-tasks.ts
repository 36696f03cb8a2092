import { mayDo, type Task, type TaskSource } from '../offices/index.ts'
import { listOpenFollowUps } from './meeting.store.ts'

/** What meetings left to be done, for the office that keeps their minutes. */
export const meetingTasks: TaskSource = async (tx, who) => {
  if (!mayDo(who.role, 'meetings.manage')) return []
  const open = await listOpenFollowUps(tx, who.officeId)
  return open.map(
    (followUp): Task => ({
      kind: 'meeting-follow-up',
      title: 'Tindak lanjut rapat',
      detail: `${followUp.what} · ${followUp.who}`,
      path: `/pertemuan/${followUp.meetingId}`,
      since: followUp.since,
      due: followUp.due,
      isLate: followUp.isLate,
    }),
  )
}
