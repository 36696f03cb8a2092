import type { Tx } from '../../kernel/database.ts'
import type { Channel } from '../domain.ts'

/** What came at once, as a list shows it. */
export type Sent = {
  id: number
  channel: Channel
  state: string
  sentBy: string
  begunAt: string
  version: number
  fileName: string | null
  stored: number
  known: number
  refused: number
  flagged: number
  emptiedAt: string | null
}

const SHOWN = 100

/**
 * The last deliveries of an agreement, and when the oldest row that is left is deleted by the definition in force;
 * null: nothing is, by time.
 */
export async function listSent(
  tx: Tx,
  agreementId: number,
): Promise<{ deliveries: Sent[]; count: number; nextDeletionOn: string | null }> {
  const { rows: deliveries } = await tx.query<Sent & { count: number }>(
    `select d.id::float8 as id, d.channel, d.state, d.sent_by as "sentBy",
       to_json(d.begun_at)#>>'{}' as "begunAt", v.version, u.file_name as "fileName", d.rows_stored::float8 as stored,
       d.rows_known::float8 as known, d.rows_refused::float8 as refused, d.rows_flagged::float8 as flagged,
       to_json(d.emptied_at)#>>'{}' as "emptiedAt", count(*) over ()::int as count
     from feedback_delivery d join feedback_definition v on v.id = d.definition_id
     left join feedback_upload u on u.delivery_id = d.id
     where d.agreement_id = $1 order by d.id desc limit ${SHOWN}`,
    [agreementId],
  )
  const { rows: next } = await tx.query<{ on: string | null }>(
    `select to_char((min(d.begun_at) + make_interval(months => v.retention_months)) at time zone o.time_zone,
       'YYYY-MM-DD') as on
     from feedback_delivery d
     cross join lateral (select retention_months from feedback_definition f where f.agreement_id = d.agreement_id
       and f.valid_from <= clock_timestamp() order by f.valid_from desc limit 1) v
     join office o on o.id = d.office_id
     where d.agreement_id = $1 and d.emptied_at is null and d.rows_stored > 0
     group by v.retention_months, o.time_zone`,
    [agreementId],
  )
  return {
    deliveries: deliveries.map(({ count: _, ...sent }) => sent),
    count: deliveries[0]?.count ?? 0,
    nextDeletionOn: next[0]?.on ?? null,
  }
}
