import { randomUUID } from 'node:crypto'
import { append, auditEntry } from '../../audit/index.ts'
import { inTx, type Pool, type Tx } from '../../kernel/database.ts'
import type { DailyJob, JobTask } from '../../kernel/jobs.ts'
import { insertDeletion, listOpenDeletions } from './deletion.store.ts'
import { runDeletion } from './run-deletion.ts'

/** How long the rows that were refused are there to be fetched. */
export const REJECTS_KEPT_DAYS = 90

/** How long a file that nobody goes on with is kept. */
const UPLOADS_KEPT_DAYS = 30

const REJECTS_AT_ONCE = 10_000

/** Deletes what is older than its definition keeps it; at night in every zone. */
export const DELETE_OLD_FEEDBACK: DailyJob = {
  task: 'delete-old-feedback',
  match: '45 18 * * *',
  name: 'delete-old-feedback',
  payload: {},
}

export const deletingOldFeedback =
  (pool: Pool): JobTask =>
  async (_, { signal }) => {
    await deleteOldFeedback(pool, signal)
  }

/** Carries out an order of the office (order-deletion.ts). */
export const deletingFeedback =
  (pool: Pool): JobTask =>
  async ({ deletion }, { signal }) => {
    if (typeof deletion !== 'number') throw new Error('a deletion without its number')
    // Stopped half way it fails, and the queue tries again.
    if ((await runDeletion(pool, deletion, signal)) === 'stopped') throw new Error('stopped before the end')
  }

/** Everything that has had its time (FB-87, FB-89). */
export async function deleteOldFeedback(pool: Pool, signal?: AbortSignal): Promise<void> {
  await inTx(pool, orderDue)
  for (const id of await listOpenDeletions(pool)) await runDeletion(pool, id, signal)
  await deleteOldRejects(pool, signal)
  await closeOldUploads(pool)
}

/** Notes a deletion for each agreement that holds rows older than the definition in force keeps them. */
async function orderDue(tx: Tx): Promise<void> {
  const { rows } = await tx.query<{ agreementId: number; officeId: number; before: Date; months: number }>(
    `select distinct a.id as "agreementId", a.office_id as "officeId", due.before, due.months
     from agreement a
     cross join lateral (
       select clock_timestamp() - make_interval(months => d.retention_months) as before, d.retention_months as months
       from feedback_definition d where d.agreement_id = a.id and d.valid_from <= clock_timestamp()
       order by d.valid_from desc limit 1) due
     where due.before is not null
       and not exists (select from feedback_deletion x
         where x.agreement_id = a.id and x.kind = 'retention' and x.finished_at is null)
       and exists (select from feedback_delivery d where d.agreement_id = a.id and d.emptied_at is null
         and d.begun_at < due.before and d.state in ('finished', 'cancelled', 'failed')
         and (not exists (select from feedback_row r where r.delivery_id = d.id)
           or exists (select from feedback_row r where r.delivery_id = d.id and r.received_at < due.before)))`,
  )
  for (const { agreementId, officeId, before, months } of rows) {
    await insertDeletion(tx, {
      officeId,
      agreementId,
      kind: 'retention',
      deliveryId: null,
      receivedBefore: before,
      reason: `Masa simpan ${months} bulan`,
      letterNumber: null,
      by: 'system',
    })
  }
}

/** Refused rows are the sender's to fetch and mend for a time, then they go (FB-89). */
async function deleteOldRejects(pool: Pool, signal?: AbortSignal): Promise<void> {
  while (signal?.aborted !== true) {
    const deleted = await inTx(pool, async (tx) => {
      const { rows } = await tx.query<{ id: string; officeId: number; agreementId: number }>(
        `select d.id, d.office_id as "officeId", d.agreement_id as "agreementId" from feedback_delivery d
         where d.changed_at < clock_timestamp() - make_interval(days => ${REJECTS_KEPT_DAYS})
           and exists (select from feedback_reject r where r.delivery_id = d.id)
         order by d.id limit 1 for update skip locked`,
      )
      const [delivery] = rows
      if (delivery === undefined) return 0
      const { rowCount } = await tx.query(
        `delete from feedback_reject where delivery_id = $1 and row_no in (select row_no from feedback_reject
           where delivery_id = $1 order by row_no limit ${REJECTS_AT_ONCE})`,
        [delivery.id],
      )
      await append(tx, [
        auditEntry({
          event: 'feedback_rejects.deleted',
          requestId: randomUUID(),
          officeId: delivery.officeId,
          agreementId: delivery.agreementId,
          detail: JSON.stringify({ delivery: Number(delivery.id), rows: rowCount, by: 'system' }),
        }),
      ])
      return rowCount ?? 0
    })
    if (deleted === 0) return
  }
}

/** Files that nobody goes on with are given up, and of those that are over nothing stays but their counts (FB-89). */
async function closeOldUploads(pool: Pool): Promise<void> {
  await inTx(pool, async (tx) => {
    const { rows } = await tx.query<{ id: string; officeId: number; agreementId: number }>(
      `update feedback_delivery d set state = 'cancelled', changed_at = clock_timestamp(),
         fault = 'Tidak dilanjutkan selama ${UPLOADS_KEPT_DAYS} hari.'
       where d.state in ('receiving', 'received') and exists (select from feedback_upload u where u.delivery_id = d.id)
         and d.changed_at < clock_timestamp() - make_interval(days => ${UPLOADS_KEPT_DAYS})
       returning d.id, d.office_id as "officeId", d.agreement_id as "agreementId"`,
    )
    await tx.query(
      `delete from feedback_upload_part p using feedback_delivery d
       where d.id = p.delivery_id and d.state in ('finished', 'cancelled', 'failed')`,
    )
    await tx.query(
      `update feedback_upload u set preview = null from feedback_delivery d
       where d.id = u.delivery_id and u.preview is not null and d.state in ('finished', 'cancelled', 'failed')`,
    )
    if (rows.length === 0) return
    await append(
      tx,
      rows.map(({ id, officeId, agreementId }) =>
        auditEntry({
          event: 'feedback_upload.cancelled',
          requestId: randomUUID(),
          officeId,
          agreementId,
          detail: JSON.stringify({ delivery: Number(id), by: 'system' }),
        }),
      ),
    )
  })
}
