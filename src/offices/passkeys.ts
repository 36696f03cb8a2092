import { inTx, type Tx } from '../kernel/database.ts'
import {
  hasSecondFactor,
  type NextStep,
  needsSecondFactor,
  nextStep,
  type SessionRecord,
  type StaffFault,
} from './domain.ts'
import {
  deletePasskey,
  insertPasskey,
  listKnownPasskeys,
  listPasskeys,
  newChallenge,
  type PasskeyRow,
  renamePasskey,
  takeChallenge,
} from './passkey.store.ts'
import { hashToken, newSessionToken, type PortalKeys } from './portal-keys.ts'
import { recordStaff, staffName } from './record-staff.ts'
import type { RelyingParty } from './relying-party.ts'
import { enrolmentFault, giveRecoveryCodes, type NoEnrolment } from './second-factor.ts'
import { markSecondFactor } from './session.store.ts'
import type { Origin, SignInTools } from './sign-in.ts'
import { getSignInRecordForUpdate } from './staff.store.ts'
import { countRecoveryCodes, deleteRecoveryCodes, deleteTotp } from './totp.store.ts'
import {
  creationOptions,
  type NewPasskey,
  type Registration,
  userHandle,
  verifyRegistration,
} from './webauthn.ts'

type Tools = Pick<SignInTools, 'pool' | 'keys'>

type From = Pick<Origin, 'requestId' | 'address'>

/** As many as anybody carries; each is looked through at every sign-in. */
const MAX_PASSKEYS = 20

/** Offers to make a passkey: what the browser needs for it (SP-22). */
export async function offerPasskey(
  { pool, keys }: Tools,
  session: SessionRecord,
  party: RelyingParty,
): Promise<{ kind: 'offered'; options: object } | NoEnrolment> {
  const fault = enrolmentFault(session)
  if (fault !== undefined) return fault
  const { challenge, known } = await inTx(pool, async (tx) => ({
    challenge: await newChallenge(tx, session.sessionId, 'register'),
    known: await listKnownPasskeys(tx, session.staffId, party.rpId),
  }))
  const handle = userHandle(keys.passkey, session.staffId)
  return { kind: 'offered', options: await creationOptions(party, { ...session, handle }, challenge, known) }
}

export type AddResult =
  /** Recovery codes come with the first second factor of an account, and are shown this once (SP-28). */
  | { kind: 'added'; id: number; name: string; token: string; recoveryCodes: string[]; next: NextStep }
  | { kind: 'refused'; fault: StaffFault }
  | NoEnrolment

/** Puts a passkey in force that was made upon an offer of this session. */
export async function addPasskey(
  { pool, keys }: Tools,
  session: SessionRecord,
  party: RelyingParty,
  given: { name: string; registration: Registration },
  from: From,
): Promise<AddResult> {
  const fault = enrolmentFault(session) ?? nameFault(given.name)
  if (fault !== undefined) return fault
  const challenge = await inTx(pool, (tx) => takeChallenge(tx, session.sessionId, 'register'))
  if (challenge === undefined) return refused('passkey', 'SP-22', TOO_LATE)
  const made = await verifyRegistration(party, challenge, given.registration)
  if (made === undefined) return refused('passkey', 'SP-22', NOT_MADE)
  return inTx(pool, (tx) =>
    putInForce(tx, keys, session, { ...made, rpId: party.rpId, name: given.name }, from),
  )
}

const TOO_LATE = 'Waktu untuk membuat passkey ini sudah lewat. Coba lagi.'
const NOT_MADE = 'Passkey ini tidak dapat diterima. Coba lagi, atau pakai alat lain.'

async function putInForce(
  tx: Tx,
  keys: PortalKeys,
  session: SessionRecord,
  passkey: NewPasskey & { rpId: string; name: string },
  { requestId, address }: From,
): Promise<AddResult> {
  const { staffId, sessionId } = session
  await getSignInRecordForUpdate(tx, staffId)
  const others = await listPasskeys(tx, staffId)
  if (others.length >= MAX_PASSKEYS) {
    return refused(
      'passkey',
      'SP-22',
      `Paling banyak ${MAX_PASSKEYS} passkey. Hapus yang tidak dipakai dahulu.`,
    )
  }
  const name = passkey.name || `Passkey ${others.length + 1}`
  const id = await insertPasskey(tx, { ...passkey, staffId, name })
  if (id === undefined) return refused('passkey', 'SP-22', 'Passkey ini sudah terdaftar.')
  const needsCodes = (await countRecoveryCodes(tx, staffId)) === 0
  const recoveryCodes = needsCodes ? await giveRecoveryCodes(tx, keys, staffId) : []
  const token = newSessionToken()
  await markSecondFactor(tx, sessionId, hashToken(token))
  const detail = { passkeyId: id, name, rpId: passkey.rpId, isSynced: passkey.isSynced }
  await recordStaff(
    tx,
    'staff.passkey_added',
    { by: staffName(session), requestId, address },
    session,
    detail,
  )
  const next = nextStep({ ...session, hasPasskey: true, secondFactorAtMs: session.nowMs })
  return { kind: 'added', id, name, token, recoveryCodes, next }
}

export type ChangeOfOwn = { kind: 'done' } | { kind: 'not-found' } | { kind: 'refused'; fault: StaffFault }

