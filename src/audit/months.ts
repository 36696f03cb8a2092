import type { Tx } from '../kernel/database.ts'

/**
 * Makes the partitions of this month and the next two. MUST precede every append of a process that may be the
 * first in a month: a partition cannot be made any more once its entries lie in the default one.
 */
export async function prepareAuditMonths(tx: Tx): Promise<void> {
  await tx.query('select audit_prepare_months(current_date)')
}
