import type { Pool } from '../kernel/database.ts'
import type { JobTask } from '../kernel/jobs.ts'
import { letterOf } from './domain.ts'
import type { Mailer, Sending } from './mailer.ts'
import { findLetter, noteMail } from './notification.store.ts'

/**
 * The job that sends a notification by e-mail. It throws where the letter may be taken later, so that the queue
 * tries again; what no attempt can mend, and the last attempt, leave it failed for the office to see (NO-05).
 *
 * @param mailer null: no mail server is configured, and people are told in the portal only
 */
export const sendingMail =
  (pool: Pool, { mailer, publicUrl }: { mailer: Mailer | null; publicUrl: string | null }): JobTask =>
  async ({ notification: id }, attempt) => {
    if (typeof id !== 'number') return
    const letter = await findLetter(pool, id)
    if (letter === undefined) return
    const { email, isRead, office } = letter
    // Whoever has read it in the portal needs no letter.
    if (mailer === null || publicUrl === null || email === null || isRead) {
      return noteMail(pool, id, { state: 'skipped', problem: null })
    }
    const sending = await Promise.race([
      mailer.send({ to: email, ...letterOf(letter, { office, publicUrl }) }),
      stopped(attempt.signal),
    ])
    if (sending.kind === 'sent') return noteMail(pool, id, { state: 'sent', problem: null })
    const { problem } = sending
    if (sending.kind === 'refused' || attempt.isLast) return noteMail(pool, id, { state: 'failed', problem })
    await noteMail(pool, id, { state: 'waiting', problem })
    throw new Error(`mail not sent: ${problem}`)
  }

/** A server that stops waits for no mail server; the letter is tried again at the next start. */
const stopped = (signal: AbortSignal): Promise<Sending> =>
  new Promise((resolve) => {
    const give = () => resolve({ kind: 'failed', problem: 'other' })
    if (signal.aborted) give()
    else signal.addEventListener('abort', give, { once: true })
  })
