import { randomUUID } from 'node:crypto'
import { append, auditEntry } from '../../audit/index.ts'
import type { Tx } from '../../kernel/database.ts'
import { findUpload, type Upload } from './upload.store.ts'

/** The acts on an upload, as the log names them. Never a value of a row. */
export type UploadEvent =
  | 'feedback_upload.begun'
  | 'feedback_upload.confirmed'
  | 'feedback_upload.cancelled'
  | 'feedback_rejects.downloaded'

export function recordUpload(tx: Tx, event: UploadEvent, upload: Upload, by: string): Promise<void> {
  return append(tx, [entryOf(event, upload, { by, file: upload.fileName })])
}

/** That a file is stored, with how many rows went which way. */
export async function recordLoaded(tx: Tx, id: number): Promise<void> {
  const upload = await findUpload(tx, id)
  if (upload === undefined) return
  const { rows, sentBy, channel } = upload
  await append(tx, [entryOf('feedback.received', upload, { by: sentBy, channel, ...rows })])
}

function entryOf(event: string, { id, officeId, agreementId }: Upload, detail: object) {
  return auditEntry({
    event,
    requestId: randomUUID(),
    officeId,
    agreementId,
    detail: JSON.stringify({ delivery: id, ...detail }),
  })
}
