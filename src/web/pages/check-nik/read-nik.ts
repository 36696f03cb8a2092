import { isCalendarDay, toIsoDay } from '../../../registry/calendar-day.ts'
import { type NikFault, parseNik } from '../../../registry/nik.ts'

/**
 * What the digits of a NIK say by themselves, without a call: it teaches nobody which numbers exist.
 * The region is named by its code only, because a NIK keeps the code it was born with.
 */
export type NikReading =
  | { kind: 'unfinished'; count: number }
  | { kind: 'faulty'; fault: NikFault; count: number }
  | { kind: 'sound'; region: string; bornOn: string; sex: 'male' | 'female' }

/** Digits of what was typed, pasted or scanned: cards and lists write them with blanks, dots and dashes. */
export const digitsOf = (typed: string) => typed.replace(/[\s.\-–]/g, '')

/** `today` is an ISO day: who would be born later than it was born a century before. */
export function readNik(digits: string, today: string): NikReading {
  if (digits.length < 16 && /^\d*$/.test(digits)) return { kind: 'unfinished', count: digits.length }
  const parsed = parseNik(digits)
  if (!parsed.ok) return { kind: 'faulty', fault: parsed.fault, count: digits.length }
  const { day, month, yearOfCentury } = parsed.birthDate
  const years = [2000 + yearOfCentury, 1900 + yearOfCentury]
  const year = years.find((one) => isCalendarDay(one, month, day) && toIsoDay(one, month, day) <= today)
  const two = (part: number) => String(part).padStart(2, '0')
  return {
    kind: 'sound',
    region: parsed.regionCode.replace(/(..)(..)(..)/, '$1.$2.$3'),
    bornOn: `${two(day)}-${two(month)}-${year ?? `..${two(yearOfCentury)}`}`,
    sex: parsed.sex === 2 ? 'female' : 'male',
  }
}

/** Where a group of the sixteen begins: district, birth date, serial (`8801 01 550302 0001`). */
const GROUP_STARTS = [4, 6, 12] as const

/** Digits with blanks between their groups; anything else as it was typed. */
export function groupNik(digits: string): string {
  if (!/^\d+$/.test(digits)) return digits
  const starts = [0, ...GROUP_STARTS]
  return starts
    .map((start, index) => digits.slice(start, starts[index + 1]))
    .filter((group) => group !== '')
    .join(' ')
}

/** The place behind the first so many digits of a grouped number. */
export const placeAfter = (count: number) => count + GROUP_STARTS.filter((start) => start < count).length
