import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * Provinces, regencies, districts and villages with the Ministry's codes, from the npm package
 * idn-area-data 4.0.1 (https://github.com/fityannugroho/idn-area-data), made available under the
 * Open Database License (ODbL) 1.0. Installations that pass the table on keep this credit.
 */

/** A code without dots (2, 4, 6 or 10 digits) and the name as the source writes it. */
export type Region = { code: string; name: string }

/** By level, with the digits of its codes. */
const FILES = { provinces: 2, regencies: 4, districts: 6, villages: 10 } as const

type Level = keyof typeof FILES

const LEVELS = Object.keys(FILES) as Level[]

/** All regions, provinces first, in the order of their codes within a level. */
export function readRegions(): Region[] {
  return LEVELS.flatMap(readLevel)
}

/** How many regions there are, by the digits of their codes, without reading their names. */
export function countRegions(): Map<number, number> {
  return new Map(LEVELS.map((level) => [FILES[level], linesIn(bytesOf(level)) - 1]))
}

/** All villages; the generator needs no other level in full. */
export function readVillages(): Region[] {
  return readLevel('villages')
}

/** Names of provinces and regencies by code; read at first use. */
let areas: ReadonlyMap<string, string> | undefined

/** The name of a province (`33`) or regency (`3313`); undefined for a code that is none. */
export function nameOfArea(code: string): string | undefined {
  areas ??= new Map(
    (['provinces', 'regencies'] as const).flatMap(readLevel).map(({ code, name }) => [code, name]),
  )
  return areas.get(code)
}

function readLevel(level: Level): Region[] {
  const [, ...lines] = bytesOf(level).toString('utf8').trimEnd().split(/\r?\n/)
  return lines.map(readLine)
}

function bytesOf(level: Level): Buffer {
  return readFileSync(fileURLToPath(import.meta.resolve(`idn-area-data/data/${level}.csv`)))
}

const LINE_FEED = 0x0a

/** Lines of a text, whether or not its last one ends with a line feed. */
function linesIn(bytes: Buffer): number {
  let count = bytes.at(-1) === LINE_FEED ? 0 : 1
  for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) count += 1
  return count
}

/**
 * The first cell is the code and the last the name; only names hold commas or quotes.
 * A CSV parser takes twice as long for these files.
 */
function readLine(line: string): Region {
  const cells = /^([0-9.]+),(?:[0-9.]+,)?(?:"(.*)"|([^"]*))$/.exec(line)
  if (cells?.[1] === undefined) throw new Error(`idn-area-data has a line in an unknown form: ${line}`)
  return { code: cells[1].replaceAll('.', ''), name: cells[2]?.replaceAll('""', '"') ?? cells[3] ?? '' }
}
