import { hash } from 'node:crypto'
import { inTx, type Pool, type Tx } from '../../kernel/database.ts'
import type { FieldFault } from '../../kernel/problem.ts'
import { definitionInForce } from '../definition.store.ts'
import type { Reading } from './detect.ts'
import { type Preview, previewUpload } from './preview-upload.ts'
import { recordUpload } from './record-upload.ts'
import {
  findUpload,
  insertPart,
  insertUpload,
  listParts,
  moveUpload,
  removeParts,
  type Upload,
} from './upload.store.ts'

/** A part is small enough to be sent again after a broken connection, and large enough that few are needed. */
export const PART_BYTES = 2 * 1024 * 1024
const MAX_SIZE = 2 * 1024 * 1024 * 1024

type Refused = { kind: 'refused'; fault: FieldFault }

const refused = (field: string, message: string): Refused => ({ kind: 'refused', fault: { field, message } })

/** Begins an upload under an agreement that owes feedback. */
export function beginUpload(
  pool: Pool,
  request: { officeId: number; agreementId: number; fileName: string; size: number; by: string },
): Promise<{ kind: 'begun'; id: number } | Refused> {
  const { officeId, agreementId, size, by } = request
  const fileName = request.fileName
    .replace(/^.*[/\\]/, '')
    .replace(/\p{C}/gu, '')
    .trim()
    .slice(0, 200)
  return inTx(pool, async (tx) => {
    if (fileName === '') return refused('fileName', 'Sebutkan nama berkasnya.')
    if (!Number.isSafeInteger(size) || size < 1 || size > MAX_SIZE) {
      return refused('size', 'Ukuran berkas harus 1 bita sampai 2 GB.')
    }
    const definition = await definitionInForce(tx, agreementId)
    if (definition === undefined) return refused('agreement', 'Perjanjian ini tidak memuat data balikan.')
    const id = await insertUpload(tx, {
      officeId,
      agreementId,
      definitionId: definition.id,
      sentBy: by,
      fileName,
      sizeBytes: size,
      partBytes: PART_BYTES,
    })
    await recordUpload(tx, 'feedback_upload.begun', await must(tx, id), by)
    return { kind: 'begun', id }
  })
}

/** How many bytes part `n` of an upload has; undefined when there is no such part. */
export function lengthOfPart({ sizeBytes, partBytes }: Upload, n: number): number | undefined {
  const count = Math.ceil(sizeBytes / partBytes)
  if (!Number.isInteger(n) || n < 0 || n >= count) return undefined
  return n === count - 1 ? sizeBytes - n * partBytes : partBytes
}

/** Takes a part. It is there when this returns, whatever happens to the server after (I9). */
export async function receivePart(
  pool: Pool,
  upload: Upload,
  n: number,
  bytes: Buffer,
): Promise<{ kind: 'taken'; sha256: string } | Refused> {
  if (upload.state !== 'receiving') return refused('state', 'Berkas ini sudah lengkap.')
  const length = lengthOfPart(upload, n)
  if (length === undefined) return refused('n', 'Tidak ada bagian bernomor ini.')
  if (bytes.length !== length)
    return refused('body', `Bagian ini harus ${length} bita, bukan ${bytes.length}.`)
  const sha256 = hash('sha256', bytes, 'buffer')
  if (!(await insertPart(pool, upload.id, n, sha256, bytes))) {
    return refused('body', 'Bagian ini lain daripada yang sudah sampai: berkasnya bukan yang sama.')
  }
  return { kind: 'taken', sha256: sha256.toString('hex') }
}

/** Looks at a file that has arrived whole, or once more with what the sender corrected. */
export function lookAtUpload(
  pool: Pool,
  upload: Upload,
  today: string,
  given: Partial<Reading>,
): Promise<{ kind: 'seen'; preview: Preview } | Refused> {
  return inTx(pool, async (tx) => {
    const missing = await firstMissing(tx, upload)
    if (missing !== undefined) return refused('parts', `Bagian ${missing + 1} belum sampai.`)
    if (!(await moveUpload(tx, upload.id, ['receiving', 'received'], 'received'))) {
      return refused('state', 'Berkas ini sudah diproses.')
    }
    return { kind: 'seen', preview: await previewUpload(tx, upload, today, given) }
  })
}

async function firstMissing(tx: Tx, upload: Upload): Promise<number | undefined> {
  const there = new Set((await listParts(tx, upload.id)).map(({ n }) => n))
  for (let n = 0; lengthOfPart(upload, n) !== undefined; n += 1) if (!there.has(n)) return n
  return undefined
}

/** The sender has seen the preview and wants the good rows stored. */
export function confirmUpload(
  pool: Pool,
  upload: Upload,
  by: string,
): Promise<{ kind: 'confirmed' } | Refused> {
  return inTx(pool, async (tx) => {
    const { preview } = await must(tx, upload.id)
    const faults = preview?.faults ?? []
    if (faults.length > 0) return refused('file', faults.map(({ message }) => message).join(' '))
    if (preview === null || !(await moveUpload(tx, upload.id, ['received'], 'loading'))) {
      return refused('state', 'Berkas ini belum diperiksa atau sudah diproses.')
    }
    await recordUpload(tx, 'feedback_upload.confirmed', upload, by)
    return { kind: 'confirmed' }
  })
}

/** Stops an upload. Rows that are stored already stay; the file itself is removed. */
export function cancelUpload(
  pool: Pool,
  upload: Upload,
  by: string,
): Promise<{ kind: 'cancelled' } | Refused> {
  return inTx(pool, async (tx) => {
    if (!(await moveUpload(tx, upload.id, ['receiving', 'received', 'loading'], 'cancelled'))) {
      return refused('state', 'Berkas ini sudah selesai diproses.')
    }
    await removeParts(tx, upload.id)
    await recordUpload(tx, 'feedback_upload.cancelled', upload, by)
    return { kind: 'cancelled' }
  })
}

async function must(tx: Tx, id: number): Promise<Upload> {
  const upload = await findUpload(tx, id)
  if (upload === undefined) throw new Error(`upload ${id} is gone`)
  return upload
}
