import type { Tx } from '../../kernel/database.ts'

/** A package for the central authority, or a batch to its web service. */
export type Dispatch = {
  id: number
  officeId: number
  office: string
  way: 'package' | 'web-service'
  state: DispatchState
  madeAt: string
  madeBy: string
  rows: number
  periodFrom: string | null
  periodUntil: string | null
  packageId: string | null
  recipient: string | null
  sizeBytes: number | null
  sha256: string | null
  handedOn: string | null
  medium: string | null
  receipt: string | null
  attempts: number
  httpStatus: number | null
  problem: string | null
  endedAt: string | null
  endedBy: string | null
  agreements: string[]
}

export type DispatchState = 'making' | 'made' | 'handed-over' | 'waiting' | 'sent' | 'failed' | 'void'

type Row = Omit<Dispatch, 'madeAt' | 'rows' | 'periodFrom' | 'periodUntil' | 'sizeBytes' | 'endedAt'> & {
  madeAt: Date
  rows: string
  periodFrom: Date | null
  periodUntil: Date | null
  sizeBytes: string | null
  endedAt: Date | null
}

const SELECT = `
select d.id, d.office_id as "officeId", o.name as office, d.way, d.state, d.made_at as "madeAt", d.made_by as "madeBy",
  d.rows, d.period_from as "periodFrom", d.period_until as "periodUntil", d.package_id as "packageId", d.recipient,
  d.size_bytes as "sizeBytes", encode(d.sha256, 'hex') as sha256, d.handed_on as "handedOn", d.medium, d.receipt,
  d.attempts, d.http_status as "httpStatus", d.problem, d.ended_at as "endedAt", d.ended_by as "endedBy",
  array(select a.code from feedback_dispatch_span s join agreement a on a.id = s.agreement_id
        where s.dispatch_id = d.id order by a.code) as agreements
from feedback_dispatch d join office o on o.id = d.office_id`

const toDispatch = (row: Row): Dispatch => ({
  ...row,
  madeAt: row.madeAt.toISOString(),
  rows: Number(row.rows),
  periodFrom: row.periodFrom?.toISOString() ?? null,
  periodUntil: row.periodUntil?.toISOString() ?? null,
  sizeBytes: row.sizeBytes === null ? null : Number(row.sizeBytes),
  endedAt: row.endedAt?.toISOString() ?? null,
})

const SHOWN = 100

/** What an office passed on, newest first; batches that were sent are too many to list, and counted instead. */
export async function listDispatches(tx: Tx, officeId: number): Promise<Dispatch[]> {
  const { rows } = await tx.query<Row>(
    `${SELECT} where d.office_id = $1 and not (d.way = 'web-service' and d.state = 'sent')
     order by d.id desc limit ${SHOWN}`,
    [officeId],
  )
  return rows.map(toDispatch)
}

export type SentCount = { batches: number; rows: number; lastAt: string | null }

/** What the web service of the central authority has taken. */
export async function countSent(tx: Tx, officeId: number): Promise<SentCount> {
  const { rows } = await tx.query<{ batches: number; rows: string; lastAt: Date | null }>(
    `select count(*)::int as batches, coalesce(sum(rows), 0) as rows, max(ended_at) as "lastAt"
     from feedback_dispatch where office_id = $1 and way = 'web-service' and state = 'sent'`,
    [officeId],
  )
  const [row] = rows
  return {
    batches: row?.batches ?? 0,
    rows: Number(row?.rows ?? 0),
    lastAt: row?.lastAt?.toISOString() ?? null,
  }
}

/** Any dispatch, for jobs. */
export async function findDispatch(tx: Tx, id: number): Promise<Dispatch | undefined> {
  const { rows } = await tx.query<Row>(`${SELECT} where d.id = $1`, [id])
  return rows[0] === undefined ? undefined : toDispatch(rows[0])
}

