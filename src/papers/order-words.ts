import { isDay, type LetterTable, longDay, longDayWithWeekday } from '../letters/index.ts'
import type { PaperFault, PaperOrder } from './domain.ts'
import { OCCASION_TABLES, type OccasionTableName } from './occasion-tables.ts'
import { OCCASION_FACTS, type OccasionFact, type OccasionFactName } from './occasions.ts'
import { STANDARD_PLACEHOLDERS, STANDARD_TABLES } from './standard-placeholders.ts'

const isFact = (name: string): name is OccasionFactName => Object.hasOwn(OCCASION_FACTS, name)

const isTable = (name: string): name is OccasionTableName => Object.hasOwn(OCCASION_TABLES, name)

const FACT_PLACEHOLDERS = new Map<string, OccasionFact>(
  Object.values(OCCASION_FACTS).map((fact) => [fact.placeholder, fact]),
)

const TABLE_PLACEHOLDERS = new Set<string>(
  Object.values(OCCASION_TABLES).map(({ placeholder }) => placeholder),
)

/** What the occasion adds, by placeholder; or which of it nobody knows. */
export function orderWords(
  order: Pick<PaperOrder, 'facts' | 'tables'>,
):
  | { kind: 'read'; values: Map<string, string>; tables: Map<string, LetterTable> }
  | { kind: 'refused'; faults: PaperFault[] } {
  const faults: PaperFault[] = []
  const values = new Map<string, string>()
  const tables = new Map<string, LetterTable>()
  for (const [name, given] of Object.entries(order.facts ?? {})) {
    const fact: OccasionFact | undefined = isFact(name) ? OCCASION_FACTS[name] : FACT_PLACEHOLDERS.get(name)
    const placeholder = fact?.placeholder ?? (STANDARD_PLACEHOLDERS[name] === undefined ? undefined : name)
    if (placeholder === undefined) faults.push(unknown(`facts.${name}`, name))
    else if (fact?.isDay === true && given !== '') {
      if (isDay(given))
        values.set(placeholder, fact.hasWeekday === true ? longDayWithWeekday(given) : longDay(given))
      else
        faults.push({
          field: `facts.${name}`,
          code: 'LT-12',
          message: `${fact.about} harus berupa tanggal yang ada.`,
        })
    } else values.set(placeholder, given)
  }
  for (const [name, table] of Object.entries(order.tables ?? {})) {
    const placeholder = isTable(name) ? OCCASION_TABLES[name].placeholder : name
    const isKnown = TABLE_PLACEHOLDERS.has(placeholder) || STANDARD_TABLES[placeholder] !== undefined
    if (isKnown) tables.set(placeholder, table)
    else faults.push(unknown(`tables.${name}`, name))
  }
  return faults.length > 0 ? { kind: 'refused', faults } : { kind: 'read', values, tables }
}

const unknown = (field: string, name: string): PaperFault => ({
  field,
  code: 'LT-12',
  message: `${name} bukan isian yang dikenal surat mana pun.`,
})
