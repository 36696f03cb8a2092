import type { Tx } from '../kernel/database.ts'
import { enqueue } from '../kernel/jobs.ts'
import { holdsNik } from '../registry/index.ts'
import type { Notice } from './domain.ts'
import { insertNotifications } from './notification.store.ts'

/** The job that sends one notification by e-mail. */
export const MAIL_TASK = 'send-mail'

/** With the queue's pauses about two and a half days: a mail server that is down over a weekend is waited for. */
const MAIL_ATTEMPTS = 18

/**
 * Tells people of something: a row in the portal for everybody it is for, and an e-mail for those who have an
 * address (NO-01, NO-02). Both come with the transaction, or not at all.
 *
 * @returns how many people were told
 * @throws when the words hold a NIK: they leave the portal
 */
export async function notify(tx: Tx, notice: Notice): Promise<number> {
  if (holdsNik(notice.title) || holdsNik(notice.body))
    throw new Error(`${notice.event}: a notice holds a NIK`)
  const written = await insertNotifications(tx, notice)
  for (const { id, hasAddress } of written) if (hasAddress) await enqueueMail(tx, id)
  return written.length
}

/** Puts the letter of a notification into the queue. */
export function enqueueMail(tx: Tx, notification: number): Promise<void> {
  return enqueue(tx, {
    task: MAIL_TASK,
    payload: { notification },
    maxAttempts: MAIL_ATTEMPTS,
    key: `mail-${notification}`,
  })
}
