import type { Tx } from '../kernel/database.ts'
import { SECRET_HOURS } from './domain.ts'

export type SecretPart = 'whole' | 'first' | 'second'

/** A secret, or a half of one, that a person may fetch. */
export type SecretRow = {
  proposalId: number
  part: SecretPart
  state: 'waiting' | 'fetched' | 'lapsed'
  until: string
}

const STATE = `case when fetched_at is not null then 'fetched'
  when sealed is null or until <= clock_timestamp() then 'lapsed' else 'waiting' end`

const SELECT = `select proposal_id as "proposalId", part, ${STATE} as state,
  to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as until from proposal_secret`

export async function insertSecret(
  tx: Tx,
  secret: { proposalId: number; staffId: number; part: SecretPart; sealed: Buffer },
): Promise<void> {
  await tx.query(
    `insert into proposal_secret (proposal_id, staff_id, part, sealed, until)
     values ($1, $2, $3, $4, clock_timestamp() + make_interval(hours => ${SECRET_HOURS}))`,
    [secret.proposalId, secret.staffId, secret.part, secret.sealed],
  )
}

/** What one person has to fetch, or had; newest first. */
export async function listSecretsOf(tx: Tx, staffId: number): Promise<SecretRow[]> {
  const { rows } = await tx.query<SecretRow>(
    `${SELECT} where staff_id = $1 order by proposal_id desc limit 400`,
    [staffId],
  )
  return rows
}

/**
 * Takes a secret out of the database: whoever comes second finds nothing.
 *
 * @returns undefined when there is none of this person, or it was fetched, or its time is over
 */
export async function takeSecret(
  tx: Tx,
  of: { proposalId: number; staffId: number },
): Promise<{ sealed: Buffer; part: SecretPart } | undefined> {
  const { rows } = await tx.query<{ sealed: Buffer; part: SecretPart }>(
    `select sealed, part from proposal_secret where proposal_id = $1 and staff_id = $2 and sealed is not null
       and until > clock_timestamp() for update`,
    [of.proposalId, of.staffId],
  )
  if (rows[0] === undefined) return undefined
  await tx.query(
    `update proposal_secret set sealed = null, fetched_at = clock_timestamp()
     where proposal_id = $1 and staff_id = $2`,
    [of.proposalId, of.staffId],
  )
  return rows[0]
}

/** Removes secrets that nobody fetched in time. */
export async function removeLapsedSecrets(tx: Tx): Promise<void> {
  await tx.query(
    'update proposal_secret set sealed = null where sealed is not null and until <= clock_timestamp()',
  )
}