export async function nameOwnPasskey(
  { pool }: Pick<Tools, 'pool'>,
  session: SessionRecord,
  given: { id: number; name: string },
  { requestId, address }: From,
): Promise<ChangeOfOwn> {
  if (given.name === '') return refused('name', 'SP-22', 'Isi namanya.')
  const fault = nameFault(given.name)
  if (fault !== undefined) return fault
  return inTx(pool, async (tx): Promise<ChangeOfOwn> => {
    if (!(await renamePasskey(tx, session.staffId, given.id, given.name))) return { kind: 'not-found' }
    const actor = { by: staffName(session), requestId, address }
    await recordStaff(tx, 'staff.passkey_renamed', actor, session, { passkeyId: given.id, name: given.name })
    return { kind: 'done' }
  })
}

/** Takes a passkey from one's own account; the last second factor of who needs one stays (SP-26). */
export function removeOwnPasskey(
  { pool }: Pick<Tools, 'pool'>,
  session: SessionRecord,
  id: number,
  from: From,
): Promise<ChangeOfOwn> {
  return inTx(pool, async (tx): Promise<ChangeOfOwn> => {
    const { totpSecretSealed } = await getSignInRecordForUpdate(tx, session.staffId)
    const passkeys = await listPasskeys(tx, session.staffId)
    if (!passkeys.some((passkey) => passkey.id === id)) return { kind: 'not-found' }
    const rest = { hasTotp: totpSecretSealed !== null, hasPasskey: passkeys.length > 1 }
    if (mustKeep(session, rest)) return refused('id', 'SP-26', LAST_ONE)
    const name = await deletePasskey(tx, session.staffId, id)
    return removed(tx, session, rest, from, 'staff.passkey_removed', { passkeyId: id, name })
  })
}

/** Takes the authenticator app from one's own account, by the same rule. */
export function removeOwnTotp(
  { pool }: Pick<Tools, 'pool'>,
  session: SessionRecord,
  from: From,
): Promise<ChangeOfOwn> {
  return inTx(pool, async (tx): Promise<ChangeOfOwn> => {
    const { totpSecretSealed, hasPasskey } = await getSignInRecordForUpdate(tx, session.staffId)
    if (totpSecretSealed === null) return { kind: 'not-found' }
    const rest = { hasTotp: false, hasPasskey }
    if (mustKeep(session, rest)) return refused('id', 'SP-26', LAST_ONE)
    await deleteTotp(tx, session.staffId)
    return removed(tx, session, rest, from, 'staff.second_factor_removed', { with: 'totp' })
  })
}

const LAST_ONE =
  'Peran Anda wajib memakai langkah kedua, dan ini yang terakhir. Pasang passkey lain atau aplikasi autentikator dahulu.'

type Rest = { hasTotp: boolean; hasPasskey: boolean }

const mustKeep = ({ role }: SessionRecord, rest: Rest) => !hasSecondFactor(rest) && needsSecondFactor(role)

async function removed(
  tx: Tx,
  session: SessionRecord,
  rest: Rest,
  { requestId, address }: From,
  event: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<ChangeOfOwn> {
  // Recovery codes replace a second factor; without one they would be a password of their own.
  if (!hasSecondFactor(rest)) await deleteRecoveryCodes(tx, session.staffId)
  await recordStaff(tx, event, { by: staffName(session), requestId, address }, session, detail)
  return { kind: 'done' }
}

/** New recovery codes in place of all there were; undefined without a second factor that they could replace. */
export function renewRecoveryCodes(
  { pool, keys }: Tools,
  session: SessionRecord,
  { requestId, address }: From,
): Promise<string[] | undefined> {
  return inTx(pool, async (tx) => {
    const { totpSecretSealed, hasPasskey } = await getSignInRecordForUpdate(tx, session.staffId)
    if (!hasSecondFactor({ hasTotp: totpSecretSealed !== null, hasPasskey })) return undefined
    const codes = await giveRecoveryCodes(tx, keys, session.staffId)
    await recordStaff(
      tx,
      'staff.recovery_codes_renewed',
      { by: staffName(session), requestId, address },
      session,
    )
    return codes
  })
}

export type AccountSecurity = { passkeys: PasskeyRow[]; recoveryCodesLeft: number }

export async function showSecurity({ pool }: Pick<Tools, 'pool'>, staffId: number): Promise<AccountSecurity> {
  return {
    passkeys: await listPasskeys(pool, staffId),
    recoveryCodesLeft: await countRecoveryCodes(pool, staffId),
  }
}

const MAX_NAME = 60

/** A name is shown and recorded: it must not carry a number of a person. */
function nameFault(name: string): { kind: 'refused'; fault: StaffFault } | undefined {
  if (Array.from(name).length > MAX_NAME) return refused('name', 'SP-22', `Paling banyak ${MAX_NAME} huruf.`)
  if (/[0-9]{5}|\p{Cc}/u.test(name)) return refused('name', 'SP-22', 'Nama passkey tidak memuat nomor.')
  return undefined
}

function refused(field: string, code: string, message: string): { kind: 'refused'; fault: StaffFault } {
  return { kind: 'refused', fault: { field, code, message } }
}
