import type { Tx } from '../../kernel/database.ts'
import { byteaArray } from '../../kernel/pg-array.ts'

/** A row that goes, with what is needed to let go of its values. */
export type DoomedRow = {
  id: string
  definitionId: number
  nikHash: Buffer
  contentHash: string
  cells: (string | null)[]
}

const COLUMNS = `id, definition_id as "definitionId", nik_hash as "nikHash", content_hash as "contentHash", cells`

/** The next rows of a delivery in the order of their numbers, from one to another. */
export async function findDoomed(
  tx: Tx,
  of: { deliveryId: number; after: string; last: string; receivedBefore: Date | null; limit: number },
): Promise<DoomedRow[]> {
  const { rows } = await tx.query<DoomedRow>({
    name: 'feedback-doomed',
    text: `select ${COLUMNS} from feedback_row
           where id > $1 and id <= $2 and delivery_id = $3 and ($4::timestamptz is null or received_at < $4)
           order by id limit $5`,
    values: [of.after, of.last, of.deliveryId, of.receivedBefore, of.limit],
  })
  return rows
}

/** What the agreement knows of these people otherwise. */
export async function findOtherRows(
  tx: Tx,
  agreementId: number,
  nikHashes: readonly Buffer[],
  doomedIds: readonly string[],
): Promise<DoomedRow[]> {
  const { rows } = await tx.query<DoomedRow>({
    name: 'feedback-other-rows',
    text: `select ${COLUMNS} from feedback_row
           where agreement_id = $1 and nik_hash = any($2::bytea[]) and not id = any($3::bigint[])`,
    values: [agreementId, byteaArray(nikHashes), doomedIds],
  })
  return rows
}

export async function deleteRows(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.query({
    name: 'feedback-delete-rows',
    text: 'delete from feedback_row where id = any($1::bigint[])',
    values: [ids],
  })
}

/** Lets go of values that belong to one person only; each with the person, for another may have it by now. */
export async function deleteUnique(
  tx: Tx,
  agreementId: number,
  values: readonly { hash: string; nikHash: Buffer }[],
): Promise<number> {
  if (values.length === 0) return 0
  const { rowCount } = await tx.query({
    name: 'feedback-delete-unique',
    text: `delete from feedback_unique u using unnest($2::bigint[], $3::bytea[]) as v (value_hash, nik_hash)
           where u.agreement_id = $1 and u.value_hash = v.value_hash and u.nik_hash = v.nik_hash`,
    values: [agreementId, values.map(({ hash }) => hash), byteaArray(values.map(({ nikHash }) => nikHash))],
  })
  return rowCount ?? 0
}

/** Whether anything of a delivery is left. */
export async function hasRows(tx: Tx, deliveryId: number): Promise<boolean> {
  const { rowCount } = await tx.query('select from feedback_row where delivery_id = $1 limit 1', [deliveryId])
  return rowCount !== 0
}
