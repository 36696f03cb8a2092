import { InvalidArgumentError } from 'commander'
import { parseDay } from '../registry/index.ts'

// Readers of option values. The message completes "<option>: …" and never repeats the value.

/** A NIK or family card number on its own; 18 digits are a NIP and may stand. */
const SIXTEEN_DIGITS = /(?<![0-9])[0-9]{16}(?![0-9])/

/** Free text that goes into the audit log, where no NIK may stand (I7). */
export function parseNote(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('tidak boleh kosong')
  if (SIXTEEN_DIGITS.test(text)) {
    throw new InvalidArgumentError('memuat 16 digit seperti NIK; log audit tidak boleh menyimpannya')
  }
  return text.trim()
}

export function parseCount(text: string): number {
  const count = Number(text)
  if (!/^[0-9]+$/.test(text) || !Number.isSafeInteger(count) || count < 1) {
    throw new InvalidArgumentError('harus bilangan bulat mulai 1')
  }
  return count
}

/** A calendar day as `YYYY-MM-DD`. */
export function parseDate(text: string): string {
  const day = parseDay(text)
  if (day === undefined) throw new InvalidArgumentError('harus tanggal YYYY-MM-DD yang ada')
  return day
}

const SECONDS_OF_UNIT: Record<string, number> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 }

/** Seconds, or a number with its unit: `90m`, `12h`, `7d`. */
export function parseSeconds(text: string): number {
  const [, number, unit = ''] = /^([0-9]{1,9})([smhd]?)$/.exec(text) ?? []
  const seconds = SECONDS_OF_UNIT[unit]
  if (number === undefined || seconds === undefined) {
    throw new InvalidArgumentError('harus jumlah detik, atau seperti 90m (menit), 12h (jam), 7d (hari)')
  }
  return Number(number) * seconds
}

/** Clock times `07:00-16:00`. */
export function parseHours(text: string): { from: string; until: string } {
  const [, from, until] = /^([0-9]{2}:[0-9]{2})-([0-9]{2}:[0-9]{2})$/.exec(text) ?? []
  if (from === undefined || until === undefined) {
    throw new InvalidArgumentError('harus seperti 07:00-16:00')
  }
  return { from, until }
}

/** Collects the values of an option that may be given more than once. */
export function collect(value: string, earlier: readonly string[] | undefined): string[] {
  return [...(earlier ?? []), value]
}

/** An entry of the audit log and its hash, as `audit check` prints them. */
export function parseExpected(text: string): { seq: string; hash: string } {
  const [, seq, hash] = /^([0-9]{1,18}):([0-9a-f]{64})$/.exec(text.trim().toLowerCase()) ?? []
  if (seq === undefined || hash === undefined) {
    throw new InvalidArgumentError('harus nomor entri, titik dua, lalu hash 64 digit heksadesimal')
  }
  return { seq: BigInt(seq).toString(), hash }
}
