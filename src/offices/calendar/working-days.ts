import { fromEpochDay, type IsoDay, toEpochDay } from '../../registry/index.ts'

/** What an office knows of one year: the days that are none of work besides Saturdays and Sundays. */
export type HolidayYear = {
  year: number
  days: ReadonlyMap<IsoDay, { name: string; kind: HolidayKind }>
  /** Whether somebody has said that none is missing. */
  isComplete: boolean
}

/** National holidays, and the days of joint leave by which offices are closed all the same. */
export const HOLIDAY_KINDS = { national: 'libur nasional', 'joint-leave': 'cuti bersama' } as const

export type HolidayKind = keyof typeof HOLIDAY_KINDS

/** The years that an office knows; a year that it does not know is one without holidays, and incomplete. */
export type OfficeCalendar = ReadonlyMap<number, HolidayYear>

/** A day that was counted, with the years whose holidays were not all known: it may turn out to be a later one. */
export type CountedDay = { day: IsoDay; incompleteYears: number[] }

const yearOf = (day: IsoDay) => Number(day.slice(0, 4))

/** Day 0 of the count of days was a Thursday. */
const isWeekend = (epochDay: number) => {
  const weekday = (((epochDay + 4) % 7) + 7) % 7
  return weekday === 0 || weekday === 6
}

/** Monday to Friday, less holidays and joint leave (WD-01). */
export function isWorkingDay(day: IsoDay, calendar: OfficeCalendar): boolean {
  return !isWeekend(toEpochDay(day)) && calendar.get(yearOf(day))?.days.has(day) !== true
}

/**
 * The day on which a term of working days ends: the first counted is the next working day (WD-02); with none to
 * count, the day itself.
 */
export function addWorkingDays(from: IsoDay, count: number, calendar: OfficeCalendar): CountedDay {
  let epochDay = toEpochDay(from)
  let day = from
  const years = new Set<number>()
  for (let left = count; left > 0; ) {
    epochDay += 1
    day = fromEpochDay(epochDay)
    years.add(yearOf(day))
    if (isWorkingDay(day, calendar)) left -= 1
  }
  return {
    day,
    incompleteYears: [...years].filter((year) => calendar.get(year)?.isComplete !== true),
  }
}

/** The day itself, or the next working day where it is none. */
export function orNextWorkingDay(day: IsoDay, calendar: OfficeCalendar): CountedDay {
  if (isWorkingDay(day, calendar)) {
    const year = yearOf(day)
    return { day, incompleteYears: calendar.get(year)?.isComplete === true ? [] : [year] }
  }
  return addWorkingDays(day, 1, calendar)
}

/** The same day of the month so many months later, or the last day of that month where it is shorter (WD-04). */
export function addMonths(from: IsoDay, months: number): IsoDay {
  const [year = 0, month = 1, day = 1] = from.split('-').map(Number)
  const index = year * 12 + (month - 1) + months
  const inYear = Math.floor(index / 12)
  const inMonth = (index % 12) + 1
  const last = new Date(Date.UTC(inYear, inMonth, 0)).getUTCDate()
  return `${String(inYear).padStart(4, '0')}-${String(inMonth).padStart(2, '0')}-${String(Math.min(day, last)).padStart(2, '0')}`
}

/** So many days later; earlier where negative. */
export const addDays = (from: IsoDay, days: number): IsoDay => fromEpochDay(toEpochDay(from) + days)
