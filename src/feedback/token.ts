import { hash, randomBytes, randomUUID } from 'node:crypto'
import { append, auditEntry } from '../audit/index.ts'
import { inTx, type Pool } from '../kernel/database.ts'

const PREFIX = 'gpb_'

/** What of a token is stored: 192 random bits need no slow hash. */
export const hashToken = (token: string): Buffer => hash('sha256', token, 'buffer')

/**
 * Makes the token by which a User ID's programs post feedback; an earlier one is void with it.
 *
 * @param request.officeId null: any office's, for the command line
 * @returns the token, this once; undefined when the User ID is not one of the office's
 */
export async function issueFeedbackToken(
  pool: Pool,
  request: { officeId: number | null; userId: string; by: string },
): Promise<string | undefined> {
  const token = PREFIX + randomBytes(24).toString('base64url')
  return inTx(pool, async (tx) => {
    const { rows } = await tx.query<{ id: number; agreementId: number; officeId: number }>(
      `select id, agreement_id as "agreementId", office_id as "officeId" from credential
       where lower(user_id) = lower($1) and ($2::int is null or office_id = $2) and staff_id is null and state <> 'revoked' for update`,
      [request.userId, request.officeId],
    )
    const [credential] = rows
    if (credential === undefined) return undefined
    await tx.query(
      `insert into feedback_token (credential_id, token_hash, issued_by) values ($1, $2, $3)
       on conflict (credential_id) do update set token_hash = excluded.token_hash, issued_by = excluded.issued_by,
         issued_at = clock_timestamp(), revoked_at = null`,
      [credential.id, hashToken(token), request.by],
    )
    await append(tx, [
      auditEntry({
        event: 'feedback_token.issued',
        requestId: randomUUID(),
        officeId: credential.officeId,
        credentialId: credential.id,
        agreementId: credential.agreementId,
        detail: JSON.stringify({ by: request.by }),
      }),
    ])
    return token
  })
}
