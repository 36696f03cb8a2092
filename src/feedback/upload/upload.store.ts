import type { Tx } from '../../kernel/database.ts'
import type { Tally } from '../delivery.store.ts'
import type { Reading } from './detect.ts'
import type { Preview } from './preview-upload.ts'

export type UploadState = 'receiving' | 'received' | 'loading' | 'finished' | 'cancelled' | 'failed'

/** A file of feedback with how far it is. */
export type Upload = {
  id: number
  officeId: number
  agreementId: number
  agreement: string
  agencyId: number
  definitionId: number
  channel: 'upload' | 'media'
  state: UploadState
  fault: string | null
  sentBy: string
  begunAt: string
  changedAt: string
  fileName: string
  sizeBytes: number
  partBytes: number
  reading: Reading | null
  header: string[] | null
  preview: Preview | null
  loadingSince: string | null
  bytesRead: number
  rowsAtStart: number
  rows: Tally
}

type Columns =
  | 'begunAt'
  | 'changedAt'
  | 'loadingSince'
  | 'id'
  | 'sizeBytes'
  | 'bytesRead'
  | 'rowsAtStart'
  | 'rows'

/** An upload as pg gives it: numbers of 64 bits as text. */
type UploadRow = Omit<Upload, Columns> & {
  id: string
  begunAt: Date
  changedAt: Date
  loadingSince: Date | null
  sizeBytes: string
  bytesRead: string
  rowsAtStart: string
  rowsRead: string
  rowsStored: string
  rowsKnown: string
  rowsRefused: string
  rowsFlagged: string
}

const SELECT = `
select d.id, d.office_id as "officeId", d.agreement_id as "agreementId", a.code as agreement,
  a.agency_id as "agencyId", d.definition_id as "definitionId", d.channel, d.state, d.fault, d.sent_by as "sentBy",
  d.begun_at as "begunAt", d.changed_at as "changedAt", u.file_name as "fileName", u.size_bytes as "sizeBytes",
  u.part_bytes as "partBytes", u.reading, u.header, u.preview, u.loading_since as "loadingSince",
  u.bytes_read as "bytesRead", u.rows_at_start as "rowsAtStart", d.rows_read as "rowsRead",
  d.rows_stored as "rowsStored", d.rows_known as "rowsKnown", d.rows_refused as "rowsRefused",
  d.rows_flagged as "rowsFlagged"
from feedback_delivery d join feedback_upload u on u.delivery_id = d.id join agreement a on a.id = d.agreement_id`

export async function findUpload(tx: Tx, id: number): Promise<Upload | undefined> {
  const { rows } = await tx.query<UploadRow>(`${SELECT} where d.id = $1`, [id])
  return rows[0] === undefined ? undefined : toUpload(rows[0])
}

/** Uploads of this name and size that somebody began and nobody ended, newest first. */
export async function listUnfinished(
  tx: Tx,
  of: { agreementId: number; fileName: string; size: number },
): Promise<Upload[]> {
  const { rows } = await tx.query<UploadRow>(
    `${SELECT} where d.agreement_id = $1 and u.file_name = $2 and u.size_bytes = $3
       and d.state in ('receiving', 'received', 'loading') order by d.id desc`,
    [of.agreementId, of.fileName, of.size],
  )
  return rows.map(toUpload)
}

/** What an agency has begun and not ended, newest first. */
export async function listUnfinishedOf(
  tx: Tx,
  of: { officeId: number; agencyId: number },
): Promise<Upload[]> {
  const { rows } = await tx.query<UploadRow>(
    `${SELECT} where a.office_id = $1 and a.agency_id = $2 and d.state in ('receiving', 'received', 'loading')
     order by d.id desc limit ${UNFINISHED_SHOWN}`,
    [of.officeId, of.agencyId],
  )
  return rows.map(toUpload)
}

const UNFINISHED_SHOWN = 50

/** The next upload that waits to be loaded, oldest first. */
export async function findWaiting(tx: Tx): Promise<number[]> {
  const { rows } = await tx.query(
    `select d.id from feedback_delivery d join feedback_upload u on u.delivery_id = d.id
     where d.state = 'loading' order by d.id limit 10`,
  )
  return rows.map(({ id }) => Number(id))
}

