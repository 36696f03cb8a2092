import { randomUUID } from 'node:crypto'
import { inTx, type Pool, type Tx } from '../../kernel/database.ts'
import { enqueue, type JobTask } from '../../kernel/jobs.ts'
import { notify } from '../../notifications/index.ts'
import type { Actor } from '../../offices/index.ts'
import type { CentralService, SendResult } from './central-service.ts'
import {
  type Dispatch,
  findDispatch,
  findDispatchForUpdate,
  insertDispatch,
  noteAttempt,
  noteRetry,
} from './dispatch.store.ts'
import { recordDispatch } from './make-dispatch.ts'
import { agencyNumber } from './outgoing-csv.ts'
import { type Refused, refused } from './receive-package.ts'
import { insertSpans, nextSpan, readOutgoing, valuesOf } from './span.store.ts'

export const FORWARD_TASK = 'forward-feedback'

/** Of one agreement in one request: about 200 KB. */
const BATCH_ROWS = 1_000
/** With the queue's pauses about two and a half days: a service that is down over a weekend is waited for. */
const ATTEMPTS = 18
const SYSTEM: Actor = { by: 'gapura', requestId: '', address: null }

/**
 * Plans a batch for every agreement whose rows have not all gone on and of which none is under way. Each batch, once it is
 * sent, plans the one after it.
 *
 * @returns how many were planned
 */
export async function planForwarding(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ id: number; officeId: number }>(
    `select a.id, a.office_id as "officeId" from agreement a
     where exists (select from feedback_delivery d where d.agreement_id = a.id and d.rows_stored > 0)
       and not exists (select from feedback_dispatch_span s join feedback_dispatch b on b.id = s.dispatch_id
         where s.agreement_id = a.id and b.way = 'web-service' and b.state in ('waiting', 'failed'))
     order by a.id`,
  )
  let planned = 0
  for (const agreement of rows) {
    if (await inTx(pool, (tx) => planBatch(tx, agreement))) planned += 1
  }
  return planned
}

async function planBatch(tx: Tx, agreement: { id: number; officeId: number }): Promise<boolean> {
  const span = await nextSpan(tx, agreement.id, { rows: BATCH_ROWS })
  // Asked again under the lock: another node may have planned it meanwhile.
  if (span === undefined || (await hasBatch(tx, agreement.id))) return false
  const id = await insertDispatch(tx, { officeId: agreement.officeId, by: SYSTEM.by, package: null })
  await insertSpans(tx, id, [span])
  await enqueueBatch(tx, id)
  return true
}

async function hasBatch(tx: Tx, agreementId: number): Promise<boolean> {
  const { rows } = await tx.query(
    `select from feedback_dispatch_span s join feedback_dispatch b on b.id = s.dispatch_id
     where s.agreement_id = $1 and b.way = 'web-service' and b.state in ('waiting', 'failed') limit 1`,
    [agreementId],
  )
  return rows.length > 0
}

/** The job holds the number of its batch: rows and NIKs are read when it is due. */
const enqueueBatch = (tx: Tx, dispatch: number) =>
  enqueue(tx, {
    task: FORWARD_TASK,
    payload: { dispatch },
    maxAttempts: ATTEMPTS,
    key: `feedback-forward-${dispatch}`,
  })

/**
 * The job that sends a batch. It throws where the batch may be taken later, so that the queue tries again. Sent twice (a
 * node dies after the answer), the service says that it has come before: that is as good as taken.
 *
 * @param service null: none is configured; batches wait until one is
 */
export const forwarding =
  (pool: Pool, service: CentralService | null): JobTask =>
  async ({ dispatch: id }, attempt) => {
    if (typeof id !== 'number' || service === null) return
    const dispatch = await findDispatch(pool, id)
    if (dispatch?.state !== 'waiting') return
    const body = await bodyOf(pool, id)
    const sent = body === undefined ? NOTHING_LEFT : await service.send(body, attempt.signal)
    const isOver = sent.kind === 'refused' || (sent.kind === 'put-off' && attempt.isLast)
    await inTx(pool, (tx) => noteSent(tx, id, sent, isOver))
    if (sent.kind === 'put-off' && !attempt.isLast) throw new Error(`batch not sent: ${sent.problem}`)
  }

