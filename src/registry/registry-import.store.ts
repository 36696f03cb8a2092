import type { Tx } from '../kernel/database.ts'
import type { Space } from './status.ts'

/** How far an import is. `rowsDone` counts every row that was read, taken or refused. */
export type ImportTotals = {
  rowsDone: number
  rowsLoaded: number
  rowsChanged: number
  rowsRejected: number
}

export type KnownImport = ImportTotals & { id: string; state: 'running' | 'finished' }

/** The import of a file into a space, begun now if it is new. */
export async function getOrBeginImport(
  tx: Tx,
  space: Space,
  fileName: string,
  sha256: string,
): Promise<KnownImport> {
  await tx.query(
    `insert into registry_import (space, file_name, file_sha256, state) values ($1, $2, $3, 'running')
     on conflict (space, file_sha256) do nothing`,
    [space, fileName, sha256],
  )
  const { rows } = await tx.query<KnownImport>(
    `select id::text, state, rows_done::float8 as "rowsDone", rows_loaded::float8 as "rowsLoaded",
       rows_changed::float8 as "rowsChanged", rows_rejected::float8 as "rowsRejected"
     from registry_import where space = $1 and file_sha256 = $2`,
    [space, sha256],
  )
  const [found] = rows
  if (found === undefined) throw new Error('An import that was just begun is not there')
  return found
}

/** Lets a finished import begin anew. */
export async function restartImport(tx: Tx, id: string): Promise<void> {
  await tx.query(
    `update registry_import set state = 'running', rows_done = 0, rows_loaded = 0, rows_changed = 0,
       rows_rejected = 0, started_at = now(), updated_at = now() where id = $1`,
    [id],
  )
}

/**
 * Notes progress, in the transaction of the rows it stands for. False when the import is no longer
 * where the caller left it, because another process imports the same file: the caller must roll back.
 */
export async function advanceImport(
  tx: Tx,
  id: string,
  before: ImportTotals,
  after: ImportTotals,
  state: KnownImport['state'],
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update registry_import set rows_done = $3, rows_loaded = $4, rows_changed = $5, rows_rejected = $6,
       state = $7, updated_at = now()
     where id = $1 and rows_done = $2 and state = 'running'`,
    [id, before.rowsDone, after.rowsDone, after.rowsLoaded, after.rowsChanged, after.rowsRejected, state],
  )
  return rowCount === 1
}
