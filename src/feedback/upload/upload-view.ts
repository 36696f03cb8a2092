import type { Pool } from '../../kernel/database.ts'
import { findDefinitionById } from '../definition.store.ts'
import { countReasons } from './reject.store.ts'
import { listParts, type Upload } from './upload.store.ts'

/** An upload as its sender sees it. The preview repeats cells of the file: it is the sender's own. */
export async function describeUpload(pool: Pool, upload: Upload) {
  const { rows: clock } = await pool.query<{ now: Date }>('select clock_timestamp() as now')
  const now = clock[0]?.now ?? new Date(upload.changedAt)
  const { state, reading, preview, rows } = upload
  const definition = state === 'received' ? await findDefinitionById(pool, upload.definitionId) : undefined
  const isOver = state !== 'receiving' && state !== 'received' && state !== 'loading'
  return {
    ...toUploadLine(upload),
    fault: upload.fault,
    partBytes: upload.partBytes,
    /** Those that have arrived, while some are missing. */
    parts: state === 'receiving' ? await listParts(pool, upload.id) : [],
    reading,
    preview: state === 'received' ? preview : null,
    /** What a column may be read as. */
    fields: definition?.fields.map(({ key, label, required }) => ({ key, label, required })) ?? [],
    rows,
    progress: state === 'loading' ? progressOf(upload, now) : null,
    reasons: isOver && rows.refused > 0 ? await countReasons(pool, upload.id) : [],
  }
}

/** The same in a list. */
export function toUploadLine({
  id,
  agreement,
  state,
  sentBy,
  begunAt,
  changedAt,
  fileName,
  sizeBytes,
}: Upload) {
  return { id, agreement, state, sentBy, begunAt, changedAt, fileName, sizeBytes }
}

/** How fast and how long still, of the run under way; null before anything is known. */
function progressOf({ loadingSince, bytesRead, sizeBytes, rows, rowsAtStart }: Upload, now: Date) {
  const share = Math.min(1, bytesRead / sizeBytes)
  const seconds = loadingSince === null ? 0 : (now.getTime() - Date.parse(loadingSince)) / 1_000
  const isKnown = seconds >= 1 && share > 0
  return {
    share,
    rowsPerSecond: isKnown ? Math.round((rows.read - rowsAtStart) / seconds) : null,
    secondsLeft: isKnown ? Math.ceil((seconds / share) * (1 - share)) : null,
  }
}
