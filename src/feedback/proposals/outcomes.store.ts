import type { Tx } from '../../kernel/database.ts'

/** What became of the proposals of a delivery, or of several small ones together. */
export type Outcomes = {
  /** null: the small deliveries. */
  deliveryId: number | null
  /** When the delivery, or the last of the small ones, began. */
  begunAt: string
  open: number
  accepted: number
  rejected: number
  settled: number
}

/**
 * Below so many rows the counts of a delivery would tell what the registry says of one person: that the value sent is
 * the registry's, or not (FB-115).
 */
const SMALL = 10
const MOST_DELIVERIES = 100

/** What became of the values that the last deliveries of an agreement proposed, newest first. Counts only. */
export async function countOutcomes(tx: Tx, agreementId: number): Promise<Outcomes[]> {
  const { rows } = await tx.query<Omit<Outcomes, 'begunAt'> & { begunAt: Date }>(
    `with sent as (
       select id, begun_at, rows_stored from feedback_delivery
       where agreement_id = $1 order by id desc limit ${MOST_DELIVERIES}),
     counted as (
       select e.delivery_id, p.state, count(*)::int as n
       from sent s join registry_proposal_evidence e on e.agreement_id = $1 and e.delivery_id = s.id
       join registry_proposal p on p.id = e.proposal_id group by e.delivery_id, p.state)
     select case when s.rows_stored >= ${SMALL} then s.id end::float8 as "deliveryId", max(s.begun_at) as "begunAt",
       ${['open', 'accepted', 'rejected', 'settled']
         .map((state) => `coalesce(sum(n) filter (where c.state = '${state}'), 0)::int as ${state}`)
         .join(', ')}
     from counted c join sent s on s.id = c.delivery_id
     group by 1 order by 1 desc nulls last`,
    [agreementId],
  )
  return rows.map((row) => ({ ...row, begunAt: row.begunAt.toISOString() }))
}
