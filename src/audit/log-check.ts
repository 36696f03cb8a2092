import { randomUUID } from 'node:crypto'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import { append } from './append.ts'
import { checkLog, type LogReport } from './check-log.ts'
import { auditEntry } from './domain.ts'

/** Small pages: the thread that hashes them also serves requests. */
const PAGE = 2_000

export type LogCheck = (who: { by: string; officeId: number; address: string }) => Promise<LogReport>

/**
 * The check of the whole log on request. One at a time: whoever asks while one is under way gets its result.
 * Each request leaves an entry with what was found, behind the entries that were checked.
 */
export function createLogCheck(pool: Pool): LogCheck {
  let underWay: Promise<LogReport> | undefined
  return async ({ by, officeId, address }) => {
    underWay ??= checkLog(pool, { pageSize: PAGE }).finally(() => {
      underWay = undefined
    })
    const report = await underWay
    await inTx(pool, async (tx) => {
      await noteLogCheck(tx, by, report)
      await append(tx, [
        auditEntry({
          event: 'audit.checked',
          outcome: report.faults.length === 0 ? 'done' : 'faulty',
          requestId: randomUUID(),
          officeId,
          address,
          detail: JSON.stringify({
            by,
            entries: report.entries,
            lastSeq: report.lastSeq,
            faults: report.faults.length,
          }),
        }),
      ])
    })
    return report
  }
}

/** What the last check found. */
export type LastLogCheck = {
  at: string
  by: string
  entries: number
  lastSeq: number
  faults: number
}

/** null when nobody has had the log checked in the portal yet. */
export async function findLastLogCheck(tx: Tx): Promise<LastLogCheck | null> {
  const { rows } = await tx.query<Omit<LastLogCheck, 'at'> & { at: Date }>(
    `select checked_at as at, checked_by as by, entries::float8 as entries, last_seq::float8 as "lastSeq", faults
     from log_check`,
  )
  const row = rows[0]
  return row === undefined ? null : { ...row, at: row.at.toISOString() }
}

async function noteLogCheck(tx: Tx, by: string, report: LogReport): Promise<void> {
  await tx.query(
    `insert into log_check (checked_at, checked_by, entries, last_seq, faults)
     values (clock_timestamp(), $1, $2, $3, $4)
     on conflict (only_row) do update set checked_at = excluded.checked_at, checked_by = excluded.checked_by,
       entries = excluded.entries, last_seq = excluded.last_seq, faults = excluded.faults`,
    [by, report.entries, report.lastSeq, report.faults.length],
  )
}
