import type { Tx } from '../kernel/database.ts'

/** How many rows of a delivery went which way. */
export type Tally = { read: number; stored: number; known: number; refused: number; flagged: number }

export const NO_ROWS: Tally = { read: 0, stored: 0, known: 0, refused: 0, flagged: 0 }

/** The delivery that a User ID's posts of one day belong to, its row locked. */
export async function openDayOfPosts(
  tx: Tx,
  of: {
    officeId: number
    agreementId: number
    definitionId: number
    credentialId: number
    day: string
    sentBy: string
  },
): Promise<{ id: number; receivedAt: string }> {
  const { rows } = await tx.query<{ id: string; at: Date }>({
    name: 'feedback-day',
    text: `insert into feedback_delivery (office_id, agreement_id, definition_id, channel, state, sent_by,
             credential_id, day)
           values ($1, $2, $3, 'web-service', 'finished', $4, $5, $6)
           on conflict (credential_id, definition_id, day) where channel = 'web-service'
             do update set changed_at = clock_timestamp()
           returning id, clock_timestamp() as at`,
    values: [of.officeId, of.agreementId, of.definitionId, of.sentBy, of.credentialId, of.day],
  })
  const [row] = rows
  if (row === undefined) throw new Error('an upsert returned nothing')
  return { id: Number(row.id), receivedAt: row.at.toISOString() }
}

/** Adds rows to a delivery's counts. */
export async function addToTally(tx: Tx, id: number, tally: Tally): Promise<void> {
  await tx.query({
    name: 'feedback-tally',
    text: `update feedback_delivery set rows_read = rows_read + $2, rows_stored = rows_stored + $3,
             rows_known = rows_known + $4, rows_refused = rows_refused + $5, rows_flagged = rows_flagged + $6,
             changed_at = clock_timestamp()
           where id = $1`,
    values: [id, tally.read, tally.stored, tally.known, tally.refused, tally.flagged],
  })
}
