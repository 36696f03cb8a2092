import { randomUUID } from 'node:crypto'
import { AGREEMENT_STATES, type AgreementInForce, findAgreement } from '../agreements/index.ts'
import { append, auditEntry, type Mandate } from '../audit/index.ts'
import { lockAuthority } from '../kernel/authority-lock.ts'
import { readInstant } from '../kernel/clock.ts'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import { toCidr } from '../kernel/network.ts'
import { countProductionUsers, findCredentialForUpdate, insertCredential } from './credential.store.ts'
import {
  type CredentialFault,
  type CredentialKind,
  type IdStyle,
  isClockTime,
  isUserId,
  type NewCredential,
  type Profile,
} from './domain.ts'
import { type PreparedSecret, prepareSecret } from './password.ts'

/** What whoever issues a credential decides. */
export type CredentialRequest = {
  agreementCode: string
  userId: string
  kind: CredentialKind
  addresses: readonly string[]
  declaredAddressRequired?: boolean
  hours?: { from: string; until: string } | null
  profile?: Profile
  idStyle?: IdStyle
  quotaPerDay?: number | null
  /** The last day, or an instant; null: with the agreement. */
  expiresAt?: string | null
  /** Why, for the log. */
  reason?: string
}

export type IssueResult =
  /** The secret is shown once and stored nowhere. */
  | { kind: 'issued'; credentialId: number; userId: string; secret: string }
  | { kind: 'refused'; faults: CredentialFault[] }

/**
 * Issues a User ID under an agreement (requirement 3.8). Refused, with every fault at once, when the
 * agreement does not allow it: C-01 to C-14 in docs/rules/credentials.md.
 *
 * @param by who issues it, for the audit log
 */
export function issueCredential(pool: Pool, request: CredentialRequest, by: string): Promise<IssueResult> {
  return enter(pool, request, by, agreementFaults)
}

/** The same, in a transaction that does more; the secret was made before it, for hashing takes long. */
export function issueCredentialIn(
  tx: Tx,
  request: CredentialRequest,
  { by, prepared, mandate }: { by: string; prepared: PreparedSecret; mandate?: Mandate | undefined },
): Promise<IssueResult> {
  return enterIn(tx, request, { by, prepared, mandate, rules: agreementFaults })
}

/**
 * Enters a User ID that was issued before this installation existed, such as one of an agreement that has
 * ended. The agreement's rules are not applied to it, for they were applied then; they apply to every call.
 */
export function enterCredential(pool: Pool, request: CredentialRequest, by: string): Promise<IssueResult> {
  return enter(pool, request, by, async () => [])
}

async function enter(
  pool: Pool,
  request: CredentialRequest,
  by: string,
  rules: typeof agreementFaults,
): Promise<IssueResult> {
  const prepared = await prepareSecret()
  return inTx(pool, (tx) => enterIn(tx, request, { by, prepared, rules }))
}

async function enterIn(
  tx: Tx,
  request: CredentialRequest,
  how: { by: string; prepared: PreparedSecret; rules: typeof agreementFaults; mandate?: Mandate | undefined },
): Promise<IssueResult> {
  const { secret, secretHash } = how.prepared
  // One after the other, or two at once would both find the last place of an agreement free (C-09).
  await lockAuthority(tx)
  const agreement = await findAgreement(tx, request.agreementCode)
  const faults = await faultsOf(tx, request, agreement, how.rules)
  if (agreement === undefined || faults.length > 0) return { kind: 'refused', faults }
  const credential = toCredential(request, agreement)
  const credentialId = await insertCredential(tx, { ...credential, secretHash })
  await append(tx, [
    auditEntry({
      event: 'credential.issued',
      requestId: randomUUID(),
      officeId: agreement.officeId,
      agreementId: agreement.id,
      credentialId,
      detail: JSON.stringify({ by: how.by, reason: request.reason, ...credential, ...how.mandate }),
    }),
  ])
  return { kind: 'issued', credentialId, userId: request.userId, secret }
}

function toCredential(request: CredentialRequest, agreement: AgreementInForce): NewCredential {
  return {
    officeId: agreement.officeId,
    agreementId: agreement.id,
    userId: request.userId,
    kind: request.kind,
    addresses: request.addresses.map(toCidr).filter((cidr) => cidr !== undefined),
    declaredAddressRequired: request.declaredAddressRequired ?? false,
    hours: request.hours ?? null,
    profile: request.profile ?? (agreement.isMatchOnly ? 'G3' : 'G1'),
    idStyle: request.idStyle ?? 'number',
    quotaPerDay: request.quotaPerDay ?? null,
    expiresAt: readInstant(request.expiresAt ?? '', agreement.timeZone, 'end') ?? null,
  }
}

