import { randomBytes } from 'node:crypto'
import type { Tx } from '../kernel/database.ts'
import { utc } from './session.store.ts'
import { CHALLENGE_SECONDS, type KnownPasskey, type NewPasskey } from './webauthn.ts'

/** What a challenge is for; an answer to one is none to the other. */
export type ChallengePurpose = 'register' | 'second-factor' | 'reauthenticate'

/** Makes a challenge of a session; one that was made before for the same purpose is no longer good. */
export async function newChallenge(tx: Tx, sessionId: number, purpose: ChallengePurpose): Promise<Buffer> {
  const challenge = randomBytes(32)
  await tx.query(
    `insert into staff_challenge (session_id, purpose, challenge, expires_at)
     values ($1, $2, $3, clock_timestamp() + $4 * interval '1 second')
     on conflict (session_id, purpose) do update set challenge = $3, expires_at = excluded.expires_at`,
    [sessionId, purpose, challenge, CHALLENGE_SECONDS],
  )
  return challenge
}

/** Uses the challenge up, whatever the answer to it is worth; undefined when there is none that still holds. */
export async function takeChallenge(
  tx: Tx,
  sessionId: number,
  purpose: ChallengePurpose,
): Promise<Buffer | undefined> {
  const { rows } = await tx.query<{ challenge: Buffer; isAlive: boolean }>(
    `delete from staff_challenge where session_id = $1 and purpose = $2
     returning challenge, expires_at > clock_timestamp() as "isAlive"`,
    [sessionId, purpose],
  )
  const [row] = rows
  return row?.isAlive === true ? row.challenge : undefined
}

/** A passkey as its holder sees it. */
export type PasskeyRow = {
  id: number
  name: string
  rpId: string
  isSynced: boolean
  createdAt: string
  lastUsedAt: string | null
}

export async function listPasskeys(tx: Tx, staffId: number): Promise<PasskeyRow[]> {
  const { rows } = await tx.query<PasskeyRow>(
    `select id, name, rp_id as "rpId", is_synced as "isSynced", ${utc('created_at')} as "createdAt",
       ${utc('last_used_at')} as "lastUsedAt"
     from staff_passkey where staff_id = $1 order by id`,
    [staffId],
  )
  return rows
}

/** The passkeys that a browser can offer at an address. */
export async function listKnownPasskeys(tx: Tx, staffId: number, rpId: string): Promise<KnownPasskey[]> {
  const { rows } = await tx.query<KnownPasskey>(
    `select credential_id as "credentialId", transports from staff_passkey
     where staff_id = $1 and rp_id = $2 order by id`,
    [staffId, rpId],
  )
  return rows
}

/** A passkey of a member of staff that was made for an address. */
export async function findPasskey(
  tx: Tx,
  staffId: number,
  rpId: string,
  credentialId: Buffer,
): Promise<{ id: number; publicKey: Buffer } | undefined> {
  const { rows } = await tx.query<{ id: number; publicKey: Buffer }>(
    `select id, public_key as "publicKey" from staff_passkey
     where staff_id = $1 and rp_id = $2 and credential_id = $3`,
    [staffId, rpId, credentialId],
  )
  return rows[0]
}

/** @returns undefined when the passkey is there already, of whoever */
export async function insertPasskey(
  tx: Tx,
  passkey: NewPasskey & { staffId: number; rpId: string; name: string },
): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into staff_passkey (staff_id, credential_id, public_key, sign_count, transports, rp_id, name, is_synced)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (credential_id) do nothing returning id`,
    [
      passkey.staffId,
      passkey.credentialId,
      passkey.publicKey,
      passkey.signCount,
      passkey.transports,
      passkey.rpId,
      passkey.name,
      passkey.isSynced,
    ],
  )
  return rows[0]?.id
}

/**
 * Notes a use, with the counter of the authenticator.
 *
 * @returns false when the counter has not grown: another authenticator may have the same key (SP-24)
 */
export async function advancePasskey(tx: Tx, id: number, signCount: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update staff_passkey set sign_count = $2, last_used_at = clock_timestamp()
     where id = $1 and (sign_count < $2 or (sign_count = 0 and $2 = 0))`,
    [id, signCount],
  )
  return rowCount === 1
}

export async function renamePasskey(tx: Tx, staffId: number, id: number, name: string): Promise<boolean> {
  const { rowCount } = await tx.query('update staff_passkey set name = $3 where id = $2 and staff_id = $1', [
    staffId,
    id,
    name,
  ])
  return rowCount === 1
}

/** @returns the name it had; undefined when there is none */
export async function deletePasskey(tx: Tx, staffId: number, id: number): Promise<string | undefined> {
  const { rows } = await tx.query<{ name: string }>(
    'delete from staff_passkey where id = $2 and staff_id = $1 returning name',
    [staffId, id],
  )
  return rows[0]?.name
}

/** @returns how many there were */
export async function deletePasskeys(tx: Tx, staffId: number): Promise<number> {
  const { rowCount } = await tx.query('delete from staff_passkey where staff_id = $1', [staffId])
  return rowCount ?? 0
}
