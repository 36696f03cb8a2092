import type { Tx } from '../../kernel/database.ts'

export type OwnAnswer = {
  seq: number
  officeId: number
  agreementId: number
  termVersion: number
  purpose: string | null
}

/** The entry of an answer that a User ID was given lately; undefined when there is none. */
export async function findOwnAnswer(
  tx: Tx,
  of: { requestId: string; credentialId: number; withinSeconds: number },
): Promise<OwnAnswer | undefined> {
  const { rows } = await tx.query<OwnAnswer>(
    `select seq::float8 as seq, office_id as "officeId", agreement_id as "agreementId",
       term_version as "termVersion", purpose
     from audit_entry
     where credential_id = $1 and request_id = $2 and event = 'verification.answered'
       and outcome in ('disclosed', 'matched') and at >= clock_timestamp() - $3 * interval '1 second'
     order by seq desc limit 1`,
    [of.credentialId, of.requestId, of.withinSeconds],
  )
  return rows[0]
}
