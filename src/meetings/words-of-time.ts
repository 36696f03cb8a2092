import { type TimeZone, ZONE_ABBREVIATION } from '../kernel/clock.ts'

/** The local day of a moment, `2026-11-21`. */
export const dayOf = (iso: string, timeZone: string): string =>
  new Date(iso).toLocaleDateString('sv-SE', { timeZone })

/** `09.00 WIB`, as letters write it. */
export function timeOf(iso: string, timeZone: string): string {
  const time = new Date(iso).toLocaleTimeString('id-ID', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  })
  return `${time.replace(':', '.')} ${ZONE_ABBREVIATION[timeZone as TimeZone] ?? ''}`.trim()
}
