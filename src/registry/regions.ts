import type { Tx } from '../kernel/database.ts'
import { countRegions, readRegions } from './region-source.ts'

/** Names of a village and of what it lies in, as an answer writes them; null where a code is not known. */
export type VillageNames = {
  readonly prop: string | null
  readonly kab: string | null
  readonly kec: string | null
  readonly kel: string | null
}

/** All region names in memory (about 12 MB): a question about a village costs one map look-up. */
export type RegionNames = {
  /** The same object for the same village each time; the caller must not change it. */
  namesOf(villageCode: string): VillageNames
  hasVillage(villageCode: string): boolean
}

/**
 * Fills the table `region` from idn-area-data; needs the owner role.
 *
 * Skipped when every level has at least as many rows as the source has lines, which are then not even read: every
 * start asks. Codes the source no longer has are kept, because residents may still carry them.
 *
 * @returns the number of rows added or renamed.
 */
export async function seedRegions(tx: Tx): Promise<number> {
  if (await isComplete(tx)) return 0
  const regions = readRegions()
  const { rowCount } = await tx.query(
    `insert into region (code, name)
     select code, name from unnest($1::text[], $2::text[]) as source(code, name)
     on conflict (code) do update set name = excluded.name where region.name <> excluded.name`,
    [regions.map((region) => region.code), regions.map((region) => region.name)],
  )
  return rowCount ?? 0
}

async function isComplete(tx: Tx): Promise<boolean> {
  const { rows } = await tx.query<{ level: number; count: number }>(
    'select length(code) as level, count(*)::int as count from region group by 1',
  )
  const present = new Map(rows.map((row) => [row.level, row.count]))
  return [...countRegions()].every(([level, count]) => (present.get(level) ?? 0) >= count)
}

/** Reads the table `region` into memory. */
export async function loadRegionNames(tx: Tx): Promise<RegionNames> {
  const { rows } = await tx.query<[code: string, name: string]>({
    text: 'select code, name from region',
    rowMode: 'array',
  })
  return regionNames(rows)
}

/** Region names from pairs of code and name. */
export function regionNames(regions: Iterable<readonly [code: string, name: string]>): RegionNames {
  const nameByCode = new Map<string, string>()
  for (const [code, name] of regions) nameByCode.set(code, nameInAnswer(code, name))

  const namesOf = (code: string): VillageNames => ({
    prop: nameByCode.get(code.slice(0, 2)) ?? null,
    kab: nameByCode.get(code.slice(0, 4)) ?? null,
    kec: nameByCode.get(code.slice(0, 6)) ?? null,
    kel: nameByCode.get(code) ?? null,
  })
  const hasVillage = (code: string) => code.length === VILLAGE_DIGITS && nameByCode.has(code)
  // Made when first asked for: an office's residents live in few of the 83,000 villages.
  const villages = new Map<string, VillageNames>()

  return {
    namesOf: (code) => {
      const known = villages.get(code)
      if (known !== undefined) return known
      const names = Object.freeze(namesOf(code.length === VILLAGE_DIGITS ? code : ''))
      if (hasVillage(code)) villages.set(code, names)
      return names
    },
    hasVillage,
  }
}

const VILLAGE_DIGITS = 10

/**
 * Upper case; regencies without KABUPATEN, cities with KOTA, Jakarta's parts with ADM. (wire contract W-06).
 */
function nameInAnswer(code: string, name: string): string {
  const upper = name.toUpperCase()
  if (code.length !== 4) return upper
  return upper.replace(/^KABUPATEN /, '').replace(/^(KOTA )?ADMINISTRASI /, '$1ADM. ')
}
