import { inTx, type Pool } from '../../kernel/database.ts'
import type { NikHasher } from '../../kernel/secrets.ts'
import { findDefinitionById } from '../definition.store.ts'
import type { Tally } from '../delivery.store.ts'
import { type LoadEnd, LoadTakenOver, loadRows, type SourceRow } from '../load-rows.ts'
import { followAccesses } from '../looked-up.store.ts'
import { findColumns, rowReader } from '../row-reader.ts'
import { rowWriter } from '../store-rows.ts'
import { meantBy } from './detect.ts'
import { isComment, readTable, type Table, UnreadableFile } from './read-table.ts'
import { recordLoaded } from './record-upload.ts'
import {
  findUpload,
  moveUpload,
  readParts,
  removeParts,
  type Upload,
  updateBytesRead,
  updateLoadingSince,
} from './upload.store.ts'

export type UploadEnd = 'finished' | 'stopped' | 'failed' | 'elsewhere'

export type LoadRequest = {
  id: number
  /** ISO day of the office. */
  today: string
  /** Stops after the chunk in hand; the upload stays to be gone on with. */
  signal?: AbortSignal
  onProgress?: (progress: {
    rowsDone: number
    rowsRejected: number
    bytesRead: number
    bytesTotal: number
  }) => void
}

const LOAD_LOCKS = 0x6c64 // "ld"

/**
 * Loads an upload whose sender has seen the preview and said so. Rows are committed chunk by chunk; interrupted at any
 * moment, the same call goes on after the last committed row and ends as if nothing had been. One process at a time
 * loads an upload: a lock of the session is held meanwhile, and ends with the process.
 */
export async function loadUpload(pool: Pool, nikHasher: NikHasher, request: LoadRequest): Promise<UploadEnd> {
  const guard = await pool.connect()
  try {
    const { rows } = await guard.query('select pg_try_advisory_lock($1, $2) as free', [
      LOAD_LOCKS,
      request.id,
    ])
    if (rows[0]?.free !== true) return 'elsewhere'
    try {
      return await loadAlone(pool, nikHasher, request)
    } finally {
      await guard.query('select pg_advisory_unlock($1, $2)', [LOAD_LOCKS, request.id])
    }
  } finally {
    guard.release()
  }
}

async function loadAlone(pool: Pool, nikHasher: NikHasher, request: LoadRequest): Promise<UploadEnd> {
  const { id } = request
  const upload = await findUpload(pool, id)
  if (upload === undefined || upload.state !== 'loading') return 'elsewhere'
  await updateLoadingSince(pool, id, upload.rows.read)
  await followAccesses(pool)
  try {
    const end = await load(pool, nikHasher, upload, request)
    if (end.kind === 'stopped') return 'stopped'
    await inTx(pool, async (tx) => {
      if (!(await moveUpload(tx, id, ['loading'], 'finished'))) throw new LoadTakenOver()
      await removeParts(tx, id)
      await recordLoaded(tx, id)
    })
    return 'finished'
  } catch (error) {
    if (error instanceof LoadTakenOver) return 'elsewhere'
    if (!(error instanceof UnreadableFile)) throw error
    // What was read before the fault stays; the sender is told where the file breaks off.
    await moveUpload(pool, id, ['loading'], 'failed', error.message)
    return 'failed'
  }
}

async function load(
  pool: Pool,
  nikHasher: NikHasher,
  upload: Upload,
  { today, signal, onProgress }: LoadRequest,
): Promise<LoadEnd> {
  const definition = await findDefinitionById(pool, upload.definitionId)
  const { reading } = upload
  if (definition === undefined || reading === null) throw new Error(`upload ${upload.id} was never looked at`)
  let bytesRead = 0
  const parts = readParts(pool, upload.id, (count) => {
    bytesRead += count
  })
  const table = readTable(parts, reading)
  const read = (header: readonly string[]) => {
    const found = findColumns(definition.fields, meantBy(header, reading))
    if (!found.ok) throw new UnreadableFile(found.faults.map(({ message }) => message).join(' '))
    return rowReader(definition.fields, found.columns, reading, today)
  }
  const delivery = { id: upload.id, receivedAt: upload.begunAt, rowsDone: upload.rows.read }
  let rowsRejected = upload.rows.refused
  const onChunk = async (rowsDone: number, tally: Tally) => {
    rowsRejected += tally.refused
    onProgress?.({ rowsDone, rowsRejected, bytesRead, bytesTotal: upload.sizeBytes })
    await updateBytesRead(pool, upload.id, bytesRead)
    return signal?.aborted !== true
  }
  return loadRows(pool, delivery, rowWriter(definition, nikHasher), sourceRows(table, read), onChunk)
}

async function* sourceRows(
  table: Table,
  readerOf: (header: readonly string[]) => ReturnType<typeof rowReader>,
): AsyncGenerator<SourceRow[]> {
  let read: ReturnType<typeof rowReader> | undefined
  let rowNo = 0
  for await (const some of table) {
    const rows = read === undefined ? some.slice(1) : some
    const reader = read ?? readerOf(some[0] ?? [])
    read = reader
    yield rows.map((cells): SourceRow => {
      rowNo += 1
      return { rowNo, cells, reading: isComment(cells) ? 'comment' : reader(cells) }
    })
  }
}
