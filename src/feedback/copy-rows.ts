import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Tx } from '../kernel/database.ts'
import type { Hash64 } from './row-key.ts'

/** A row as it is written. `cells` in the order of the definition's fields. */
export type WrittenRow = {
  nik: string
  nikHash: Buffer
  content: Hash64
  cells: readonly (string | null)[]
  /** 0: nobody looked this NIK up before. */
  accessSeq: number
}

export type RowContext = { agreementId: number; deliveryId: number; definitionId: number; receivedAt: string }

/** A value of a field that belongs to one person only. */
export type UniqueValue = { hash: Hash64; nikHash: Buffer }

const TEXT_OID = 25
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const PIECE_BYTES = 64 * 1024
const ROOM = 256
const TWO_TO_32 = 0x1_0000_0000
/** From PostgreSQL's epoch, 2000-01-01, to Unix'. */
const EPOCH_SHIFT_MS = 946_684_800_000
const UNIQUE_VIOLATION = '23505'

/**
 * A failed write of feedback. PostgreSQL's own error quotes the failing row, so only its code and constraint
 * are kept (I7).
 */
export class FeedbackWriteError extends Error {
  /** Whether a row, or a value that belongs to one person only, is there already. */
  readonly isRepeat: boolean

  constructor(cause: pg.DatabaseError) {
    super(`PostgreSQL refused feedback: ${cause.code} ${cause.constraint ?? cause.routine ?? ''}`.trimEnd())
    this.name = 'FeedbackWriteError'
    this.isRepeat = cause.code === UNIQUE_VIOLATION
  }
}

/** Writes rows with COPY in binary form: no text is made of numbers and hashes to be read back. */
export function copyRows(tx: Tx, context: RowContext, rows: readonly WrittenRow[]): Promise<void> {
  const columns =
    'agreement_id, delivery_id, definition_id, nik, nik_hash, content_hash, cells, access_seq, received_at'
  return copy(tx, `feedback_row (${columns})`, rowPieces(context, rows), rows.length)
}

/** Notes whose these values are. */
export function copyUnique(tx: Tx, agreementId: number, values: readonly UniqueValue[]): Promise<void> {
  const pieces = uniquePieces(agreementId, values)
  return copy(tx, 'feedback_unique (agreement_id, value_hash, nik_hash)', pieces, values.length)
}

async function copy(tx: Tx, into: string, pieces: Generator<Buffer>, count: number): Promise<void> {
  if (count === 0) return
  try {
    await pipeline(Readable.from(pieces), tx.query(copyFrom(`copy ${into} from stdin (format binary)`)))
  } catch (error) {
    throw error instanceof pg.DatabaseError ? new FeedbackWriteError(error) : error
  }
}

function* rowPieces(context: RowContext, rows: readonly WrittenRow[]): Generator<Buffer> {
  const head = headOf(context)
  const receivedAt = Buffer.alloc(12)
  writeInt8(receivedAt, 0, BigInt(Date.parse(context.receivedAt) - EPOCH_SHIFT_MS) * 1_000n)
  yield* binaryPieces(
    rows,
    ({ cells }) => ROOM + cells.reduce(bytesAtMost, 0),
    (buffer, start, row) => {
      let at = start + head.copy(buffer, start)
      at = writeNumber(buffer, at, Number(row.nik))
      at = writeBytes(buffer, at, row.nikHash)
      at = writeHash(buffer, at, row.content)
      at = writeTexts(buffer, at, row.cells)
      at = row.accessSeq === 0 ? buffer.writeInt32BE(-1, at) : writeNumber(buffer, at, row.accessSeq)
      return at + receivedAt.copy(buffer, at)
    },
  )
}

const bytesAtMost = (sum: number, cell: string | null) => sum + 4 + (cell === null ? 0 : cell.length * 3)

function* uniquePieces(agreementId: number, values: readonly UniqueValue[]): Generator<Buffer> {
  yield* binaryPieces(
    values,
    () => ROOM,
    (buffer, start, value) => {
      let at = buffer.writeInt16BE(3, start)
      at = buffer.writeInt32BE(agreementId, buffer.writeInt32BE(4, at))
      at = writeHash(buffer, at, value.hash)
      return writeBytes(buffer, at, value.nikHash)
    },
  )
}

/** Rows in PostgreSQL's binary COPY form, in pieces of about 64 KB. */
function* binaryPieces<T>(
  rows: readonly T[],
  roomFor: (row: T) => number,
  write: (buffer: Buffer, at: number, row: T) => number,
): Generator<Buffer> {
  yield SIGNATURE
  let buffer = Buffer.allocUnsafe(2 * PIECE_BYTES)
  let at = 0
  for (const row of rows) {
    const room = roomFor(row)
    if (at >= PIECE_BYTES || at + room > buffer.length) {
      yield buffer.subarray(0, at)
      buffer = Buffer.allocUnsafe(Math.max(2 * PIECE_BYTES, room))
      at = 0
    }
    at = write(buffer, at, row)
  }
  yield buffer.subarray(0, at)
  yield Buffer.from([0xff, 0xff])
}

/** The number of columns and the three that every row of a delivery shares. */
function headOf({ agreementId, deliveryId, definitionId }: RowContext): Buffer {
  const head = Buffer.alloc(2 + 8 + 12 + 8)
  let at = head.writeInt16BE(9, 0)
  at = head.writeInt32BE(agreementId, head.writeInt32BE(4, at))
  at = writeInt8(head, at, BigInt(deliveryId))
  head.writeInt32BE(definitionId, head.writeInt32BE(4, at))
  return head
}

function writeInt8(buffer: Buffer, at: number, value: bigint): number {
  return buffer.writeBigInt64BE(value, buffer.writeInt32BE(8, at))
}

/** A safe integer that is not negative, as bigint: several times faster than going through BigInt. */
function writeNumber(buffer: Buffer, at: number, value: number): number {
  const after = buffer.writeInt32BE(Math.floor(value / TWO_TO_32), buffer.writeInt32BE(8, at))
  return buffer.writeUInt32BE(value % TWO_TO_32, after)
}

function writeHash(buffer: Buffer, at: number, { high, low }: Hash64): number {
  return buffer.writeInt32BE(low, buffer.writeInt32BE(high, buffer.writeInt32BE(8, at)))
}

function writeBytes(buffer: Buffer, at: number, bytes: Buffer): number {
  const after = buffer.writeInt32BE(bytes.length, at)
  return after + bytes.copy(buffer, after)
}

/** `text[]` (PostgreSQL source, `array_recv`), with its length before it. */
function writeTexts(buffer: Buffer, at: number, cells: readonly (string | null)[]): number {
  let end = at + 4
  for (const part of [1, 1, TEXT_OID, cells.length, 1]) end = buffer.writeInt32BE(part, end)
  for (const cell of cells) {
    if (cell === null) {
      end = buffer.writeInt32BE(-1, end)
      continue
    }
    const written = buffer.write(cell, end + 4, 'utf8')
    end = buffer.writeInt32BE(written, end) + written
  }
  buffer.writeInt32BE(end - at - 4, at)
  return end
}
