import { type Region, readRegions } from '../region-source.ts'
import type { Random } from './random.ts'

/** Where an invented household lives. */
export type Home = { villageCode: string; districtCode: string; provinceCode: string }

export type Villages = {
  /** A village to live in, by the weights of the region groups. */
  drawHome(random: Random): Home
  /** A village anywhere in the country, for people who were first registered elsewhere. */
  drawAnywhere(random: Random): Home
  /** The birth place of somebody of this district: its regency, without KABUPATEN or KOTA. */
  birthPlace(districtCode: string): string
}

/** Prefixes of region codes with their weights; '' is the whole country. */
export const DEFAULT_REGIONS: readonly (readonly [prefix: string, weight: number])[] = [
  ['3313', 35],
  ['3303', 25],
  ['32', 25],
  ['', 15],
]

/** @throws RangeError when a prefix fits no village. */
export function villagesOf(groups: readonly (readonly [prefix: string, weight: number])[]): Villages {
  const regions = readRegions()
  const villages = regions.filter((region) => region.code.length === 10)
  const places = new Map(
    regions.filter((region) => region.code.length === 4).map((region) => [region.code, placeName(region)]),
  )
  const pools = groups.map(([prefix, weight]) => {
    const pool = villages.filter((village) => village.code.startsWith(prefix))
    if (pool.length === 0) throw new RangeError(`Tidak ada desa/kelurahan dengan kode wilayah ${prefix}.`)
    return [pool, weight] as const
  })
  return {
    drawHome: (random) => homeIn(random.pick(random.weighted(pools))),
    drawAnywhere: (random) => homeIn(random.pick(villages)),
    birthPlace: (districtCode) => places.get(districtCode.slice(0, 4)) ?? '',
  }
}

const homeIn = ({ code }: Region): Home => ({
  villageCode: code,
  districtCode: code.slice(0, 6),
  provinceCode: code.slice(0, 2),
})

const placeName = (region: Region) =>
  region.name.toUpperCase().replace(/^(KABUPATEN|KOTA) (ADMINISTRASI )?/, '')

/** The first two or three digits of post codes, by region code; longer codes go first. */
const POST_CODES: Readonly<Record<string, readonly number[]>> = {
  '3313': [577],
  '3303': [533],
  '11': [23, 24],
  '12': [20, 21, 22],
  '13': [25, 26, 27],
  '14': [28, 29],
  '15': [36, 37],
  '16': [30, 31, 32],
  '17': [38, 39],
  '18': [34, 35],
  '19': [33],
  '21': [29],
  '31': [10, 11, 12, 13, 14],
  '32': [40, 41, 43, 44, 45, 46],
  '33': [50, 51, 52, 53, 54, 56, 57, 58, 59],
  '34': [55],
  '35': [60, 61, 62, 63, 64, 65, 66, 67, 68, 69],
  '36': [15, 42],
  '51': [80, 81, 82],
  '52': [83, 84],
  '53': [85, 86, 87],
  '61': [78, 79],
  '62': [73, 74],
  '63': [70, 71, 72],
  '64': [75, 76],
  '65': [77],
  '71': [95],
  '72': [94],
  '73': [90, 91, 92],
  '74': [93],
  '75': [96],
  '76': [91],
  '81': [97],
  '82': [97],
}
const PAPUA_POST_CODES = [98, 99]

/** A plausible post code: the same for everyone in a district, in the range of its province. */
export function postCode(districtCode: string): number {
  const starts =
    POST_CODES[districtCode.slice(0, 4)] ?? POST_CODES[districtCode.slice(0, 2)] ?? PAPUA_POST_CODES
  const district = Number(districtCode.slice(2))
  const start = starts[district % starts.length] ?? 10
  return start >= 100 ? start * 100 + 11 + (district % 80) : start * 1000 + 111 + (district % 880)
}
