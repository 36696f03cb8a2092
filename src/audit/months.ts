import type { Tx } from '../kernel/database.ts'

/**
 * Makes the partitions of this month and the next two. MUST precede every append of a process that may be the
 * first in a month: a partition cannot be made any more once its entries lie in the default one.
 */
export async function prepareAuditMonths(tx: Tx): Promise<void> {
  await tx.query('select audit_prepare_months(current_date)')
}

/** Indexes months that are over by NIK, once each; the months under way stay without (docs/adr/0013). */
export async function indexClosedMonths(tx: Tx): Promise<void> {
  await tx.query('select audit_index_closed_months(current_date)')
}
