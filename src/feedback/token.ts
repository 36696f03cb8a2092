import { hash, randomBytes, randomUUID } from 'node:crypto'
import { append, auditEntry } from '../audit/index.ts'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'

const PREFIX = 'gpb_'

/** What of a token is stored: 192 random bits need no slow hash. */
export const hashToken = (token: string): Buffer => hash('sha256', token, 'buffer')

/**
 * Makes the token by which a User ID's programs post feedback; an earlier one is void with it (FB-78).
 *
 * @param request.officeId null: any office's, for the command line
 * @returns the token, this once; undefined when the User ID is none of a program of the office
 */
export async function issueFeedbackToken(
  pool: Pool,
  request: { officeId: number | null; userId: string; by: string; reason?: string },
): Promise<string | undefined> {
  const token = PREFIX + randomBytes(24).toString('base64url')
  return inTx(pool, async (tx) => {
    const credential = await findTokenHolder(tx, request)
    if (credential === undefined) return undefined
    await tx.query(
      `insert into feedback_token (credential_id, token_hash, issued_by) values ($1, $2, $3)
       on conflict (credential_id) do update set token_hash = excluded.token_hash, issued_by = excluded.issued_by,
         issued_at = clock_timestamp(), revoked_at = null`,
      [credential.id, hashToken(token), request.by],
    )
    await append(tx, [entryOf('feedback_token.issued', credential, request)])
    return token
  })
}

/** Voids the token of a User ID: the next post by it is refused. @returns false: there is none in force */
export async function revokeFeedbackToken(
  pool: Pool,
  request: { officeId: number | null; userId: string; by: string; reason: string },
): Promise<boolean> {
  return inTx(pool, async (tx) => {
    const credential = await findTokenHolder(tx, request)
    if (credential === undefined) return false
    const { rowCount } = await tx.query(
      `update feedback_token set revoked_at = clock_timestamp() where credential_id = $1 and revoked_at is null`,
      [credential.id],
    )
    if (rowCount !== 1) return false
    await append(tx, [entryOf('feedback_token.revoked', credential, request)])
    return true
  })
}

type Holder = { id: number; agreementId: number; officeId: number }

async function findTokenHolder(
  tx: Tx,
  { officeId, userId }: { officeId: number | null; userId: string },
): Promise<Holder | undefined> {
  const { rows } = await tx.query<Holder>(
    `select id, agreement_id as "agreementId", office_id as "officeId" from credential
     where lower(user_id) = lower($1) and ($2::int is null or office_id = $2) and staff_id is null
       and state <> 'revoked' for update`,
    [userId, officeId],
  )
  return rows[0]
}

function entryOf(
  event: string,
  { id, agreementId, officeId }: Holder,
  { by, reason }: { by: string; reason?: string },
) {
  return auditEntry({
    event,
    requestId: randomUUID(),
    officeId,
    credentialId: id,
    agreementId,
    detail: JSON.stringify({ by, ...(reason === undefined ? {} : { reason }) }),
  })
}

/** The token of a User ID, by when it was handed out; never the token itself. */
export type TokenView = {
  userId: string
  kind: 'production' | 'development'
  agreement: string
  agency: string
  state: string
  issuedAt: string | null
  revokedAt: string | null
}

/** The User IDs of programs that may have a token: those of agreements that owe feedback by web service (FB-78). */
export async function listFeedbackTokens(
  tx: Tx,
  of: { officeId: number; agencyId: number | null },
): Promise<TokenView[]> {
  const { rows } = await tx.query<
    Omit<TokenView, 'issuedAt' | 'revokedAt'> & { issuedAt: Date | null; revokedAt: Date | null }
  >(
    `select c.user_id as "userId", c.kind, a.code as agreement, g.name as agency, c.state, t.issued_at as "issuedAt",
       t.revoked_at as "revokedAt"
     from credential c join agreement a on a.id = c.agreement_id join user_agency g on g.id = a.agency_id
     left join feedback_token t on t.credential_id = c.id
     cross join lateral (select coalesce(
       (select d.document from agreement_document d where d.agreement_id = a.id
          and d.valid_from <= clock_timestamp() order by d.valid_from desc, d.id desc limit 1),
       a.document)->'feedback' as owed) paper
     where c.office_id = $1 and ($2::int is null or a.agency_id = $2) and c.staff_id is null
       and c.state <> 'revoked' and a.state <> 'revoked'
       and (paper.owed->'fields'->0 is not null or exists (select from feedback_definition d where d.agreement_id = a.id))
       and (paper.owed->'methods'->0 is null or paper.owed->'methods' ? 'web-service')
     order by a.code, c.user_id`,
    [of.officeId, of.agencyId],
  )
  return rows.map(({ issuedAt, revokedAt, ...row }) => ({
    ...row,
    issuedAt: issuedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  }))
}
