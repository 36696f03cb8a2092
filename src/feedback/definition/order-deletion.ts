import { randomUUID } from 'node:crypto'
import type { AgreementInForce } from '../../agreements/index.ts'
import { append, auditEntry } from '../../audit/index.ts'
import { inTx, type Pool, type Tx } from '../../kernel/database.ts'
import { enqueue } from '../../kernel/jobs.ts'
import { holdsNik, reasonFault } from '../../registry/index.ts'
import { insertDeletion } from './deletion.store.ts'
import type { Fault } from './place.ts'

export const DELETE_TASK = 'delete-feedback'

export type DeletionOrder = {
  agreement: Pick<AgreementInForce, 'id' | 'officeId' | 'state' | 'isOver'>
  /** Null: everything that was sent under the agreement. */
  deliveryId: number | null
  reason: string
  letterNumber: string
  by: string
}

export type OrderedDeletion = { kind: 'ordered'; id: number } | { kind: 'refused'; faults: Fault[] }

/** Orders that what an agency sent be deleted, after its agreement has ended (FB-88). The work is the queue's. */
export function orderDeletion(pool: Pool, order: DeletionOrder): Promise<OrderedDeletion> {
  const { agreement, deliveryId, by } = order
  const reason = order.reason.trim()
  const letterNumber = order.letterNumber.trim()
  return inTx(pool, async (tx) => {
    const faults = [...wordFaults(reason, letterNumber), ...(await standingFaults(tx, order))]
    if (faults.length > 0) return { kind: 'refused', faults }
    const id = await insertDeletion(tx, {
      officeId: agreement.officeId,
      agreementId: agreement.id,
      kind: 'ordered',
      deliveryId,
      receivedBefore: null,
      reason,
      letterNumber: letterNumber === '' ? null : letterNumber,
      by,
    })
    await cancelOpenUploads(tx, agreement.id, deliveryId)
    await append(tx, [
      auditEntry({
        event: 'feedback_deletion.ordered',
        requestId: randomUUID(),
        officeId: agreement.officeId,
        agreementId: agreement.id,
        detail: JSON.stringify({
          deletion: id,
          delivery: deliveryId,
          reason,
          letter: letterNumber === '' ? null : letterNumber,
          by,
        }),
      }),
    ])
    await enqueue(tx, { task: DELETE_TASK, payload: { deletion: id }, key: `${DELETE_TASK}-${id}` })
    return { kind: 'ordered', id }
  })
}

const fault = (field: string, message: string): Fault => ({ field, code: 'FB-88', message })

function wordFaults(reason: string, letterNumber: string): Fault[] {
  const wrong = reasonFault(reason)
  const faults = wrong === undefined ? [] : [fault('reason', wrong)]
  if (letterNumber.length > 100) faults.push(fault('letterNumber', 'Paling banyak 100 huruf.'))
  if (holdsNik(letterNumber)) faults.push(fault('letterNumber', 'Jangan menuliskan NIK di sini.'))
  return faults
}

/** Whether what an agency sent may be deleted by order: once its agreement is over, by its term or by decision. */
export const isDeletable = ({ state, isOver }: Pick<AgreementInForce, 'state' | 'isOver'>): boolean =>
  isOver || state === 'ended' || state === 'revoked'

async function standingFaults(tx: Tx, { agreement, deliveryId }: DeletionOrder): Promise<Fault[]> {
  if (!isDeletable(agreement)) {
    return [fault('', 'Data balikan baru dapat dihapus setelah perjanjiannya berakhir.')]
  }
  const { rows } = await tx.query<{ there: boolean; isLoading: boolean; isOpen: boolean }>(
    `select exists (select from feedback_delivery d where d.agreement_id = $1 and ($2::bigint is null or d.id = $2)
         and d.emptied_at is null) as there,
       exists (select from feedback_delivery d where d.agreement_id = $1 and ($2::bigint is null or d.id = $2)
         and d.state = 'loading') as "isLoading",
       exists (select from feedback_deletion x where x.agreement_id = $1 and x.kind = 'ordered'
         and x.finished_at is null and (x.delivery_id is null or x.delivery_id = $2)) as "isOpen"`,
    [agreement.id, deliveryId],
  )
  const [standing] = rows
  if (standing?.there !== true) return [fault('delivery', 'Tidak ada kiriman yang masih tersimpan.')]
  if (standing.isLoading) return [fault('delivery', 'Berkas masih dimuat; tunggu sampai selesai.')]
  return standing.isOpen ? [fault('delivery', 'Penghapusan ini sudah berjalan.')] : []
}

/** Files that never came to be loaded go as well. */
async function cancelOpenUploads(tx: Tx, agreementId: number, deliveryId: number | null): Promise<void> {
  await tx.query(
    `update feedback_delivery set state = 'cancelled', changed_at = clock_timestamp(),
       fault = 'Dihapus kantor sesudah perjanjian berakhir.'
     where agreement_id = $1 and ($2::bigint is null or id = $2) and state in ('receiving', 'received')`,
    [agreementId, deliveryId],
  )
}
