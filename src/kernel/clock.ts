/** Microseconds since 1970-01-01 UTC: PostgreSQL's resolution, and a safe integer until the year 2255. */
export type Micros = number

/** Seconds since local midnight of a clock time `HH:MM` or `HH:MM:SS`. */
export function secondsOfDay(clockTime: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = clockTime.split(':').map(Number)
  return hours * 3600 + minutes * 60 + seconds
}

/** Whether a time of day lies in the half-open hours; `from` later than `until` means over midnight. */
export function isWithinHours(seconds: number, from: number, until: number): boolean {
  return from <= until ? from <= seconds && seconds < until : seconds >= from || seconds < until
}

/** The names people use for the three time zones of Indonesia. */
export const ZONE_ABBREVIATION = {
  'Asia/Jakarta': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
} as const

export type TimeZone = keyof typeof ZONE_ABBREVIATION

/** The time zone that most of a province keeps (Keppres 41/1987), by its two-digit code. */
export function timeZoneOfProvince(provinceCode: string): TimeZone {
  const eastern = ['81', '82', '91', '92', '93', '94', '95', '96']
  const central = ['51', '52', '53', '63', '64', '65', '71', '72', '73', '74', '75', '76']
  if (eastern.includes(provinceCode)) return 'Asia/Jayapura'
  return central.includes(provinceCode) ? 'Asia/Makassar' : 'Asia/Jakarta'
}
