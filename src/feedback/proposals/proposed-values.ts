import { codeOfName, REFERENCE_TABLES } from '../../registry/index.ts'
import type { FeedbackField } from '../domain.ts'
import { DECEASED } from './domain.ts'

/** The fields of definitions that propose something, as columns for a statement. */
export type Mapping = {
  definitionIds: number[]
  fields: string[]
  /** Where the value stands among a row's cells, from 1. */
  places: number[]
  /** Where the day of a death stands; 0: no field holds it. */
  dayPlaces: number[]
}

export function mappingOf(definitions: readonly { id: number; fields: readonly FeedbackField[] }[]): Mapping {
  const mapping: Mapping = { definitionIds: [], fields: [], places: [], dayPlaces: [] }
  for (const { id, fields } of definitions) {
    const dayPlace =
      fields.findIndex(({ proposes, type }) => proposes === 'death-date' && type === 'date') + 1
    for (const [index, { proposes }] of fields.entries()) {
      if (proposes === undefined || proposes === 'death-date') continue
      mapping.definitionIds.push(id)
      mapping.fields.push(proposes)
      mapping.places.push(index + 1)
      mapping.dayPlaces.push(proposes === 'death' ? dayPlace : 0)
    }
  }
  return mapping
}

const TABLES = [
  ['blood-type', 'GOL_DARAH'],
  ['occupation', 'JENIS_PKRJN'],
  ['education', 'PDDK_AKH'],
] as const

/** Who looks for work has none; who works does it in a trade that the word does not tell, and proposes nothing. */
const JOB_SEEKER = 'PENCARI KERJA'
const WITHOUT_WORK = 'BELUM/TIDAK BEKERJA'
const UNKNOWN_BLOOD = 'TIDAK TAHU'

/**
 * The registry's code for what a cell says, by `field:word`, where the word is the cell as `WORD_OF_CELL` writes it.
 * What is not here names nothing that the registry could hold (FB-102).
 */
export const CODES: Readonly<Record<string, string>> = Object.fromEntries([
  ...TABLES.flatMap(([field, table]) =>
    REFERENCE_TABLES[table].flatMap((name, index) => {
      if (name === UNKNOWN_BLOOD) return []
      const code = String(index + 1)
      const words = [name, code, code.padStart(2, '0'), code.padStart(3, '0')]
      return words.map((word) => [`${field}:${wordOf(field, word)}`, code])
    }),
  ),
  [`occupation:${wordOf('occupation', JOB_SEEKER)}`, String(codeOfName('JENIS_PKRJN', WITHOUT_WORK) ?? '')],
])

/** As `WORD_OF_CELL`. The sign of a rhesus counts, other punctuation does not. */
function wordOf(field: string, text: string): string {
  const capitals = text.toUpperCase()
  return field === 'blood-type' ? capitals.replaceAll(' ', '') : capitals.replace(/[^A-Z0-9/]/g, '')
}

/** SQL: a cell as `CODES` names it. */
export const WORD_OF_CELL = `m.field || ':' || case m.field
  when 'blood-type' then replace(upper(f.cells[m.place]), ' ', '')
  else regexp_replace(upper(f.cells[m.place]), '[^A-Z0-9/]', '', 'g') end`

/** SQL: what a cell proposes, as the registry would store it; null: nothing. */
export const PROPOSED_VALUE = `case m.field when 'death' then '${DECEASED}'
  when 'birth-certificate' then case when length(f.cells[m.place]) <= 60 then f.cells[m.place] end
  else $1::jsonb ->> (${WORD_OF_CELL}) end`

/** SQL: what the registry has of a field, as text; `r` is the resident. */
export const registryValueOf = (field: string) => `case ${field} when 'blood-type' then r.gol_darah::text
  when 'occupation' then r.jenis_pkrjn::text when 'education' then r.pddk_akh::text
  when 'birth-certificate' then r.no_akta_lhr when 'death' then r.status::text end`

/**
 * SQL: whether a value would add something to the registry (FB-101). A death without a proof on file is completed;
 * A+ says all that A does.
 */
export const SAYS_MORE = `case a.field when 'death' then r.status <> ${DECEASED} or r.no_bukti_mati is null
  when 'blood-type' then r.gol_darah::text <> a.value
    and not (r.gol_darah between 5 and 12 and ((r.gol_darah - 3) / 2)::text = a.value)
  else ${registryValueOf('a.field')} is distinct from a.value end`