async function faultsOf(
  tx: Tx,
  request: CredentialRequest,
  agreement: AgreementInForce | undefined,
  rules: typeof agreementFaults,
): Promise<CredentialFault[]> {
  const faults = formFaults(request)
  if (isUserId(request.userId) && (await findCredentialForUpdate(tx, request.userId)) !== undefined) {
    faults.push({ field: 'user-id', code: 'C-02', message: `User ID ${request.userId} sudah dipakai.` })
  }
  if (agreement === undefined) {
    faults.push({
      field: 'agreement',
      code: 'C-03',
      message: `Tidak ada perjanjian berkode ${request.agreementCode}.`,
    })
    return faults
  }
  return [...faults, ...(await rules(tx, request, agreement))]
}

/** Faults that show without the agreement. */
function formFaults(request: CredentialRequest): CredentialFault[] {
  const faults: CredentialFault[] = []
  if (!isUserId(request.userId)) {
    faults.push({
      field: 'user-id',
      code: 'C-01',
      message: 'User ID harus 4 sampai 64 huruf, angka, atau tanda _ . @ -',
    })
  }
  if (request.addresses.length === 0) {
    faults.push({ field: 'address', code: 'C-04', message: 'Sebutkan paling sedikit satu alamat IP LAN.' })
  }
  for (const address of request.addresses) {
    if (toCidr(address) === undefined) {
      faults.push({
        field: 'address',
        code: 'C-04',
        message: `${address} bukan alamat IP atau jaringan CIDR.`,
      })
    }
  }
  for (const time of request.hours ? [request.hours.from, request.hours.until] : []) {
    if (!isClockTime(time)) faults.push({ field: 'hours', code: 'C-05', message: `${time} bukan jam JJ:MM.` })
  }
  if (request.hours && request.hours.from === request.hours.until) {
    faults.push({ field: 'hours', code: 'C-05', message: 'Jam mulai dan jam selesai sama.' })
  }
  const quota = request.quotaPerDay ?? 1
  if (!Number.isInteger(quota) || quota < 1 || quota > 2_000_000_000) {
    faults.push({ field: 'quota', code: 'C-06', message: 'Kuota harus bilangan bulat, paling sedikit 1.' })
  }
  const expires = request.expiresAt ?? null
  if (expires !== null && readInstant(expires, 'Asia/Jakarta', 'end') === undefined) {
    faults.push({
      field: 'expires',
      code: 'C-05',
      message: `${expires} bukan tanggal TTTT-BB-HH atau waktu ISO.`,
    })
  }
  return faults
}

async function agreementFaults(
  tx: Tx,
  request: CredentialRequest,
  agreement: AgreementInForce,
): Promise<CredentialFault[]> {
  const faults: CredentialFault[] = []
  if (agreement.state !== 'in_force' || agreement.isOver) {
    faults.push({
      field: 'agreement',
      code: 'C-14',
      message: `Perjanjian ${agreement.code} tidak berlaku: ${
        agreement.state === 'in_force'
          ? `masa berlakunya habis pada ${agreement.validUntil}`
          : AGREEMENT_STATES[agreement.state]
      }.`,
    })
  }
  if (request.expiresAt && (await isPast(tx, readInstant(request.expiresAt, agreement.timeZone, 'end')))) {
    faults.push({ field: 'expires', code: 'C-05', message: `${request.expiresAt} sudah lewat.` })
  }
  const quota = request.quotaPerDay ?? null
  if (quota !== null && agreement.quotaPerDay !== null && quota > agreement.quotaPerDay) {
    faults.push({
      field: 'quota',
      code: 'C-06',
      message: `Kuota ${quota} melebihi kuota perjanjian, ${agreement.quotaPerDay} per hari.`,
    })
  }
  if (quota === null && agreement.quotaPerDay === null && !agreement.isQuotaUnlimited) {
    faults.push({
      field: 'quota',
      code: 'C-07',
      message: 'Perjanjian tidak menyebut kuota: sebutkan kuotanya di sini.',
    })
  }
  if (request.kind !== 'production') return faults
  if (agreement.isProofOfConceptMissing) {
    faults.push({
      field: 'kind',
      code: 'C-08',
      message: 'User ID produksi baru dapat diterbitkan setelah Proof of Concept lulus.',
    })
  }
  if (agreement.maxUsers !== null && (await countProductionUsers(tx, agreement.id)) >= agreement.maxUsers) {
    faults.push({
      field: 'agreement',
      code: 'C-09',
      message: `Perjanjian hanya mengizinkan ${agreement.maxUsers} User ID produksi.`,
    })
  }
  return faults
}

/** Whether an instant lies behind the database's clock. */
async function isPast(tx: Tx, instant: string | undefined): Promise<boolean> {
  const { rows } = await tx.query<{ past: boolean }>('select $1::timestamptz <= clock_timestamp() as past', [
    instant ?? null,
  ])
  return rows[0]?.past === true
}
