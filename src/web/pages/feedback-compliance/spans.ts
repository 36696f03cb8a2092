/** Named periods, as days of the office: both included. */
export const SPANS = ['month', 'lastMonth', 'quarter', 'semester', 'half', 'year'] as const

export type Span = (typeof SPANS)[number]

/** The first and last day of a period that is under way on `today`. */
export function spanOn(span: Span, today: string): { from: string; until: string } {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number)
  const first = (of: number) => iso(year, of, 1)
  switch (span) {
    case 'month':
      return { from: first(month), until: today }
    case 'lastMonth':
      return { from: first(month - 1), until: iso(year, month, 0) }
    case 'quarter':
      return { from: first(month - ((month - 1) % 3)), until: today }
    case 'semester':
      return { from: first(month <= 6 ? 1 : 7), until: today }
    case 'half':
      return { from: monthsBefore(year, month, day, 6), until: today }
    case 'year':
      return { from: monthsBefore(year, month, day, 12), until: today }
  }
}

/** The day after the same day so many months ago; of a month that is too short its last. */
function monthsBefore(year: number, month: number, day: number, months: number): string {
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate()
  return iso(year, month - months, Math.min(day, last) + 1)
}

/** Months and days beyond their ends count on into the next, or back. */
const iso = (year: number, month: number, day: number) =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)

/** Which named period two days are; undefined: one's own. */
export const spanOf = (from: string, until: string, today: string): Span | undefined =>
  SPANS.find((span) => {
    const named = spanOn(span, today)
    return named.from === from && named.until === until
  })
