import { fromEpochDay } from '../calendar-day.ts'
import { NikLines } from '../nik-lines.ts'
import type { Sex } from './names.ts'
import type { Random } from './random.ts'

/** First and last serial, both included. */
export type SerialRange = readonly [first: number, last: number]

/**
 * Serials of invented people (docs/rules/synthetic-people.md). The offices number a day's births and
 * registrations of a district from 0001 up and in practice do not come near 9000.
 * The spaces have ranges of their own so that one person never stands in both.
 */
export const SYNTHETIC_SERIALS = {
  real: [9000, 9499],
  dummy: [9500, 9999],
} as const satisfies Record<string, SerialRange>

/** Issues numbers of which none is given twice. */
export type NumberIssuer = {
  /** A NIK; with `after`, the next serial following another NIK's, as twins get. */
  nik(regionCode: string, bornOn: number, sex: Sex, after?: string): string
  /** A family card number. */
  kk(regionCode: string, registeredOn: number): string
}

export function numberIssuer(random: Random, [first, last]: SerialRange): NumberIssuer {
  const niks = new NikLines()
  const kks = new NikLines()
  const span = last - first + 1

  const issue = (issued: NikLines, stem: string, start: number) => {
    for (let step = 0; step < span; step++) {
      const number = stem + String(first + ((start - first + step) % span)).padStart(4, '0')
      if (issued.add(number, 1) === undefined) return number
    }
    throw new RangeError(
      `Ke-${span} nomor urut rekaan satu kecamatan dan hari sudah terpakai; sebutkan lebih banyak wilayah.`,
    )
  }
  return {
    nik: (regionCode, bornOn, sex, after) => {
      const stem = regionCode + ddmmyy(bornOn, sex === 2 ? 40 : 0)
      const start = after === undefined ? random.between(first, last - 1) : Number(after.slice(12)) + 1
      return issue(niks, stem, start)
    },
    kk: (regionCode, registeredOn) =>
      issue(kks, regionCode + ddmmyy(registeredOn, 0), random.between(first, last)),
  }
}

function ddmmyy(epochDay: number, added: number): string {
  const day = fromEpochDay(epochDay)
  return String(Number(day.slice(8)) + added).padStart(2, '0') + day.slice(5, 7) + day.slice(2, 4)
}
