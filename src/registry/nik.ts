import { type IsoDay, isCalendarDay, toIsoDay } from './calendar-day.ts'

/**
 * The population number (NIK) and the family card number (KK).
 *
 * A NIK is 16 digits: 6 for the region of first registration, 6 for the birth date as DDMMYY with 40 added
 * to a woman's day, 4 for the serial. Only the structure is checked here: regions are split and renamed, and
 * a NIK keeps the code it was born with, so whether the region exists today says nothing. Region 88 is
 * unassigned and stands for invented people.
 */

const LENGTH = 16
const ZERO = 48
const MASK = '*'.repeat(LENGTH)

// node:util has it as inspect.custom; by its name, so that the portal can read NIKs in the browser too.
const INSPECT: unique symbol = Symbol.for('nodejs.util.inspect.custom')

export type Sex = 1 | 2

export type NikFault = 'length' | 'digits' | 'region' | 'date' | 'serial'

export type ParsedNik = {
  ok: true
  nik: Nik
  regionCode: string
  /** The day as born (1–31), the year as two digits, and the days it can mean: 19YY, 20YY or both. */
  birthDate: { day: number; month: number; yearOfCentury: number; candidates: IsoDay[] }
  sex: Sex
  serial: number
}

export type MalformedNik = { ok: false; fault: NikFault; message: string }

/** A well-formed NIK that does not print: every way to text is masked, except `reveal()`. */
export class Nik {
  readonly #digits: string

  /** @throws TypeError when the text is not a well-formed NIK; callers with outside input use `parseNik`. */
  constructor(text: string) {
    if (!isWellFormedNik(text)) throw new TypeError('Not a well-formed NIK')
    this.#digits = text.trim()
  }

  /** The 16 digits. Search for this name to find every place where a NIK leaves. */
  reveal(): string {
    return this.#digits
  }

  toString(): string {
    return MASK
  }

  toJSON(): string {
    return MASK
  }

  [INSPECT](): string {
    return `Nik(${MASK})`
  }
}

/** Takes a NIK apart, or names the first part that is wrong. The message never repeats the digits. */
export function parseNik(text: string): ParsedNik | MalformedNik {
  const digits = text.trim()
  if (digits.length !== LENGTH) {
    return malformed('length', `NIK harus ${LENGTH} digit, bukan ${digits.length} karakter.`)
  }
  const stranger = firstNonDigit(digits)
  if (stranger !== -1) return malformed('digits', `Karakter ke-${stranger + 1} NIK bukan angka.`)

  const region = regionFault(digits)
  if (region !== undefined) return malformed('region', region)
  const date = birthDateFault(digits)
  if (date !== undefined) return malformed('date', date)
  const serial = fourAt(digits, 12)
  if (serial === 0) return malformed('serial', 'Digit 13–16 NIK (nomor urut) harus 0001–9999.')

  const writtenDay = twoAt(digits, 6)
  const day = bornDay(writtenDay)
  const month = twoAt(digits, 8)
  const yearOfCentury = twoAt(digits, 10)
  const candidates = [1900 + yearOfCentury, 2000 + yearOfCentury]
    .filter((year) => isCalendarDay(year, month, day))
    .map((year) => toIsoDay(year, month, day))
  return {
    ok: true,
    nik: new Nik(digits),
    regionCode: digits.slice(0, 6),
    birthDate: { day, month, yearOfCentury, candidates },
    sex: writtenDay > 40 ? 2 : 1,
    serial,
  }
}

/**
 * Whether `parseNik` would accept the text, without allocating for 16-character input:
 * the hot path asks this for every question.
 */
export function isWellFormedNik(text: string): boolean {
  const digits = text.length === LENGTH ? text : text.trim()
  if (digits.length !== LENGTH || firstNonDigit(digits) !== -1 || !hasRegion(digits)) return false
  return (
    existsInSomeCentury(bornDay(twoAt(digits, 6)), twoAt(digits, 8), twoAt(digits, 10)) &&
    fourAt(digits, 12) !== 0
  )
}

/**
 * Whether the text is a family card number: region, DDMMYY of registration, serial 0001–9999.
 *
 * Looser than a NIK on purpose, because a KK is never asked for and a refused one keeps a household out:
 * old cards carry the head's own birth date, so day 41–71 is tolerated, and the date need not exist.
 */
export function isWellFormedKk(text: string): boolean {
  const digits = text.length === LENGTH ? text : text.trim()
  if (digits.length !== LENGTH || firstNonDigit(digits) !== -1 || !hasRegion(digits)) return false
  const day = bornDay(twoAt(digits, 6))
  const month = twoAt(digits, 8)
  return day >= 1 && day <= 31 && month >= 1 && month <= 12 && fourAt(digits, 12) !== 0
}

const malformed = (fault: NikFault, message: string): MalformedNik => ({ ok: false, fault, message })

const digitAt = (digits: string, index: number) => digits.charCodeAt(index) - ZERO

const twoAt = (digits: string, index: number) => digitAt(digits, index) * 10 + digitAt(digits, index + 1)

const fourAt = (digits: string, index: number) => twoAt(digits, index) * 100 + twoAt(digits, index + 2)

function firstNonDigit(text: string): number {
  for (let index = 0; index < text.length; index++) {
    const digit = digitAt(text, index)
    if (digit < 0 || digit > 9) return index
  }
  return -1
}

const hasRegion = (digits: string) =>
  twoAt(digits, 0) >= 11 && twoAt(digits, 2) !== 0 && twoAt(digits, 4) !== 0

function regionFault(digits: string): string | undefined {
  if (twoAt(digits, 0) < 11) return 'Digit 1–2 NIK (kode provinsi) harus 11–99.'
  if (twoAt(digits, 2) === 0) return 'Digit 3–4 NIK (kode kabupaten/kota) harus 01–99.'
  if (twoAt(digits, 4) === 0) return 'Digit 5–6 NIK (kode kecamatan) harus 01–99.'
  return undefined
}

/** 41–71 is a woman's 1–31; 32–40 stay as they are and exist in no month. */
const bornDay = (writtenDay: number) => (writtenDay > 40 ? writtenDay - 40 : writtenDay)

const existsInSomeCentury = (day: number, month: number, yearOfCentury: number) =>
  isCalendarDay(1900 + yearOfCentury, month, day) || isCalendarDay(2000 + yearOfCentury, month, day)

function birthDateFault(digits: string): string | undefined {
  const day = bornDay(twoAt(digits, 6))
  const month = twoAt(digits, 8)
  if (day < 1 || day > 31) {
    return 'Digit 7–8 NIK (tanggal lahir) harus 01–31 untuk laki-laki atau 41–71 untuk perempuan.'
  }
  if (month < 1 || month > 12) return 'Digit 9–10 NIK (bulan lahir) harus 01–12.'
  if (existsInSomeCentury(day, month, twoAt(digits, 10))) return undefined
  return 'Digit 7–12 NIK (tanggal lahir) bukan tanggal yang ada di kalender.'
}