function toUpload(row: UploadRow): Upload {
  const { rowsRead, rowsStored, rowsKnown, rowsRefused, rowsFlagged, ...rest } = row
  return {
    ...rest,
    id: Number(row.id),
    begunAt: row.begunAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
    loadingSince: row.loadingSince?.toISOString() ?? null,
    sizeBytes: Number(row.sizeBytes),
    bytesRead: Number(row.bytesRead),
    rowsAtStart: Number(row.rowsAtStart),
    rows: {
      read: Number(rowsRead),
      stored: Number(rowsStored),
      known: Number(rowsKnown),
      refused: Number(rowsRefused),
      flagged: Number(rowsFlagged),
    },
  }
}

export async function insertUpload(
  tx: Tx,
  added: {
    officeId: number
    agreementId: number
    definitionId: number
    sentBy: string
    /** How it came; by the portal or command line unless told. */
    channel?: 'upload' | 'media'
    fileName: string
    sizeBytes: number
    partBytes: number
  },
): Promise<number> {
  const { rows } = await tx.query(
    `insert into feedback_delivery (office_id, agreement_id, definition_id, channel, state, sent_by)
     values ($1, $2, $3, $5, 'receiving', $4) returning id`,
    [added.officeId, added.agreementId, added.definitionId, added.sentBy, added.channel ?? 'upload'],
  )
  const id = Number(rows[0].id)
  await tx.query(
    'insert into feedback_upload (delivery_id, file_name, size_bytes, part_bytes) values ($1, $2, $3, $4)',
    [id, added.fileName, added.sizeBytes, added.partBytes],
  )
  return id
}

/** Adds a part; the same part once more changes nothing. @returns false: another stands in its place */
export async function insertPart(
  tx: Tx,
  id: number,
  n: number,
  sha256: Buffer,
  bytes: Buffer,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into feedback_upload_part (delivery_id, n, sha256, bytes) values ($1, $2, $3, $4)
     on conflict (delivery_id, n) do nothing`,
    [id, n, sha256, bytes],
  )
  if (rowCount === 1) return true
  const { rows } = await tx.query<{ isSame: boolean }>(
    `select sha256 = $3 as "isSame" from feedback_upload_part where delivery_id = $1 and n = $2`,
    [id, n, sha256],
  )
  return rows[0]?.isSame === true
}

/** The parts that have arrived, with their checksums in hex. */
export async function listParts(tx: Tx, id: number): Promise<{ n: number; sha256: string }[]> {
  const { rows } = await tx.query<{ n: number; sha256: string }>(
    `select n, encode(sha256, 'hex') as sha256 from feedback_upload_part where delivery_id = $1 order by n`,
    [id],
  )
  return rows
}

/** The bytes of an upload from its first part on. */
export async function* readParts(
  db: Tx,
  id: number,
  onBytes?: (count: number) => void,
): AsyncGenerator<Buffer> {
  for (let n = 0; ; n += 1) {
    const { rows } = await db.query<{ bytes: Buffer }>({
      name: 'feedback-part',
      text: 'select bytes from feedback_upload_part where delivery_id = $1 and n = $2',
      values: [id, n],
    })
    const [part] = rows
    if (part === undefined) return
    onBytes?.(part.bytes.length)
    yield part.bytes
  }
}

export async function removeParts(tx: Tx, id: number): Promise<void> {
  await tx.query('delete from feedback_upload_part where delivery_id = $1', [id])
}

/** Moves an upload on; false when it is no longer where it was thought to be. */
export async function moveUpload(
  tx: Tx,
  id: number,
  from: readonly UploadState[],
  to: UploadState,
  fault: string | null = null,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update feedback_delivery set state = $3, fault = $4, changed_at = clock_timestamp()
     where id = $1 and state = any($2)`,
    [id, from, to, fault],
  )
  return rowCount === 1
}

export async function updateReading(
  tx: Tx,
  id: number,
  found: { reading: Reading; header: readonly string[]; preview: unknown },
): Promise<void> {
  await tx.query(
    'update feedback_upload set reading = $2, header = $3, preview = $4 where delivery_id = $1',
    [id, JSON.stringify(found.reading), found.header, JSON.stringify(found.preview)],
  )
}

/** Notes that reading begins anew, and after how many rows. */
export async function updateLoadingSince(tx: Tx, id: number, rowsAtStart: number): Promise<void> {
  await tx.query(
    `update feedback_upload set loading_since = clock_timestamp(), bytes_read = 0, rows_at_start = $2
     where delivery_id = $1`,
    [id, rowsAtStart],
  )
}

export async function updateBytesRead(tx: Tx, id: number, bytesRead: number): Promise<void> {
  await tx.query('update feedback_upload set bytes_read = $2 where delivery_id = $1', [id, bytesRead])
}
