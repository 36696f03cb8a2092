import { isCalendarDay, toIsoDay } from '../../registry/calendar-day.ts'

/**
 * The day that somebody typed, as an ISO day: day first as people here write it (`16-09-2025`, also with other
 * signs between), or the ISO form itself. Never month first: what a browser's own field for days shows depends
 * on the language of the browser, and `03/05` would be read two ways at one counter.
 */
export function readDay(typed: string): string | undefined {
  const text = typed.trim()
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
  const ours = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(text)
  const [year, month, day] = iso?.slice(1) ?? ours?.slice(1).reverse() ?? []
  if (year === undefined || month === undefined || day === undefined) return undefined
  const parts = [Number(year), Number(month), Number(day)] as const
  return isCalendarDay(...parts) ? toIsoDay(...parts) : undefined
}

/** `2025-09-16` as `16-09-2025`; what is no day stays as it is. */
export const writeDay = (iso: string) => iso.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$3-$2-$1')
