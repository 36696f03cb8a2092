import type { Tx } from '../../kernel/database.ts'
import type { Tally } from '../delivery.store.ts'
import type { Channel } from '../domain.ts'

/** What came together, as its sender and the office see it: how many rows went which way, and none of them. */
export type DeliveryView = {
  id: number
  agreement: string
  channel: Channel
  state: string
  /** A member of staff (`staff:name`), a User ID, or whoever loaded a package. */
  sentBy: string
  /** The User ID of a day of posts. */
  userId: string | null
  day: string | null
  fileName: string | null
  begunAt: string
  changedAt: string
  fault: string | null
  rows: Tally
}

type Row = Omit<DeliveryView, 'id' | 'begunAt' | 'changedAt' | 'rows'> & {
  id: string
  begunAt: Date
  changedAt: Date
  read: string
  stored: string
  known: string
  refused: string
  flagged: string
}

/**
 * Deliveries of an office, or of one agency or agreement of it, newest first.
 *
 * @param page.before only deliveries before this one; null: from the newest
 */
export async function listDeliveries(
  tx: Tx,
  of: { officeId: number; agencyId: number | null; agreementId: number | null },
  page: { before: number | null; limit: number },
): Promise<{ items: DeliveryView[]; next: number | null }> {
  const { rows } = await tx.query<Row>(
    `select d.id, a.code as agreement, d.channel, d.state, d.sent_by as "sentBy", c.user_id as "userId",
       d.day::text as day, u.file_name as "fileName", d.begun_at as "begunAt", d.changed_at as "changedAt", d.fault,
       d.rows_read as read, d.rows_stored as stored, d.rows_known as known, d.rows_refused as refused,
       d.rows_flagged as flagged
     from feedback_delivery d join agreement a on a.id = d.agreement_id
     left join feedback_upload u on u.delivery_id = d.id left join credential c on c.id = d.credential_id
     where d.office_id = $1 and ($2::int is null or a.agency_id = $2) and ($3::int is null or d.agreement_id = $3)
       and d.id < coalesce($4::bigint, 9223372036854775807)
     order by d.id desc limit $5`,
    [of.officeId, of.agencyId, of.agreementId, page.before, page.limit + 1],
  )
  const items = rows.slice(0, page.limit).map(toView)
  return { items, next: rows.length > page.limit ? (items.at(-1)?.id ?? null) : null }
}

function toView({ read, stored, known, refused, flagged, ...row }: Row): DeliveryView {
  return {
    ...row,
    id: Number(row.id),
    begunAt: row.begunAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
    rows: {
      read: Number(read),
      stored: Number(stored),
      known: Number(known),
      refused: Number(refused),
      flagged: Number(flagged),
    },
  }
}
