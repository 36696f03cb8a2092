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

/** Indonesia has no summer time, so a zone is an offset. */
const UTC_OFFSET: Record<TimeZone, string> = {
  'Asia/Jakarta': '+07:00',
  'Asia/Makassar': '+08:00',
  'Asia/Jayapura': '+09:00',
}

/** The local midnight that ends the day of an instant, as ISO text in UTC. */
export function endOfDay(at: Micros, zone: TimeZone): string {
  const offsetMs = Number(UTC_OFFSET[zone].slice(1, 3)) * 3_600_000
  const dayMs = 86_400_000
  const localMs = at / 1_000 + offsetMs
  return new Date((Math.floor(localMs / dayMs) + 1) * dayMs - offsetMs).toISOString()
}

/** An instant as ISO text in UTC, to the millisecond. */
export function toIsoInstant(at: Micros): string {
  return new Date(Math.floor(at / 1_000)).toISOString()
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)(Z|[+-]\d{2}:\d{2})?)?$/

/**
 * Reads an instant as people write it: a day, or a day and a clock time, in the zone unless it carries its own.
 *
 * @param bareDay which end of a day is meant where no clock time is given
 * @returns ISO text in UTC; undefined when it is written otherwise or does not exist
 */
export function readInstant(text: string, zone: TimeZone, bareDay: 'start' | 'end'): string | undefined {
  const [, day, time, offset = UTC_OFFSET[zone]] = INSTANT.exec(text.trim()) ?? []
  if (day === undefined || !isExistingDay(day)) return undefined
  const instant = new Date(`${day}T${time ?? '00:00'}${offset}`)
  if (Number.isNaN(instant.getTime())) return undefined
  if (time === undefined && bareDay === 'end') instant.setUTCDate(instant.getUTCDate() + 1)
  return instant.toISOString()
}

// JavaScript reads 2026-02-30 as 2 March; PostgreSQL refuses it.
function isExistingDay(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day)
}
