import type { Tx } from '../../kernel/database.ts'

/**
 * The delivery that one person's forms of a day belong to. The agreement's feedback lock (row.store.ts) MUST be held:
 * two first forms of a day would otherwise make two.
 */
export async function openDayOfForms(
  tx: Tx,
  of: { officeId: number; agreementId: number; definitionId: number; sentBy: string; day: string },
): Promise<{ id: number; receivedAt: string }> {
  const known = await tx.query<Row>(
    `select id, clock_timestamp() as at from feedback_delivery
     where agreement_id = $1 and definition_id = $2 and channel = 'form' and sent_by = $3 and day = $4
     order by id desc limit 1`,
    [of.agreementId, of.definitionId, of.sentBy, of.day],
  )
  const made =
    known.rows[0] === undefined
      ? await tx.query<Row>(
          `insert into feedback_delivery (office_id, agreement_id, definition_id, channel, state, sent_by, day)
           values ($1, $2, $3, 'form', 'finished', $4, $5) returning id, clock_timestamp() as at`,
          [of.officeId, of.agreementId, of.definitionId, of.sentBy, of.day],
        )
      : known
  const [row] = made.rows
  if (row === undefined) throw new Error('an insert returned nothing')
  return { id: Number(row.id), receivedAt: row.at.toISOString() }
}

type Row = { id: string; at: Date }
