import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { append, auditEntry } from '../../audit/index.ts'
import { inTx, type Pool } from '../../kernel/database.ts'
import type { NikHasher } from '../../kernel/secrets.ts'
import { definitionInForce } from '../definition.store.ts'
import { NIK_COLUMN } from '../domain.ts'
import { type TableFormat, writeTable } from '../upload/write-table.ts'
import { findNiks } from './find-niks.ts'
import { type GapFilter, listOwedHashes } from './gap.store.ts'

/** What somebody fills in before sending it; more come with the next file. */
export const PEOPLE_A_FILE = 20_000

export type PrefilledGaps = { table: Readable; people: number; unknown: number }

/**
 * A template with the NIKs of the people about whom nothing has come, the oldest access first, ready to be completed
 * and sent (FB-124). NIKs are told only to the agency that looked them up; that it was told them is in the log.
 *
 * @returns undefined when the agreement owes nothing, or nobody is left
 */
export async function prefillGaps(
  pool: Pool,
  nikHasher: NikHasher,
  {
    agreementId,
    officeId,
    filter,
    format,
    by,
  }: { agreementId: number; officeId: number; filter: GapFilter; format: TableFormat; by: string },
): Promise<PrefilledGaps | undefined> {
  const definition = await inTx(pool, (tx) => definitionInForce(tx, agreementId))
  const hashes = await listOwedHashes(pool, agreementId, filter, PEOPLE_A_FILE)
  if (definition === undefined || hashes.length === 0) return undefined
  const niks = (await findNiks(pool, nikHasher, hashes)).filter((nik) => nik !== undefined)
  const unknown = hashes.length - niks.length
  await inTx(pool, (tx) =>
    append(tx, [
      auditEntry({
        event: 'feedback-gaps.told',
        requestId: randomUUID(),
        officeId,
        agreementId,
        detail: JSON.stringify({ by, people: niks.length, unknown, format }),
      }),
    ]),
  )
  const width = definition.fields.length
  const header = [NIK_COLUMN, ...definition.fields.map(({ key }) => key)]
  return { table: writeTable(format, header, rowsOf(niks, unknown, width)), people: niks.length, unknown }
}

async function* rowsOf(niks: readonly string[], unknown: number, width: number): AsyncGenerator<string[]> {
  const empty = Array.from({ length: width }, () => '')
  // A row that begins with # is not read (FB-25).
  if (unknown > 0)
    yield [`# ${unknown} orang lain tidak ada lagi di basis data; lihat catatan Anda sendiri`, ...empty]
  for (const nik of niks) yield [nik, ...empty]
}
