import { type TimeZone, ZONE_ABBREVIATION } from '../../kernel/clock.ts'

/** Moments as people of an office write them: 22 November 2026 pukul 03.32 WIB. */
export const momentIn = (timeZone: TimeZone) => (iso: string) => {
  const words = new Date(iso).toLocaleString('id-ID', { timeZone, dateStyle: 'long', timeStyle: 'short' })
  return `${words} ${ZONE_ABBREVIATION[timeZone]}`
}
