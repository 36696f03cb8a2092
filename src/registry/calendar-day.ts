/**
 * Calendar days as ISO text (`2026-01-31`): a day of birth has no time zone, and ISO text compares in order.
 */
export type IsoDay = string

const MS_PER_DAY = 86_400_000

const isLeapYear = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** The number of days in a month (1–12) of a year. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Whether the three numbers name a day that exists. */
export function isCalendarDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** ISO text of a day that is known to exist. */
export function toIsoDay(year: number, month: number, day: number): IsoDay {
  return `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`
}

/**
 * Reads `YYYY-MM-DD`, `DD-MM-YYYY` or `DD/MM/YYYY`; undefined when it is written otherwise
 * or names a day that does not exist.
 */
export function parseDay(text: string): IsoDay | undefined {
  const match = /^(?:(\d{4})-(\d{2})-(\d{2})|(\d{2})([-/])(\d{2})\5(\d{4}))$/.exec(text)
  if (match === null) return undefined
  const year = Number(match[1] ?? match[7])
  const month = Number(match[2] ?? match[6])
  const day = Number(match[3] ?? match[4])
  if (!isCalendarDay(year, month, day)) return undefined
  return match[1] === undefined ? toIsoDay(year, month, day) : text
}

/** Days since 1970-01-01 of an ISO day. */
export function toEpochDay(day: IsoDay): number {
  return Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY
}

/** The ISO day that lies the given number of days after 1970-01-01. */
export function fromEpochDay(epochDay: number): IsoDay {
  return new Date(epochDay * MS_PER_DAY).toISOString().slice(0, 10)
}
