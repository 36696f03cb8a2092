import type { Pool } from '../kernel/database.ts'
import type { DailyJob, JobTask } from '../kernel/jobs.ts'
import { deleteOldNotifications } from './notification.store.ts'

const KEPT_DAYS = 400

/** Takes old notices away, at night in every zone. */
export const PURGE_NOTIFICATIONS: DailyJob = {
  task: 'purge-notifications',
  match: '30 18 * * *',
  name: 'purge-notifications',
  payload: {},
}

export const purgingNotifications =
  (pool: Pool): JobTask =>
  () =>
    deleteOldNotifications(pool, KEPT_DAYS)
