import { isCalendarDay, parseDay, toIsoDay } from '../registry/calendar-day.ts'
import { compilePattern, type TextPattern } from './definition/text-pattern.ts'
import type { CellFault, FeedbackField } from './domain.ts'

/** How a sender writes numbers and days; a file has one habit, and what is sent by programs the plain one. */
export type Habits = {
  /** The sign before the decimals. */
  decimal: ',' | '.'
  /** Whether 03/04/2026 is the third of April. */
  dayFirst: boolean
}

export const PLAIN_HABITS: Habits = { decimal: '.', dayFirst: true }

type Cell = { ok: true; cell: string | null } | { ok: false; fault: CellFault }

/**
 * A reader of one field's cells: what it says in one form, however it was written. An empty cell says nothing; a
 * required one is a fault.
 *
 * @param today ISO day of the office: nothing has happened after it
 */
export function cellReader(field: FeedbackField, habits: Habits, today: string): (text: string) => Cell {
  const fault = (code: string, message: string): Cell => ({
    ok: false,
    fault: { column: field.key, code, message: `${field.label}: ${message}` },
  })
  const missing = fault('FB-10', 'wajib diisi.')
  const empty: Cell = { ok: true, cell: null }
  const read = readerOf(field, habits, today, fault)
  return (raw) => {
    // What somebody wrote is kept as they wrote it; only what is compared or counted has one form.
    const text = field.type === 'text' ? raw.trim() : cleaned(raw)
    if (text === '') return field.required ? missing : empty
    return read(text)
  }
}

/** Text for comparing: composed (NFC), without signs that do not show, single spaces. */
export function cleaned(raw: string): string {
  if (isPlainAscii(raw)) return raw.includes('  ') ? raw.replace(/ {2,}/g, ' ').trim() : raw.trim()
  return raw
    .replace(/\p{C}|\s+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
    .normalize('NFC')
}

function isPlainAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code > 126 || code < 32) return false
  }
  return true
}

type Faulty = (code: string, message: string) => Cell

function readerOf(
  field: FeedbackField,
  habits: Habits,
  today: string,
  fault: Faulty,
): (text: string) => Cell {
  switch (field.type) {
    case 'text':
      return textReader(field.maxLength, field.pattern, fault)
    case 'number':
      return numberReader(field, habits, fault)
    case 'date':
      return dateReader(field.past, habits, today, fault)
    case 'code':
      return codeReader(field.codes, fault)
  }
}

function textReader(maxLength: number, pattern: string | undefined, fault: Faulty) {
  const tooLong = fault('FB-11', `paling banyak ${maxLength} huruf.`)
  const wrong = fault('FB-12', 'bentuknya salah.')
  const unkeepable = fault('FB-18', 'memuat tanda yang tidak dapat disimpan.')
  const hasForm = pattern === undefined ? () => true : formOf(pattern)
  return (text: string): Cell => {
    if (text.length > maxLength) return tooLong
    if (text.includes('\0') || !text.isWellFormed()) return unkeepable
    return hasForm(text) ? { ok: true, cell: text } : wrong
  }
}

function formOf(pattern: string): TextPattern {
  const compiled = compilePattern(pattern)
  if (!compiled.ok) throw new Error(`a definition has a pattern that cannot be read: ${compiled.message}`)
  return compiled.test
}

function numberReader(
  { decimals, min, max }: { decimals: number; min?: number; max?: number },
  { decimal }: Habits,
  fault: Faulty,
) {
  const wrong = fault('FB-13', `harus bilangan${decimals === 0 ? ' bulat' : ''}.`)
  const outside = fault('FB-14', `harus ${boundsOf(min, max)}.`)
  const grouping = decimal === ',' ? '.' : ','
  const form = new RegExp(`^-?(\\d+|\\d{1,3}(\\${grouping}\\d{3})+)(\\${decimal}\\d+)?$`)
  return (text: string): Cell => {
    if (!form.test(text)) return wrong
    const [whole = '', fraction = ''] = text.replaceAll(grouping, '').split(decimal)
    const kept = fraction.replace(/0+$/, '')
    if (kept.length > decimals || whole.replace('-', '').length > 15) return wrong
    const plain = `${whole.replace(/^(-?)0+(?=\d)/, '$1')}${kept === '' ? '' : `.${kept}`}`
    const value = Number(plain)
    if ((min !== undefined && value < min) || (max !== undefined && value > max)) return outside
    return { ok: true, cell: plain === '-0' ? '0' : plain }
  }
}

function boundsOf(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return `${min} sampai ${max}`
  return min === undefined ? `paling besar ${max}` : `paling kecil ${min}`
}

function dateReader(past: boolean, { dayFirst }: Habits, today: string, fault: Faulty) {
  const wrong = fault('FB-15', 'harus tanggal yang ada, seperti 2026-01-31 atau 31-01-2026.')
  const future = fault('FB-16', 'tidak boleh sesudah hari ini.')
  return (text: string): Cell => {
    const day = readDay(text, dayFirst)
    if (day === undefined) return wrong
    return past && day > today ? future : { ok: true, cell: day }
  }
}

/** ISO, or day, month and year with dashes, strokes or dots, in the order that the sender uses. */
function readDay(text: string, dayFirst: boolean): string | undefined {
  const iso = parseDay(text)
  if (iso !== undefined && text[4] === '-') return iso
  const match = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(text)
  if (match === null) return undefined
  const [first, second, year] = [Number(match[1]), Number(match[3]), Number(match[4])]
  const [day, month] = dayFirst ? [first, second] : [second, first]
  return isCalendarDay(year, month, day) ? toIsoDay(year, month, day) : undefined
}

function codeReader(codes: readonly { code: string; label: string }[], fault: Faulty) {
  const known = new Map<string, Cell>()
  for (const { code, label } of codes) {
    const cell: Cell = { ok: true, cell: code }
    known.set(label.toUpperCase(), cell)
    known.set(code.toUpperCase(), cell)
  }
  const shown = codes.slice(0, 12).map(({ code }) => code)
  const wrong = fault('FB-17', `harus salah satu dari: ${shown.join(', ')}${codes.length > 12 ? ', …' : ''}.`)
  return (text: string): Cell => known.get(text) ?? known.get(text.toUpperCase()) ?? wrong
}
