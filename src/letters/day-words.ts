import { type IsoDay, parseDay, toEpochDay } from '../registry/calendar-day.ts'
import { inWords } from './number-words.ts'

const MONTHS = [
  'Januari',
  'Februari',
  'Maret',
  'April',
  'Mei',
  'Juni',
  'Juli',
  'Agustus',
  'September',
  'Oktober',
  'November',
  'Desember',
]

/** 1970-01-01 was a Thursday. */
const WEEKDAYS = ['Kamis', 'Jumat', 'Sabtu', 'Minggu', 'Senin', 'Selasa', 'Rabu']

const parts = (day: IsoDay) => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  return { year, month, date, monthName: MONTHS[month - 1] ?? '' }
}

export const weekdayName = (day: IsoDay): string => WEEKDAYS[((toEpochDay(day) % 7) + 7) % 7] ?? ''

/** `16 September 2025` */
export function longDay(day: IsoDay): string {
  const { year, monthName, date } = parts(day)
  return `${date} ${monthName} ${year}`
}

/** `Selasa, 16 September 2025` */
export const longDayWithWeekday = (day: IsoDay): string => `${weekdayName(day)}, ${longDay(day)}`

/** `hari Selasa tanggal enam belas bulan September tahun dua ribu dua puluh lima`, as agreements and minutes begin. */
export function dayInWords(day: IsoDay): string {
  const { year, monthName, date } = parts(day)
  return `hari ${weekdayName(day)} tanggal ${inWords(date)} bulan ${monthName} tahun ${inWords(year)}`
}

/** Whole years and months from the first to the last day that are in: `2 (dua) tahun`; days where neither fits. */
export function spanInWords(first: IsoDay, last: IsoDay): string {
  const from = parts(first)
  const after = parts(dayAfter(last))
  // A term that ends on the same date as it began counts as whole too: papers write both.
  const end = after.date === from.date ? after : parts(last)
  const months = (end.year - from.year) * 12 + end.month - from.month
  if (end.date !== from.date || months <= 0) {
    const days = toEpochDay(last) - toEpochDay(first) + 1
    return `${days} (${inWords(Math.max(days, 0))}) hari`
  }
  const counted = [
    [Math.floor(months / 12), 'tahun'],
    [months % 12, 'bulan'],
  ] as const
  return counted
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} (${inWords(count)}) ${unit}`)
    .join(' ')
}

const dayAfter = (day: IsoDay): IsoDay =>
  new Date((toEpochDay(day) + 1) * 86_400_000).toISOString().slice(0, 10)

/** Whether a text is a calendar day in ISO form. */
export const isDay = (text: string): boolean => /^\d{4}-/.test(text) && parseDay(text) !== undefined
