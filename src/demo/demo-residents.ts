import { inTx, type Pool } from '../kernel/database.ts'
import {
  generateResidents,
  loadResidents,
  RESIDENT_STATUS,
  type ResidentRow,
  type ResidentStatus,
  type Space,
  SYNTHETIC_SERIALS,
} from '../registry/index.ts'

const POPULATION = 20_000
/** NIKs of each kind that demo.json lists; all of the rarer ones. */
const LISTED: Record<ResidentStatus, number> = { active: 500, deceased: 50, duplicate: 50, inactive: 50 }

export type DemoResidents = Record<ResidentStatus | 'unknown' | 'malformed', string[]>

/** Fills a space with its synthetic population and returns NIKs of every kind to try. */
export async function fillSpace(pool: Pool, space: Space): Promise<DemoResidents> {
  const listed: DemoResidents = {
    active: [],
    deceased: [],
    duplicate: [],
    inactive: [],
    unknown: [],
    malformed: [],
  }
  const taken = new Set<string>()
  const population = generateResidents({
    count: POPULATION,
    seed: `demo-${space}`,
    serials: SYNTHETIC_SERIALS[space],
  })
  await inTx(pool, (tx) => loadResidents(tx, space, noting(population, listed, taken)))
  listed.unknown = unknownNiks(listed.active, taken)
  listed.malformed = malformedNiks(listed.active[0] ?? '')
  return listed
}

function* noting(
  rows: Iterable<ResidentRow>,
  listed: DemoResidents,
  taken: Set<string>,
): Generator<ResidentRow> {
  for (const row of rows) {
    const nik = String(row.nik)
    taken.add(nik)
    for (const status of Object.keys(LISTED) as ResidentStatus[]) {
      if (row.status === RESIDENT_STATUS[status] && listed[status].length < LISTED[status])
        listed[status].push(nik)
    }
    yield row
  }
}

/** Well-formed numbers that no resident of the space has: a resident's with a serial that is not given out. */
function unknownNiks(active: readonly string[], taken: ReadonlySet<string>): string[] {
  const candidates = new Set(active.slice(0, 30).map((nik) => `${nik.slice(0, 12)}8999`))
  return [...candidates].filter((nik) => !taken.has(nik))
}

/** One number for each way of not being a NIK: length, letter, day, month, serial, region. */
function malformedNiks(nik: string): string[] {
  return [
    nik.slice(0, 15),
    `${nik}0`,
    `${nik.slice(0, 15)}A`,
    `${nik.slice(0, 6)}32${nik.slice(8)}`,
    `${nik.slice(0, 8)}13${nik.slice(10)}`,
    `${nik.slice(0, 12)}0000`,
    `00${nik.slice(2)}`,
  ]
}
