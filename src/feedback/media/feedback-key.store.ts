import type { Tx } from '../../kernel/database.ts'
import { fingerprintOf, publicPemOf } from './signing-key.ts'

export const KEY_STATES = ['waiting', 'active', 'rejected', 'revoked'] as const

export type KeyState = (typeof KEY_STATES)[number]

/** A key by which an agency signs packages, with everything that happened to it. */
export type FeedbackKey = {
  id: number
  agreementId: number
  agreement: string
  officeId: number
  agencyId: number
  agency: string
  publicKey: Buffer
  fingerprint: string
  publicPem: string
  holder: string
  state: KeyState
  registeredAt: string
  registeredBy: string
  confirmedAt: string | null
  confirmedBy: string | null
  endedAt: string | null
  endedBy: string | null
  endReason: string | null
}

type Row = Omit<FeedbackKey, 'fingerprint' | 'publicPem' | 'registeredAt' | 'confirmedAt' | 'endedAt'> & {
  registeredAt: Date
  confirmedAt: Date | null
  endedAt: Date | null
}

const SELECT = `
select k.id, k.agreement_id as "agreementId", a.code as agreement, a.office_id as "officeId",
  a.agency_id as "agencyId", g.name as agency, k.public_key as "publicKey", k.holder, k.state,
  k.registered_at as "registeredAt", k.registered_by as "registeredBy", k.confirmed_at as "confirmedAt",
  k.confirmed_by as "confirmedBy", k.ended_at as "endedAt", k.ended_by as "endedBy", k.end_reason as "endReason"
from feedback_key k join agreement a on a.id = k.agreement_id join user_agency g on g.id = a.agency_id`

const toKey = (row: Row): FeedbackKey => ({
  ...row,
  fingerprint: fingerprintOf(row.publicKey),
  publicPem: publicPemOf(row.publicKey),
  registeredAt: row.registeredAt.toISOString(),
  confirmedAt: row.confirmedAt?.toISOString() ?? null,
  endedAt: row.endedAt?.toISOString() ?? null,
})

/** The keys of an office's agencies, or of one of them, newest first. */
export async function listKeys(
  tx: Tx,
  of: { officeId: number; agencyId: number | null },
): Promise<FeedbackKey[]> {
  const { rows } = await tx.query<Row>(
    `${SELECT} where a.office_id = $1 and ($2::int is null or a.agency_id = $2) order by k.id desc`,
    [of.officeId, of.agencyId],
  )
  return rows.map(toKey)
}

/** A key with its row locked, for whoever may know of it. */
export async function findKeyForUpdate(
  tx: Tx,
  of: { officeId: number; agencyId: number | null },
  id: number,
): Promise<FeedbackKey | undefined> {
  const { rows } = await tx.query<Row>(
    `${SELECT} where k.id = $1 and a.office_id = $2 and ($3::int is null or a.agency_id = $3) for update of k`,
    [id, of.officeId, of.agencyId],
  )
  return rows[0] === undefined ? undefined : toKey(rows[0])
}

/** Everything known of a public key under one agreement, newest first. */
export async function findKeysOf(tx: Tx, agreementId: number, publicKey: Buffer): Promise<FeedbackKey[]> {
  const { rows } = await tx.query<Row>(
    `${SELECT} where k.agreement_id = $1 and k.public_key = $2 order by k.id desc`,
    [agreementId, publicKey],
  )
  return rows.map(toKey)
}

/** @returns undefined when this key waits or is good under the agreement already */
export async function insertKey(
  tx: Tx,
  added: { agreementId: number; publicKey: Buffer; holder: string; by: string },
): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into feedback_key (agreement_id, public_key, holder, registered_by) values ($1, $2, $3, $4)
     on conflict do nothing returning id`,
    [added.agreementId, added.publicKey, added.holder, added.by],
  )
  return rows[0]?.id
}

export async function confirmKeyRow(tx: Tx, id: number, by: string): Promise<void> {
  await tx.query(
    `update feedback_key set state = 'active', confirmed_at = clock_timestamp(), confirmed_by = $2 where id = $1`,
    [id, by],
  )
}

export async function endKeyRow(
  tx: Tx,
  id: number,
  end: { state: 'rejected' | 'revoked'; reason: string; by: string },
): Promise<void> {
  await tx.query(
    `update feedback_key set state = $2, ended_at = clock_timestamp(), ended_by = $3, end_reason = $4
     where id = $1`,
    [id, end.state, end.by, end.reason],
  )
}
