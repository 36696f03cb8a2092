import { createHash, randomUUID } from 'node:crypto'
import { append, auditEntry } from '../../audit/index.ts'
import { inTx, type Pool, type Tx } from '../../kernel/database.ts'
import { listDefinitions } from '../definition.store.ts'
import type { FeedbackField } from '../domain.ts'
import { lockFeedbackOf } from '../row.store.ts'
import { bigintText, uniqueHash } from '../row-key.ts'
import {
  type DoomedRow,
  deleteRows,
  deleteUnique,
  findDoomed,
  findOtherRows,
  hasRows,
} from './delete-rows.store.ts'
import {
  addToDeletion,
  type Deletion,
  deleteFileTraces,
  finishDeletion,
  lockDeletion,
  lockNextDelivery,
  noteEmptied,
} from './deletion.store.ts'
import { spanOf } from './export-rows.ts'

/** Rows of one transaction: the agreement's feedback is locked meanwhile, and whoever sends waits. */
const BATCH_ROWS = 5_000

type Place = { delivery: number; after: string; last: string } | { delivery: number; isDone: true }

/**
 * Deletes what a deletion names, batch by batch (FB-87, FB-88); interrupted, the same call goes on. What is gone is
 * counted in the transaction in which it went; the log tells it at the end.
 */
export async function runDeletion(
  pool: Pool,
  id: number,
  signal?: AbortSignal,
): Promise<'finished' | 'stopped'> {
  let place: Place | undefined
  for (;;) {
    if (signal?.aborted === true) return 'stopped'
    const before = place
    place = await inTx(pool, (tx) => deleteBatch(tx, id, before))
    if (place === undefined) return 'finished'
  }
}

/** One batch; undefined when nothing is left to do. */
async function deleteBatch(tx: Tx, id: number, before: Place | undefined): Promise<Place | undefined> {
  const deletion = await lockDeletion(tx, id)
  if (deletion === undefined || deletion.finishedAt !== null) return undefined
  if (before !== undefined && !('isDone' in before)) return deleteFrom(tx, deletion, before)
  const delivery = await lockNextDelivery(tx, id, before?.delivery ?? 0)
  if (delivery === undefined) {
    await finishDeletion(tx, id)
    await append(tx, [entryOf(deletion)])
    return undefined
  }
  await lockFeedbackOf(tx, deletion.agreementId)
  const { first, last } = await spanOf(tx, delivery)
  if (first !== null && last !== null) return { delivery, after: String(BigInt(first) - 1n), last }
  await leaveDelivery(tx, deletion, delivery)
  return { delivery, isDone: true }
}

async function deleteFrom(
  tx: Tx,
  deletion: Deletion,
  place: Extract<Place, { after: string }>,
): Promise<Place> {
  const { agreementId, receivedBefore } = deletion
  await tx.query('select from feedback_delivery where id = $1 for update', [place.delivery])
  await lockFeedbackOf(tx, agreementId)
  const rows = await findDoomed(tx, {
    deliveryId: place.delivery,
    after: place.after,
    last: place.last,
    receivedBefore,
    limit: BATCH_ROWS,
  })
  const end = rows.at(-1)
  if (end === undefined) {
    await leaveDelivery(tx, deletion, place.delivery)
    return { delivery: place.delivery, isDone: true }
  }
  const unique = await letGo(tx, agreementId, rows)
  await deleteRows(
    tx,
    rows.map(({ id }) => id),
  )
  await addToDeletion(tx, deletion.id, {
    rows: rows.length,
    unique,
    rejects: 0,
    digest: digestOf(deletion.digest, rows),
  })
  return { ...place, after: end.id }
}

/** After the last of its rows. Where some came later than is asked for, the delivery stays with them. */
async function leaveDelivery(tx: Tx, deletion: Deletion, delivery: number): Promise<void> {
  if (await hasRows(tx, delivery)) return
  const rejects = await deleteFileTraces(tx, delivery)
  await noteEmptied(tx, delivery)
  await addToDeletion(tx, deletion.id, { rows: 0, unique: 0, rejects, digest: deletion.digest })
}

/** Lets go of the values that only these rows held. */
async function letGo(tx: Tx, agreementId: number, rows: readonly DoomedRow[]): Promise<number> {
  const fieldsOf = new Map((await listDefinitions(tx, agreementId)).map(({ id, fields }) => [id, fields]))
  const valuesOf = (row: DoomedRow) => uniqueValues(row, fieldsOf.get(row.definitionId) ?? [])
  const doomed = new Map(rows.flatMap(valuesOf).map((value) => [keyOf(value), value]))
  if (doomed.size === 0) return 0
  const others = await findOtherRows(
    tx,
    agreementId,
    rows.map(({ nikHash }) => nikHash),
    rows.map(({ id }) => id),
  )
  for (const value of others.flatMap(valuesOf)) doomed.delete(keyOf(value))
  return deleteUnique(tx, agreementId, [...doomed.values()])
}

const keyOf = ({ hash, nikHash }: { hash: string; nikHash: Buffer }) => `${hash} ${nikHash.toString('hex')}`

function uniqueValues({ nikHash, cells }: DoomedRow, fields: readonly FeedbackField[]) {
  return fields.flatMap(({ key, unique }, place) => {
    const value = cells[place]
    return !unique || value === null || value === undefined
      ? []
      : [{ hash: bigintText(uniqueHash(key, value)), nikHash }]
  })
}

/** Row by row, so that it does not depend on the size of batches. */
function digestOf(before: Buffer, rows: readonly DoomedRow[]): Buffer {
  let digest = before
  const content = Buffer.alloc(8)
  for (const { nikHash, contentHash } of rows) {
    content.writeBigInt64BE(BigInt(contentHash))
    digest = createHash('sha256').update(digest).update(nikHash).update(content).digest()
  }
  return digest
}

function entryOf({ id, officeId, agreementId, kind, deliveryId, ...deletion }: Deletion) {
  const { rows, unique, rejects, digest, letterNumber, orderedBy } = deletion
  return auditEntry({
    event: 'feedback.deleted',
    requestId: randomUUID(),
    officeId,
    agreementId,
    detail: JSON.stringify({
      deletion: id,
      kind,
      delivery: deliveryId,
      rows,
      unique,
      rejects,
      digest: digest.toString('hex'),
      letter: letterNumber,
      by: orderedBy,
    }),
  })
}
