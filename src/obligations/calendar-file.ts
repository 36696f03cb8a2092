import { addDays } from '../offices/index.ts'
import type { IsoDay } from '../registry/index.ts'

/** A day of a calendar file. */
export type CalendarEntry = {
  /** The same at every export, so that a calendar that reads the file again moves the entry. */
  id: string
  day: IsoDay
  title: string
  description: string
}

/** Commas, semicolons, backslashes and line ends mean something in iCalendar (RFC 5545, 3.3.11). */
const text = (value: string) =>
  value
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r?\n/g, '\\n')
    .replace(/\p{Cc}/gu, ' ')

const MAX_OCTETS = 75

/** A content line, folded so that no line is longer than 75 octets and no character is cut (3.1). */
function fold(line: string): string {
  const lines: string[] = []
  let current = ''
  for (const character of line) {
    if (Buffer.byteLength(current + character) > MAX_OCTETS) {
      lines.push(current)
      current = ' '
    }
    current += character
  }
  return [...lines, current].join('\r\n')
}

const dateOf = (day: IsoDay) => day.replaceAll('-', '')

/**
 * An iCalendar file of whole days.
 *
 * @param stampedAt ISO instant in UTC of the export
 */
export function calendarFile(name: string, entries: readonly CalendarEntry[], stampedAt: string): string {
  const stamp = stampedAt.replace(/[-:]|\.\d+/g, '')
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Gapura//Kalender kewajiban//ID',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${text(name)}`,
    ...entries.flatMap(({ id, day, title, description }) => [
      'BEGIN:VEVENT',
      `UID:${id}@gapura`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${dateOf(day)}`,
      `DTEND;VALUE=DATE:${dateOf(addDays(day, 1))}`,
      `SUMMARY:${text(title)}`,
      `DESCRIPTION:${text(description)}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return `${lines.map(fold).join('\r\n')}\r\n`
}
