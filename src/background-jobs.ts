import {
  COMPLIANCE_JOBS,
  complianceTasks,
  DELETE_OLD_FEEDBACK,
  DELETE_TASK,
  deletingFeedback,
  deletingOldFeedback,
  FORWARD_TASK,
  findMediaKeys,
  forwarding,
  MAKE_PACKAGE_TASK,
  makingPackages,
  openCentralService,
  PROPOSAL_DIGEST_TASK,
  PROPOSAL_DIGESTS,
  PURGE_PACKAGES,
  purgingPackages,
  tellingProposals,
} from './feedback/index.ts'
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
  { smtp, publicUrl, media }: Pick<Config, 'smtp' | 'publicUrl' | 'media'>,
): { tasks: Record<string, JobTask>; daily: DailyJob[] } {
  const mailer = smtp === null ? null : createMailer(smtp)
  return {
    tasks: {
      [MAIL_TASK]: sendingMail(pool, { mailer, publicUrl }),
      [REMIND_TASK]: reminding(pool),
      [PURGE_NOTIFICATIONS.task]: purgingNotifications(pool),
      ...complianceTasks(pool),
      [PROPOSAL_DIGEST_TASK]: tellingProposals(pool),
      [MAKE_PACKAGE_TASK]: makingPackages(pool, () => findMediaKeys(media)),
      [FORWARD_TASK]: forwarding(
        pool,
        media.forwarding === null ? null : openCentralService(media.forwarding),
      ),
      [PURGE_PACKAGES.task]: purgingPackages(pool),
      [DELETE_TASK]: deletingFeedback(pool),
      [DELETE_OLD_FEEDBACK.task]: deletingOldFeedback(pool),
    },
    daily: [
      ...DAILY_REMINDERS,
      PURGE_NOTIFICATIONS,
      ...COMPLIANCE_JOBS,
      ...PROPOSAL_DIGESTS,
      PURGE_PACKAGES,
      DELETE_OLD_FEEDBACK,
    ],
  }
}
