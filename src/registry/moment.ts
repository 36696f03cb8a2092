import { parseDay } from './calendar-day.ts'

const MOMENT =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/

/** Whether a text names a moment with its distance from UTC: `2026-11-25T09:00+07:00`. */
export function isMoment(text: string): boolean {
  const day = MOMENT.exec(text)?.[1]
  return day !== undefined && parseDay(day) === day
}
