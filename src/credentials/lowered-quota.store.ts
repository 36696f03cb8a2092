import type { Tx } from '../kernel/database.ts'
import { int4Array } from '../kernel/pg-array.ts'

/**
 * Lowers what User IDs have on the day after `today`; what holds today goes on holding (V-41). The caller MUST hold
 * the authority lock.
 */
export async function lowerNextDay(
  tx: Tx,
  today: string,
  quotas: readonly { credentialId: number; quota: number }[],
): Promise<void> {
  await tx.query(
    `update credential c set lowered_on = $1::date, lowered_next = a.quota,
       lowered_quota = case $1::date - c.lowered_on when 0 then c.lowered_quota when 1 then c.lowered_next end
     from unnest($2::int[], $3::int[]) as a (id, quota) where c.id = a.id`,
    [
      today,
      int4Array(quotas.map(({ credentialId }) => credentialId)),
      int4Array(quotas.map(({ quota }) => quota)),
    ],
  )
}

/** Gives an agreement's User IDs their whole quota again, with the next request. Under the authority lock, as above. */
export async function liftLowered(tx: Tx, agreementId: number): Promise<void> {
  await tx.query(
    `update credential set lowered_on = null, lowered_quota = null, lowered_next = null
     where agreement_id = $1 and lowered_on is not null`,
    [agreementId],
  )
}
