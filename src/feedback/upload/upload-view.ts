import type { Preview } from './preview-upload.ts'
import type { Upload } from './upload.store.ts'

/** An upload as its sender sees it. The preview repeats cells of the file: it is the sender's own. */
export function toUploadView(upload: Upload, now: Date) {
  const { id, agreement, state, fault, fileName, sizeBytes, partBytes, reading, preview, rows } = upload
  return {
    id,
    agreement,
    state,
    fault,
    sentBy: upload.sentBy,
    begunAt: upload.begunAt,
    changedAt: upload.changedAt,
    fileName,
    sizeBytes,
    partBytes,
    reading,
    preview: state === 'received' ? (preview as Preview | null) : null,
    rows,
    progress: state === 'loading' ? progressOf(upload, now) : null,
  }
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
