/** A month as the address of the calendar names it: `2026-11`. */
export type Month = string

const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/

export const isMonth = (text: string | undefined): text is Month => text !== undefined && MONTH.test(text)

/** So many months later; earlier where negative. */
export function monthsLater(month: Month, months: number): Month {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const index = year * 12 + number - 1 + months
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`
}

export const firstOf = (month: Month) => `${month}-01`

export function lastOf(month: Month): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}

/** The month of an ISO day. */
export const monthOf = (day: string): Month => day.slice(0, 7)

const DAY_MS = 86_400_000

/** The weeks that a month touches, Monday first, each of seven ISO days. */
export function weeksOf(month: Month): string[][] {
  const first = Date.parse(`${firstOf(month)}T00:00:00Z`)
  const last = Date.parse(`${lastOf(month)}T00:00:00Z`)
  const weekday = (new Date(first).getUTCDay() + 6) % 7
  const weeks: string[][] = []
  for (let monday = first - weekday * DAY_MS; monday <= last; monday += 7 * DAY_MS) {
    weeks.push([0, 1, 2, 3, 4, 5, 6].map((n) => new Date(monday + n * DAY_MS).toISOString().slice(0, 10)))
  }
  return weeks
}
