export { holdMeeting, planMeeting } from './hold-meeting.ts'
export { registerMeetingRoutes } from './meeting.routes.ts'
export { listMeetings } from './meeting.store.ts'
export { meetingTasks } from './meeting-tasks.ts'
