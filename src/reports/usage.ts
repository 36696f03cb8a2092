import { inTx, type Pool } from '../kernel/database.ts'
import { listDays, listUsage } from './usage.store.ts'

export type UsageView = {
  /** Every day of the time asked for, oldest first. */
  perDay: { day: string; hits: number; refused: number }[]
  perOperator: { username: string; fullName: string; hits: number; refused: number }[]
}

/** An agency with millions of calls a month must not hold a connection for minutes. */
const PATIENCE_MS = 15_000

/** How much an agency asked, by day and by operator. */
export async function readUsage(
  pool: Pool,
  of: { officeId: number; agencyId: number; days: number },
): Promise<UsageView> {
  const [days, rows] = await inTx(pool, async (tx) => {
    await tx.query(`set local statement_timeout = ${PATIENCE_MS}`)
    return [await listDays(tx, of.officeId, of.days), await listUsage(tx, of)] as const
  })
  const perDay = new Map(days.map((day) => [day, { day, hits: 0, refused: 0 }]))
  const perOperator = new Map<string, UsageView['perOperator'][number]>()
  for (const { day, username, fullName, hits, refused } of rows) {
    const operator = perOperator.get(username) ?? { username, fullName, hits: 0, refused: 0 }
    perOperator.set(username, operator)
    for (const row of [perDay.get(day), operator]) {
      if (row === undefined) continue
      row.hits += hits
      row.refused += refused
    }
  }
  return {
    perDay: [...perDay.values()],
    perOperator: [...perOperator.values()].sort((a, b) => b.hits - a.hits || b.refused - a.refused),
  }
}