/** Rows whose time was over before they could go on. */
const NOTHING_LEFT: SendResult = { kind: 'taken', httpStatus: null, isRepeat: false }

async function noteSent(tx: Tx, id: number, sent: SendResult, isOver: boolean): Promise<void> {
  const now = await findDispatchForUpdate(tx, null, id)
  if (now?.state !== 'waiting') return
  const { httpStatus } = sent
  const actor = { ...SYSTEM, requestId: randomUUID() }
  if (sent.kind !== 'taken') {
    await noteAttempt(tx, id, { state: isOver ? 'failed' : 'waiting', httpStatus, problem: sent.problem })
    if (isOver) await tellFailed(tx, now, actor, sent.problem)
    return
  }
  await noteAttempt(tx, id, { state: 'sent', httpStatus, problem: null })
  const agreement = await agreementOf(tx, id)
  if (agreement !== undefined) await planBatch(tx, agreement)
  await recordDispatch(tx, 'feedback_dispatch.sent', now, actor, { rows: now.rows, repeat: sent.isRepeat })
}

async function agreementOf(tx: Tx, id: number): Promise<{ id: number; officeId: number } | undefined> {
  const { rows } = await tx.query<{ id: number; officeId: number }>(
    `select a.id, a.office_id as "officeId" from feedback_dispatch_span s join agreement a on a.id = s.agreement_id
     where s.dispatch_id = $1`,
    [id],
  )
  return rows[0]
}

async function tellFailed(tx: Tx, dispatch: Dispatch, actor: Actor, problem: string): Promise<void> {
  await notify(tx, {
    officeId: dispatch.officeId,
    to: { role: 'agreement-officer', agencyId: null },
    event: 'feedback-dispatch.failed',
    title: 'Penerusan data balikan ke pusat berhenti',
    body: `Perjanjian ${dispatch.agreements.join(', ')}: layanan pusat tidak menerima kiriman ${dispatch.id}.`,
    path: '/data-balikan-media/pusat',
  })
  await recordDispatch(tx, 'feedback_dispatch.failed', dispatch, actor, { problem })
}

/** Somebody has seen why a batch failed, and has it tried again. */
export function retryBatch(
  pool: Pool,
  request: { officeId: number; id: number; actor: Actor },
): Promise<{ kind: 'done' } | { kind: 'missing' } | Refused> {
  const { officeId, id, actor } = request
  return inTx(pool, async (tx) => {
    const dispatch = await findDispatchForUpdate(tx, officeId, id)
    if (dispatch === undefined) return { kind: 'missing' }
    if (dispatch.state !== 'failed') return refused('state', 'Kiriman ini tidak sedang berhenti.')
    await noteRetry(tx, id)
    await enqueueBatch(tx, id)
    await recordDispatch(tx, 'feedback_dispatch.retried', dispatch, actor)
    return { kind: 'done' }
  })
}

/** `[{"id_lembaga":"…","nama_lembaga":"…","data":[{"NIK":"…","param":[{…}]}]}]` (W-40) */
async function bodyOf(db: Tx, id: number): Promise<string | undefined> {
  const data: { NIK: string; param: Record<string, string>[] }[] = []
  let agency = { id_lembaga: '', nama_lembaga: '' }
  for await (const rows of readOutgoing(db, id)) {
    for (const row of rows) {
      agency = { id_lembaga: agencyNumber(row.agencyId), nama_lembaga: row.agency }
      data.push({ NIK: row.nik, param: [valuesOf(row)] })
    }
  }
  return data.length === 0 ? undefined : JSON.stringify([{ ...agency, data }])
}
