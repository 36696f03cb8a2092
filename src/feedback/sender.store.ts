import type { Tx } from '../kernel/database.ts'

/** Whoever posts feedback with a token, read in the transaction that stores it. */
export type Sender = {
  credentialId: number
  officeId: number
  agreementId: number
  userId: string
  /** The agency as the wire names it, and its six-digit number there. */
  agencyName: string
  addresses: string
  /** The office's local day now. */
  day: string
  /** A development User ID: its rows are tried, not kept. */
  isTrial: boolean
  refusal: 'inactive' | null
}

/** The senders of these tokens, by the token's hash in hex. Duties outlive an agreement; a revoked one does not send. */
export async function findSenders(tx: Tx, tokenHashes: readonly Buffer[]): Promise<Map<string, Sender>> {
  const { rows } = await tx.query<Sender & { token: string }>({
    name: 'feedback-senders',
    text: `select encode(t.token_hash, 'hex') as token, c.id as "credentialId", c.office_id as "officeId",
             c.agreement_id as "agreementId", c.user_id as "userId", g.name as "agencyName",
             c.addresses::text as addresses, (clock_timestamp() at time zone o.time_zone)::date::text as day,
             c.kind = 'development' as "isTrial",
             case when c.state <> 'active' or g.state <> 'active' or a.state = 'revoked'
               then 'inactive' end as refusal
           from feedback_token t join credential c on c.id = t.credential_id
           join agreement a on a.id = c.agreement_id join user_agency g on g.id = a.agency_id
           join office o on o.id = c.office_id
           where t.token_hash = any($1) and t.revoked_at is null`,
    values: [[...tokenHashes]],
  })
  return new Map(rows.map(({ token, ...sender }) => [token, sender]))
}
