import type { Tx } from '../../kernel/database.ts'

/** A deletion that was ordered or fell due; it is done in batches. */
export type Deletion = {
  id: number
  officeId: number
  agreementId: number
  kind: 'retention' | 'ordered'
  /** Null: every delivery of the agreement. */
  deliveryId: number | null
  /** Only rows that came before; null: all. */
  receivedBefore: Date | null
  reason: string
  letterNumber: string | null
  orderedBy: string
  orderedAt: Date
  finishedAt: Date | null
  rows: number
  unique: number
  rejects: number
  digest: Buffer
}

const SELECT = `
select id::float8 as id, office_id as "officeId", agreement_id as "agreementId", kind,
  delivery_id::float8 as "deliveryId", received_before as "receivedBefore", reason, letter_number as "letterNumber",
  ordered_by as "orderedBy", ordered_at as "orderedAt", finished_at as "finishedAt", rows_deleted::float8 as rows,
  unique_deleted::float8 as unique, rejects_deleted::float8 as rejects, rows_digest as digest
from feedback_deletion`

/** The deletion, its row locked: batches of one deletion follow each other, whoever does them. */
export async function lockDeletion(tx: Tx, id: number): Promise<Deletion | undefined> {
  const { rows } = await tx.query<Deletion>(`${SELECT} where id = $1 for update`, [id])
  return rows[0]
}

/** The deletions of an agreement, newest first. */
export async function listDeletions(tx: Tx, agreementId: number): Promise<Deletion[]> {
  const { rows } = await tx.query<Deletion>(`${SELECT} where agreement_id = $1 order by id desc limit 200`, [
    agreementId,
  ])
  return rows
}

/** Deletions that are not finished, oldest first. */
export async function listOpenDeletions(tx: Tx): Promise<number[]> {
  const { rows } = await tx.query<{ id: string }>(
    'select id from feedback_deletion where finished_at is null order by id',
  )
  return rows.map(({ id }) => Number(id))
}

export async function insertDeletion(
  tx: Tx,
  added: Pick<Deletion, 'officeId' | 'agreementId' | 'kind' | 'deliveryId' | 'reason' | 'letterNumber'> & {
    receivedBefore: Date | null
    by: string
  },
): Promise<number> {
  const { rows } = await tx.query(
    `insert into feedback_deletion (office_id, agreement_id, kind, delivery_id, received_before, reason, letter_number,
       ordered_by) values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
    [
      added.officeId,
      added.agreementId,
      added.kind,
      added.deliveryId,
      added.receivedBefore,
      added.reason,
      added.letterNumber,
      added.by,
    ],
  )
  return Number(rows[0].id)
}

/** Writes what a batch took beside what was taken before. */
export async function addToDeletion(
  tx: Tx,
  id: number,
  taken: { rows: number; unique: number; rejects: number; digest: Buffer },
): Promise<void> {
  await tx.query(
    `update feedback_deletion set rows_deleted = rows_deleted + $2, unique_deleted = unique_deleted + $3,
       rejects_deleted = rejects_deleted + $4, rows_digest = $5 where id = $1`,
    [id, taken.rows, taken.unique, taken.rejects, taken.digest],
  )
}

export async function finishDeletion(tx: Tx, id: number): Promise<void> {
  await tx.query('update feedback_deletion set finished_at = clock_timestamp() where id = $1', [id])
}

/**
 * The next delivery that a deletion has to look at, its row locked as loading locks it: deliveries first, then the
 * agreement's feedback. Those still under way are left alone.
 */
export async function lockNextDelivery(tx: Tx, deletion: number, after: number): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: string }>(
    `select d.id from feedback_delivery d
     join feedback_deletion x on x.agreement_id = d.agreement_id and (x.delivery_id is null or x.delivery_id = d.id)
     where x.id = $1 and d.id > $2 and d.emptied_at is null
       and d.begun_at < coalesce(x.received_before, x.ordered_at)
       and d.state in ('finished', 'cancelled', 'failed')
     order by d.id limit 1 for update of d`,
    [deletion, after],
  )
  return rows[0] === undefined ? undefined : Number(rows[0].id)
}

export async function noteEmptied(tx: Tx, deliveryId: number): Promise<void> {
  await tx.query('update feedback_delivery set emptied_at = clock_timestamp() where id = $1', [deliveryId])
}

/** Removes what a file left besides its rows: its bytes, its refused rows, the look at its first rows. */
export async function deleteFileTraces(tx: Tx, deliveryId: number): Promise<number> {
  const { rowCount } = await tx.query('delete from feedback_reject where delivery_id = $1', [deliveryId])
  await tx.query('delete from feedback_upload_part where delivery_id = $1', [deliveryId])
  await tx.query('update feedback_upload set preview = null where delivery_id = $1', [deliveryId])
  return rowCount ?? 0
}
