import type { Config } from './kernel/config.ts'
import type { Pool } from './kernel/database.ts'
import type { DailyJob, JobTask } from './kernel/jobs.ts'
import {
  createMailer,
  MAIL_TASK,
  PURGE_NOTIFICATIONS,
  purgingNotifications,
  sendingMail,
} from './notifications/index.ts'
import { DAILY_REMINDERS, REMIND_TASK, reminding } from './obligations/index.ts'

/** Everything that is done behind people's backs by the job queue: what can be asked for, and what is due daily. */
export function backgroundJobs(
  pool: Pool,
  { smtp, publicUrl }: Pick<Config, 'smtp' | 'publicUrl'>,
): { tasks: Record<string, JobTask>; daily: DailyJob[] } {
  const mailer = smtp === null ? null : createMailer(smtp)
  return {
    tasks: {
      [MAIL_TASK]: sendingMail(pool, { mailer, publicUrl }),
      [REMIND_TASK]: reminding(pool),
      [PURGE_NOTIFICATIONS.task]: purgingNotifications(pool),
    },
    daily: [...DAILY_REMINDERS, PURGE_NOTIFICATIONS],
  }
}
