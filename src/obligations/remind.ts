import { randomUUID } from 'node:crypto'
import { append, auditEntry } from '../audit/index.ts'
import { type TimeZone, ZONE_ABBREVIATION } from '../kernel/clock.ts'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import type { DailyJob, JobTask } from '../kernel/jobs.ts'
import { longDay } from '../letters/index.ts'
import { notify } from '../notifications/index.ts'
import { pathOf, tellAgency } from './act-on-obligation.ts'
import type { LivingAgreement } from './life.store.ts'
import { insertReminder, listOfficesOf } from './obligation.store.ts'
import { type AgreementObligations, readObligations, type StandingObligation } from './read-obligations.ts'
import { distanceText, type Reminder, reminderDueOn } from './reminders.ts'

export const REMIND_TASK = 'remind-obligations'

/** 07:00 of each time zone, as UTC has it. */
const SEVEN_O_CLOCK: Record<TimeZone, string> = {
  'Asia/Jakarta': '0 0 * * *',
  'Asia/Makassar': '0 23 * * *',
  'Asia/Jayapura': '0 22 * * *',
}

/** When people are reminded: each day at seven in the morning of their office (OB-20). */
export const DAILY_REMINDERS: DailyJob[] = Object.entries(SEVEN_O_CLOCK).map(([zone, match]) => ({
  task: REMIND_TASK,
  match,
  name: `${REMIND_TASK}-${ZONE_ABBREVIATION[zoneIn(zone) ?? 'Asia/Jakarta'].toLowerCase()}`,
  payload: { zone },
}))

/** The job: reminds whoever is to be reminded today in the offices of a time zone. */
export const reminding =
  (pool: Pool): JobTask =>
  async ({ zone }) => {
    const known = zoneIn(zone)
    if (known !== undefined) await remindOffices(pool, known)
  }

function zoneIn(text: unknown): TimeZone | undefined {
  return text === 'Asia/Jakarta' || text === 'Asia/Makassar' || text === 'Asia/Jayapura' ? text : undefined
}

/**
 * Sends every reminder that is due on the day of an instant (now when null) and was not sent before. Run twice, or
 * by two nodes at once, it tells people once (OB-23). One agreement is one transaction: a fault of one leaves the
 * others reminded, and the job's next attempt does the rest.
 *
 * @returns how many reminders went out
 */
export async function remindOffices(pool: Pool, zone: TimeZone, at: string | null = null): Promise<number> {
  let sent = 0
  for (const officeId of await listOfficesOf(pool, zone)) {
    for (const found of await inTx(pool, (tx) => readObligations(tx, { officeId }, at))) {
      const due = dueReminders(found)
      if (due.length > 0) sent += await inTx(pool, (tx) => sendReminders(tx, found.agreement, due))
    }
  }
  return sent
}

type Due = { obligation: StandingObligation; reminder: Reminder }

function dueReminders({ agreement, obligations }: AgreementObligations): Due[] {
  if (agreement.life.overSince !== null) return []
  return obligations.flatMap((obligation): Due[] => {
    if (obligation.state !== 'due' && obligation.state !== 'late') return []
    const reminder = reminderDueOn(obligation, agreement.life.lastDay, agreement.today)
    return reminder === undefined ? [] : [{ obligation, reminder }]
  })
}

async function sendReminders(tx: Tx, agreement: LivingAgreement, due: readonly Due[]): Promise<number> {
  let sent = 0
  for (const { obligation, reminder } of due) {
    const { key, dueOn } = obligation
    const { mark } = reminder
    if (!(await insertReminder(tx, { agreementId: agreement.id, key, dueOn, mark }))) continue
    const told = await tell(tx, agreement, obligation)
    sent += 1
    await append(tx, [
      auditEntry({
        event: 'obligation.reminded',
        requestId: randomUUID(),
        officeId: agreement.officeId,
        agreementId: agreement.id,
        detail: JSON.stringify({ by: 'gapura', key, mark, dueOn, told }),
      }),
    ])
  }
  return sent
}

/** The party that owes it; of what is late, and of a renewal, the office and the agency's head as well. */
async function tell(tx: Tx, agreement: LivingAgreement, obligation: StandingObligation): Promise<number> {
  const { title, about, owedBy, kind, dueOn, state } = obligation
  const isGrave = state === 'late' || kind === 'renewal-request'
  const what = about === '' ? title : `${title} (${about})`
  const event = 'obligation.reminded'
  const notice = {
    event,
    title: `${what}: ${distanceText(dueOn, agreement.today)}`.slice(0, 200),
    body: `${agreement.agency}, perjanjian ${agreement.number}. Jatuh tempo ${longDay(dueOn)}.`,
  }
  let told = 0
  if (owedBy === 'agency') told += await tellAgency(tx, agreement, { ...notice, withHead: isGrave })
  if (owedBy === 'office' || isGrave) {
    const { officeId } = agreement
    const to = { role: 'agreement-officer', agencyId: null } as const
    told += await notify(tx, { officeId, to, ...notice, path: pathOf(agreement) })
  }
  return told
}
