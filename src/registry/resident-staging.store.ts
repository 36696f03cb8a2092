import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Tx } from '../kernel/database.ts'
import { upholdDecisions } from './resident-hold.store.ts'
import { RESIDENT_COLUMNS, type ResidentRow, toCopyLine } from './resident-row.ts'
import { type Space, TABLE_OF_SPACE } from './status.ts'

const COLUMNS = RESIDENT_COLUMNS.join(', ')
const CHARACTERS_PER_WRITE = 64 * 1024

/**
 * A failed write of residents. PostgreSQL's own error quotes the failing row in `detail` and `where`,
 * so only its code and constraint are kept.
 */
export class ResidentWriteError extends Error {
  constructor(cause: pg.DatabaseError) {
    super(`PostgreSQL refused residents: ${cause.code} ${cause.constraint ?? cause.routine ?? ''}`.trimEnd())
    this.name = 'ResidentWriteError'
  }
}

/** Sends rows to the temporary table `incoming_resident`, which lives until the transaction ends. */
export async function stageResidents(tx: Tx, rows: Iterable<ResidentRow>): Promise<void> {
  await tx.query(`create temporary table incoming_resident on commit drop
    as select ${COLUMNS} from resident with no data`)
  await copyInto(tx, 'incoming_resident', rows)
}

/**
 * Merges the staged rows into a space and returns how many were added or altered. An equal row is not
 * written, so that `updated_at` tells when something changed; what a person decided stands. Ordered by NIK so that
 * two imports of overlapping files wait for each other instead of dead-locking.
 */
export async function mergeStagedResidents(tx: Tx, space: Space): Promise<number> {
  if (space === 'real') await withoutValues(upholdDecisions(tx))
  const table = TABLE_OF_SPACE[space]
  const changing = RESIDENT_COLUMNS.filter((column) => column !== 'nik')
  const list = (prefix: string) => changing.map((column) => `${prefix}.${column}`).join(', ')
  const { rowCount } = await withoutValues(
    tx.query(`insert into ${table} (${COLUMNS}) select ${COLUMNS} from incoming_resident order by nik
      on conflict (nik) do update set
        (${changing.join(', ')}, updated_at) = row(${list('excluded')}, now())
      where (${list(table)}) is distinct from (${list('excluded')})`),
  )
  return rowCount ?? 0
}

/** Sends rows straight into the table of a space, which must not hold any of their NIKs. */
export function copyIntoSpace(tx: Tx, space: Space, rows: Iterable<ResidentRow>): Promise<number> {
  return copyInto(tx, TABLE_OF_SPACE[space], rows)
}

/** Whether a space holds nobody yet. */
export async function isSpaceEmpty(tx: Tx, space: Space): Promise<boolean> {
  const { rows } = await tx.query(`select from ${TABLE_OF_SPACE[space]} limit 1`)
  return rows.length === 0
}

async function copyInto(tx: Tx, table: string, rows: Iterable<ResidentRow>): Promise<number> {
  const copy = tx.query(copyFrom(`copy ${table} (${COLUMNS}) from stdin`))
  await withoutValues(pipeline(Readable.from(copyText(rows)), copy))
  return copy.rowCount
}

function* copyText(rows: Iterable<ResidentRow>): Generator<Buffer> {
  let text = ''
  for (const row of rows) {
    text += toCopyLine(row)
    if (text.length >= CHARACTERS_PER_WRITE) {
      yield Buffer.from(text)
      text = ''
    }
  }
  if (text !== '') yield Buffer.from(text)
}

async function withoutValues<T>(write: Promise<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    throw error instanceof pg.DatabaseError ? new ResidentWriteError(error) : error
  }
}
