import { isCalendarDay, toIsoDay } from '../../registry/calendar-day.ts'

const DAY_FIRST = /^(\d{1,2})[-/. ]{1,3}(\d{1,2})[-/. ]{1,3}(\d{4})$/
const YEAR_FIRST = /^(\d{4})[-/. ]{1,3}(\d{1,2})[-/. ]{1,3}(\d{1,2})$/
const FAMILY_CARD = /^\d{16}$/
const DIGITS = /^\d{1,20}$/

/**
 * Whether a claimed date names the stored ISO day (M-11). Day first or year first; the month is never first.
 * Wider than `parseDay`, which reads files of a known form: here single digits, dots and spaces are read too.
 */
export function isClaimedDay(claim: string, storedIsoDay: string): boolean {
  const text = claim.trim()
  const dayFirst = DAY_FIRST.exec(text)
  const parts = dayFirst === null ? YEAR_FIRST.exec(text)?.slice(1) : dayFirst.slice(1).reverse()
  if (parts === undefined) return false
  const [year = 0, month = 0, day = 0] = parts.map(Number)
  return isCalendarDay(year, month, day) && toIsoDay(year, month, day) === storedIsoDay
}

/** Whether a claim is the stored family card number: all sixteen digits, since no card number is shorter (M-13). */
export function isClaimedFamilyCard(claim: string, stored: string): boolean {
  const text = claim.trim()
  return FAMILY_CARD.test(text) && text === stored
}

/** Whether two texts are the same whole number, leading zeros aside (M-13). */
export function isClaimedNumber(claim: string, stored: string): boolean {
  const text = claim.trim()
  return DIGITS.test(text) && DIGITS.test(stored) && withoutZeros(text) === withoutZeros(stored)
}

/** The digits without leading zeros; all zeros are one zero. */
export function withoutZeros(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '')
}
