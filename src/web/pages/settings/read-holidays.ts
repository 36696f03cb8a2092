import type { Holiday } from '../../api/office-mail.ts'
import { readDay } from '../../messages/day-text.ts'

/**
 * Reads holidays as people have them in a list: one a line, the day first, then the name; a line that says
 * “cuti” is joint leave. What separates them may be a semicolon, a tab, or a space.
 */
export function readHolidays(text: string): { holidays: Holiday[]; unread: number[] } {
  const holidays: Holiday[] = []
  const unread: number[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const [, written = '', rest = ''] = /^\s*([\d./-]+)[\s;,]+(.+)$/.exec(line) ?? []
    const day = readDay(written)
    const kind = /\bcuti\b/i.test(rest) ? 'joint-leave' : 'national'
    const name = rest
      .replace(/[;,]?\s*\bcuti( bersama)?\b\s*[;,:]?/i, ' ')
      .replace(/[;\s]+/g, ' ')
      .trim()
    if (day === undefined || rest.trim() === '') unread.push(index + 1)
    else holidays.push({ day, name: name === '' ? 'Cuti bersama' : name, kind })
  }
  return { holidays, unread }
}
