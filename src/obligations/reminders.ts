import { addDays, addMonths } from '../offices/index.ts'
import type { IsoDay } from '../registry/index.ts'
import { daysBetween, type Obligation } from './domain.ts'

/** A day on which people are told of an obligation; `mark` names it among those of its obligation. */
export type Reminder = { mark: string; on: IsoDay }

const MONTHS_BEFORE_END = [6, 3, 2, 1]
const DAYS_BEFORE_DUE = [30, 7, 0]

/** When people are told of an open obligation, in order (OB-20, OB-21). */
export function remindersOf(
  { kind, dueOn }: Pick<Obligation, 'kind' | 'dueOn'>,
  lastDay: IsoDay,
): Reminder[] {
  if (kind === 'renewal-request') {
    return MONTHS_BEFORE_END.map((months) => ({
      mark: `months-${months}`,
      on: addMonths(lastDay, -months),
    }))
  }
  return [
    ...DAYS_BEFORE_DUE.map((days) => ({ mark: `days-${days}`, on: addDays(dueOn, -days) })),
    { mark: 'late', on: addDays(dueOn, 1) },
  ]
}

/**
 * The reminder that is due on a day: the last one whose day has come. Earlier ones that were missed are not made
 * up for: nobody needs to be told today that there were six months left (OB-22).
 */
export function reminderDueOn(
  obligation: Pick<Obligation, 'kind' | 'dueOn'>,
  lastDay: IsoDay,
  today: IsoDay,
): Reminder | undefined {
  return remindersOf(obligation, lastDay).findLast(({ on }) => on <= today)
}

/** How far a due date is away, as people say it. */
export function distanceText(dueOn: IsoDay, today: IsoDay): string {
  const days = daysBetween(today, dueOn)
  if (days === 0) return 'hari ini'
  if (days < 0) return `terlambat ${-days} hari`
  return days === 1 ? 'besok' : `${days} hari lagi`
}
