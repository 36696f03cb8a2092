import { hash } from 'node:crypto'
import { definitionInForce } from '../../src/feedback/definition.store.ts'
import { previewUpload } from '../../src/feedback/upload/preview-upload.ts'
import { findUpload, insertPart, insertUpload, moveUpload } from '../../src/feedback/upload/upload.store.ts'
import { inTx, type Pool } from '../../src/kernel/database.ts'

const PART_BYTES = 64 * 1024

/** A file of feedback that has arrived whole and was looked at; its sender has yet to confirm it. */
export async function receiveFile(
  pool: Pool,
  from: { officeId: number; agreementId: number },
  bytes: Buffer,
  fileName = 'balikan.csv',
): Promise<number> {
  const definition = await inTx(pool, (tx) => definitionInForce(tx, from.agreementId))
  const id = await insertUpload(pool, {
    officeId: from.officeId,
    agreementId: from.agreementId,
    definitionId: definition?.id ?? 0,
    sentBy: 'staff:uji',
    fileName,
    sizeBytes: bytes.length,
    partBytes: PART_BYTES,
  })
  for (let n = 0; n * PART_BYTES < bytes.length; n += 1) {
    const part = bytes.subarray(n * PART_BYTES, (n + 1) * PART_BYTES)
    await insertPart(pool, id, n, hash('sha256', part, 'buffer'), part)
  }
  await moveUpload(pool, id, ['receiving'], 'received')
  return id
}

/** What a look at a received file shows. */
export async function lookAtFile(pool: Pool, id: number, today: string) {
  const upload = await findUpload(pool, id)
  if (upload === undefined) throw new Error('the upload is gone')
  return previewUpload(pool, upload, today)
}
