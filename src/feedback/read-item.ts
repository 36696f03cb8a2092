import { type CellFault, type FeedbackField, NIK_COLUMN } from './domain.ts'
import { PLAIN_HABITS } from './read-cells.ts'
import { findColumns, type RowReading, rowReader } from './row-reader.ts'

/** One row as a program or a form sends it: whom it is about, and values by name. */
export type PostedItem = { nik: string; values: ReadonlyMap<string, string> }

const NOTHING_KNOWN: CellFault = {
  column: NIK_COLUMN,
  code: 'FB-22',
  message: 'Tidak ada satu pun nama isian yang dikenal perjanjian ini.',
}

/**
 * Reads items whose values have names, of key or label in any case. Programs name what they have; names that the
 * agreement does not know are left out, for what nobody agreed on is not kept.
 */
export function itemReader(
  fields: readonly FeedbackField[],
  today: string,
): (item: PostedItem) => RowReading {
  // Programs send the same names again and again: where they stand is found once for each set of names.
  const readers = new Map<string, (item: PostedItem) => RowReading>()
  return (item) => {
    const names = [...item.values.keys()]
    const key = names.join('\n')
    let read = readers.get(key)
    if (read === undefined) {
      read = readerOf(fields, names, today)
      if (readers.size < 100) readers.set(key, read)
    }
    return read(item)
  }
}

function readerOf(fields: readonly FeedbackField[], names: readonly string[], today: string) {
  const found = findColumns(fields, [NIK_COLUMN, ...names])
  if (!found.ok) return (): RowReading => ({ ok: false, faults: found.faults })
  if (found.columns.fields.every((at) => at === -1)) {
    return (): RowReading => ({ ok: false, faults: [NOTHING_KNOWN] })
  }
  const read = rowReader(fields, found.columns, PLAIN_HABITS, today)
  return ({ nik, values }: PostedItem) => read([nik, ...values.values()])
}
