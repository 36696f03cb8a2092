import type { Pool, Tx } from '../kernel/database.ts'
import type { CredentialState, IdStyle, NewCredential, Profile } from './domain.ts'
import { isUserId } from './domain.ts'

/** What a log-in is checked against. */
export type LoginCredential = {
  id: number
  userId: string
  secretHash: string
  secretVersion: number
  /** Still accepted at this moment; null when there is none or its time is over. */
  previousSecretHash: string | null
}

/**
 * The credential of a User ID in any case, whatever its state; undefined when there is none. A person's portal
 * User ID is none: it is used through a session, never with a password.
 */
export async function findLoginCredential(pool: Pool, userId: string): Promise<LoginCredential | undefined> {
  if (!isUserId(userId)) return undefined
  const { rows } = await pool.query({
    name: 'credential-login',
    text: `select id, user_id, secret_hash, secret_version,
             case when previous_secret_until > clock_timestamp() then previous_secret_hash end as previous_secret_hash
           from credential where lower(user_id) = lower($1) and staff_id is null`,
    values: [userId],
  })
  const row = rows[0]
  if (row === undefined) return undefined
  return {
    id: row.id,
    userId: row.user_id,
    secretHash: row.secret_hash,
    secretVersion: row.secret_version,
    previousSecretHash: row.previous_secret_hash,
  }
}

/** A credential as its keepers see it; never its secret. */
export type CredentialRow = {
  id: number
  userId: string
  kind: 'development' | 'production'
  state: CredentialState
  stateReason: string | null
  agreementId: number
  agreementCode: string
  agencyId: number
  agencyName: string
  officeId: number
  /** The member of staff whose portal User ID it is; null: one for programs. */
  staffId: number | null
  profile: Profile
  idStyle: IdStyle
  addresses: string[]
  quotaPerDay: number | null
  hoursFrom: string | null
  hoursUntil: string | null
  expiresAt: string | null
  secretVersion: number
  createdAt: string
}

const SELECT = `
select c.id, c.user_id as "userId", c.kind, c.state, c.state_reason as "stateReason", c.agreement_id as "agreementId",
  a.code as "agreementCode", g.id as "agencyId", g.name as "agencyName", c.staff_id as "staffId",
  c.office_id as "officeId", c.profile, c.id_style as "idStyle",
  c.addresses::text[] as addresses, c.quota_per_day as "quotaPerDay", to_char(c.hours_from, 'HH24:MI') as "hoursFrom",
  to_char(c.hours_until, 'HH24:MI') as "hoursUntil",
  to_char(c.expires_at at time zone o.time_zone, 'YYYY-MM-DD HH24:MI') as "expiresAt",
  c.secret_version as "secretVersion", to_char(c.created_at at time zone o.time_zone, 'YYYY-MM-DD HH24:MI') as "createdAt"
from credential c join agreement a on a.id = c.agreement_id join user_agency g on g.id = a.agency_id
join office o on o.id = c.office_id`

/** The credential of a User ID, its row locked until the transaction ends; undefined when there is none. */
export async function findCredentialForUpdate(tx: Tx, userId: string): Promise<CredentialRow | undefined> {
  const { rows } = await tx.query<CredentialRow>(
    `${SELECT} where lower(c.user_id) = lower($1) for update of c`,
    [userId],
  )
  return rows[0]
}

/** The credential of a User ID in any case; undefined when there is none. */
export async function findCredential(tx: Tx, userId: string): Promise<CredentialRow | undefined> {
  const { rows } = await tx.query<CredentialRow>(`${SELECT} where lower(c.user_id) = lower($1)`, [userId])
  return rows[0]
}

/** All credentials, or those of one agreement, ordered by agreement and User ID. */
export async function listCredentials(tx: Tx, agreementCode: string | null): Promise<CredentialRow[]> {
  const { rows } = await tx.query<CredentialRow>(
    `${SELECT} where $1::text is null or a.code = $1 order by a.code, c.user_id`,
    [agreementCode],
  )
  return rows
}

/** The credentials of an office, or of one agency or agreement of it; portal User IDs after those for programs. */
export async function listCredentialsOf(
  tx: Tx,
  of: { officeId: number; agencyId: number | null; agreementCode: string | null },
): Promise<CredentialRow[]> {
  const { rows } = await tx.query<CredentialRow>(
    `${SELECT} where c.office_id = $1 and ($2::int is null or a.agency_id = $2)
       and ($3::text is null or a.code = $3)
     order by a.code, c.staff_id is not null, c.user_id`,
    [of.officeId, of.agencyId, of.agreementCode],
  )
  return rows
}

/** Adds a credential; its User ID must be free. */
export async function insertCredential(
  tx: Tx,
  credential: NewCredential & { secretHash: string },
): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into credential (office_id, agreement_id, user_id, kind, secret_hash, addresses, declared_address_required,
       hours_from, hours_until, profile, id_style, quota_per_day, expires_at)
     values ($1, $2, $3, $4, $5, $6::text[]::cidr[], $7, $8, $9, $10, $11, $12, $13) returning id`,
    [
      credential.officeId,
      credential.agreementId,
      credential.userId,
      credential.kind,
      credential.secretHash,
      credential.addresses,
      credential.declaredAddressRequired,
      credential.hours?.from ?? null,
      credential.hours?.until ?? null,
      credential.profile,
      credential.idStyle,
      credential.quotaPerDay,
      credential.expiresAt,
    ],
  )
  const row = rows[0]
  if (row === undefined) throw new Error('the credential was not inserted')
  return row.id
}

/** Sets a state with its reason. */
export async function updateState(tx: Tx, id: number, state: CredentialState, reason: string): Promise<void> {
  await tx.query(
    'update credential set state = $2, state_reason = $3, state_changed_at = clock_timestamp() where id = $1',
    [id, state, reason],
  )
}

/** Replaces the secret; the old one stays accepted for so many seconds (0: not at all). */
export async function updateSecret(
  tx: Tx,
  id: number,
  secretHash: string,
  overlapSeconds: number,
): Promise<void> {
  await tx.query(
    `update credential set secret_hash = $2, secret_version = secret_version + 1,
       previous_secret_hash = case when $3 > 0 then secret_hash end,
       previous_secret_until = case when $3 > 0 then clock_timestamp() + make_interval(secs => $3) end
     where id = $1`,
    [id, secretHash, overlapSeconds],
  )
}

/** Production User IDs for programs, of an agreement, that are not revoked: what its number of users is held against. */
export async function countProductionUsers(tx: Tx, agreementId: number): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `select count(*)::int as count from credential
     where agreement_id = $1 and kind = 'production' and state <> 'revoked' and staff_id is null`,
    [agreementId],
  )
  return rows[0]?.count ?? 0
}
