import { randomUUID } from 'node:crypto'
import { inTx, type Pool } from '../kernel/database.ts'
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
    await inTx(pool, (tx) =>
      append(tx, [
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
      ]),
    )
    return report
  }
}