/** A dispatch with its row locked. @param officeId null: any office's, for jobs */
export async function findDispatchForUpdate(
  tx: Tx,
  officeId: number | null,
  id: number,
): Promise<Dispatch | undefined> {
  const { rows } = await tx.query<Row>(
    `${SELECT} where d.id = $1 and ($2::int is null or d.office_id = $2) for update of d`,
    [id, officeId],
  )
  return rows[0] === undefined ? undefined : toDispatch(rows[0])
}

export async function insertDispatch(
  tx: Tx,
  added: { officeId: number; by: string; package: { id: string; recipient: string } | null },
): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into feedback_dispatch (office_id, way, state, made_by, package_id, recipient)
     values ($1, $2, $3, $4, $5, $6) returning id`,
    [
      added.officeId,
      added.package === null ? 'web-service' : 'package',
      added.package === null ? 'waiting' : 'making',
      added.by,
      added.package?.id ?? null,
      added.package?.recipient ?? null,
    ],
  )
  if (rows[0] === undefined) throw new Error('an insert returned nothing')
  return rows[0].id
}

export async function noteMade(
  tx: Tx,
  id: number,
  made: { rows: number; sizeBytes: number; sha256: Buffer },
): Promise<void> {
  await tx.query(
    `update feedback_dispatch set state = 'made', rows = $2, size_bytes = $3, sha256 = $4 where id = $1`,
    [id, made.rows, made.sizeBytes, made.sha256],
  )
}

export async function noteHandedOver(
  tx: Tx,
  id: number,
  over: { handedOn: string; medium: string; receipt: string; by: string },
): Promise<void> {
  await tx.query(
    `update feedback_dispatch set state = 'handed-over', handed_on = $2, medium = $3, receipt = $4, ended_by = $5,
       ended_at = clock_timestamp() where id = $1`,
    [id, over.handedOn, over.medium, over.receipt, over.by],
  )
}

/** Takes a dispatch back: its rows go with the next one. */
export async function noteVoid(tx: Tx, id: number, by: string): Promise<void> {
  await tx.query(
    `update feedback_dispatch set state = 'void', ended_by = $2, ended_at = clock_timestamp() where id = $1`,
    [id, by],
  )
  await tx.query('update feedback_dispatch_span set is_void = true where dispatch_id = $1', [id])
  await tx.query('delete from feedback_dispatch_part where dispatch_id = $1', [id])
}

/** What came of an attempt to send a batch. */
export async function noteAttempt(
  tx: Tx,
  id: number,
  came: { state: 'waiting' | 'sent' | 'failed'; httpStatus: number | null; problem: string | null },
): Promise<void> {
  await tx.query(
    `update feedback_dispatch set state = $2, attempts = attempts + 1, http_status = $3, problem = $4,
       ended_at = case when $2 = 'waiting' then null else clock_timestamp() end where id = $1`,
    [id, came.state, came.httpStatus, came.problem],
  )
}

export async function noteRetry(tx: Tx, id: number): Promise<void> {
  await tx.query(`update feedback_dispatch set state = 'waiting', ended_at = null where id = $1`, [id])
}

export async function insertDispatchPart(tx: Tx, id: number, n: number, bytes: Buffer): Promise<void> {
  await tx.query('insert into feedback_dispatch_part (dispatch_id, n, bytes) values ($1, $2, $3)', [
    id,
    n,
    bytes,
  ])
}

/** The bytes of a package that is made. */
export async function* readDispatchParts(db: Tx, id: number): AsyncGenerator<Buffer> {
  for (let n = 0; ; n += 1) {
    const { rows } = await db.query<{ bytes: Buffer }>(
      'select bytes from feedback_dispatch_part where dispatch_id = $1 and n = $2',
      [id, n],
    )
    if (rows[0] === undefined) return
    yield rows[0].bytes
  }
}

/** Packages handed over so long ago that the central authority will not ask for them again. */
export async function removeOldParts(tx: Tx, afterDays: number): Promise<void> {
  await tx.query(
    `delete from feedback_dispatch_part p using feedback_dispatch d
     where d.id = p.dispatch_id and d.state = 'handed-over' and d.ended_at < clock_timestamp() - make_interval(days => $1)`,
    [afterDays],
  )
}
