import pg from 'pg'
import type { Tx } from '../kernel/database.ts'
import { ELEMENT_NAMES, ELEMENTS, type Element } from './elements.ts'
import { type CodedElement, nameOfCode } from './reference-tables.ts'
import type { RegionNames } from './regions.ts'
import { type ResidentStatus, type Space, statusOfCode, TABLE_OF_SPACE } from './status.ts'

/** A resident as far as it was asked for: values of other elements are not even read. */
export type ResidentView = {
  readonly status: ResidentStatus | undefined
  /** Ten digits; '' when no part of the address was asked for. */
  readonly villageCode: string
  /**
   * The value as it leaves: names for codes, ISO dates, plain digits; null where the registry holds none.
   * @throws for an element that was not asked for
   */
  valueOf(element: Element): string | null
}

/**
 * The registry cannot be asked. Never to be taken for "not found" (I8).
 *
 * PostgreSQL's message can quote what stands in a row (`invalid input syntax for type integer: "…"`), so only
 * its code and routine are kept (I7).
 */
export class RegistryUnavailable extends Error {
  constructor(cause: unknown) {
    super('the registry cannot be asked', { cause: withoutValues(cause) })
  }
}

function withoutValues(cause: unknown): unknown {
  if (!(cause instanceof pg.DatabaseError)) return cause
  return new Error(`PostgreSQL ${cause.code} ${cause.routine ?? ''}`.trimEnd())
}

/**
 * Looks residents up by NIK, in one statement, reading only the columns of the given elements.
 *
 * @returns by NIK; who is not in the registry is missing
 * @throws RegistryUnavailable
 */
export async function findResidents(
  tx: Tx,
  space: Space,
  niks: readonly string[],
  elements: readonly Element[],
  regions: RegionNames,
): Promise<Map<string, ResidentView>> {
  if (niks.length === 0) return new Map()
  const set = columnSetOf(elements)
  const { columns, name } = set
  const { rows } = await tx
    .query<Cells>({
      name: `${space}-${name}`,
      text: `select ${columns.join(', ')} from ${TABLE_OF_SPACE[space]} where nik = any($1::bigint[])`,
      values: [`{${niks.join(',')}}`],
      rowMode: 'array',
    })
    .catch((cause: unknown) => {
      throw new RegistryUnavailable(cause)
    })
  return new Map(rows.map((cells) => [String(cells[0]), new ResidentRow(set, cells, regions)]))
}

type Cells = (string | number | null)[]

class ResidentRow implements ResidentView {
  readonly status: ResidentStatus | undefined
  readonly villageCode: string
  readonly #positions: ColumnSet['positions']
  readonly #cells: Cells
  readonly #regions: RegionNames

  constructor({ positions, village }: ColumnSet, cells: Cells, regions: RegionNames) {
    this.#positions = positions
    this.#cells = cells
    this.#regions = regions
    this.status = statusOfCode(Number(cells[1]))
    this.villageCode = village === -1 ? '' : String(cells[village])
  }

  valueOf(element: Element): string | null {
    const position = this.#positions.get(element)
    if (position === undefined) throw new Error(`${element} was not asked for`)
    const value = this.#cells[position]
    if (value === null || value === undefined) return null
    switch (ELEMENTS[element].kind) {
      case 'code':
        return nameOfCode(element as CodedElement, Number(value)) ?? null
      case 'area-code':
      case 'area-name':
        return AREA_PART[element as AreaElement](this.villageCode, this.#regions)
      default:
        return String(value)
    }
  }
}

type AreaElement = {
  [E in Element]: (typeof ELEMENTS)[E]['kind'] extends `area-${string}` ? E : never
}[Element]

/** The digits of a part of a village code, without leading zeros. */
const digits = (from: number, until: number) => (village: string) =>
  String(Number(village.slice(from, until)))

const AREA_PART: Record<AreaElement, (village: string, regions: RegionNames) => string | null> = {
  NO_PROP: digits(0, 2),
  NO_KAB: digits(2, 4),
  NO_KEC: digits(4, 6),
  NO_KEL: digits(6, 10),
  PROP_NAME: (village, regions) => regions.namesOf(village).prop,
  KAB_NAME: (village, regions) => regions.namesOf(village).kab,
  KEC_NAME: (village, regions) => regions.namesOf(village).kec,
  KEL_NAME: (village, regions) => regions.namesOf(village).kel,
}

const COLUMN_OF = Object.fromEntries(
  ELEMENT_NAMES.map((element) => [
    element,
    ELEMENTS[element].kind.startsWith('area-') ? 'village_code' : element.toLowerCase(),
  ]),
) as Record<Element, string>

type ColumnSet = {
  columns: readonly string[]
  name: string
  /** Where each element that can be told stands among the columns. */
  positions: ReadonlyMap<Element, number>
  /** Where the village code stands; -1 when it is not read. */
  village: number
}

/** More column sets than this on one connection read all columns: prepared statements cost server memory. */
const MAX_COLUMN_SETS = 200
const columnSets = new Map<string, ColumnSet>()

function columnSetOf(elements: readonly Element[]): ColumnSet {
  const key = elements.join()
  const known = columnSets.get(key)
  if (known !== undefined) return known
  if (columnSets.size >= MAX_COLUMN_SETS && elements !== ELEMENT_NAMES) return columnSetOf(ELEMENT_NAMES)
  const columns = [...new Set(['nik', 'status', ...elements.map((element) => COLUMN_OF[element])])]
  const positions = new Map(
    ELEMENT_NAMES.filter((element) => columns.includes(COLUMN_OF[element])).map((element) => [
      element,
      columns.indexOf(COLUMN_OF[element]),
    ]),
  )
  const village = columns.indexOf('village_code')
  const set = { columns, name: `residents-${columnSets.size}`, positions, village }
  columnSets.set(key, set)
  return set
}
