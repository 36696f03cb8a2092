import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * Provinces, regencies, districts and villages with the Ministry's codes, from the npm package
 * idn-area-data 4.0.1 (https://github.com/fityannugroho/idn-area-data), made available under the
 * Open Database License (ODbL) 1.0. Installations that pass the table on keep this credit.
 */

/** A code without dots (2, 4, 6 or 10 digits) and the name as the source writes it. */
export type Region = { code: string; name: string }

const FILES = ['provinces', 'regencies', 'districts', 'villages']

/** All regions, provinces first, in the order of their codes within a level. */
export function readRegions(): Region[] {
  return FILES.flatMap(readLevel)
}

/** All villages; the generator needs no other level in full. */
export function readVillages(): Region[] {
  return readLevel('villages')
}

/** Names of provinces and regencies by code; read at first use. */
let areas: ReadonlyMap<string, string> | undefined

/** The name of a province (`33`) or regency (`3313`); undefined for a code that is none. */
export function nameOfArea(code: string): string | undefined {
  areas ??= new Map(['provinces', 'regencies'].flatMap(readLevel).map(({ code, name }) => [code, name]))
  return areas.get(code)
}

function readLevel(file: string): Region[] {
  const url = import.meta.resolve(`idn-area-data/data/${file}.csv`)
  const [, ...lines] = readFileSync(fileURLToPath(url), 'utf8').trimEnd().split(/\r?\n/)
  return lines.map(readLine)
}

/**
 * The first cell is the code and the last the name; only names hold commas or quotes.
 * A CSV parser takes twice as long for these files, which every start reads to see that the table is complete.
 */
function readLine(line: string): Region {
  const cells = /^([0-9.]+),(?:[0-9.]+,)?(?:"(.*)"|([^"]*))$/.exec(line)
  if (cells?.[1] === undefined) throw new Error(`idn-area-data has a line in an unknown form: ${line}`)
  return { code: cells[1].replaceAll('.', ''), name: cells[2]?.replaceAll('""', '"') ?? cells[3] ?? '' }
}
