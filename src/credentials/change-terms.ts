import { randomUUID } from 'node:crypto'
import { findAgreement } from '../agreements/index.ts'
import { append, auditEntry, type Mandate } from '../audit/index.ts'
import { lockAuthority } from '../kernel/authority-lock.ts'
import type { Tx } from '../kernel/database.ts'
import { toCidr } from '../kernel/network.ts'
import type { ChangeResult } from './change-credential.ts'
import { type CredentialRow, findCredentialForUpdate, updateSecret } from './credential.store.ts'
import { officeDay, updateAddresses, updateQuota } from './credential-terms.store.ts'
import type { CredentialFault } from './domain.ts'
import type { PreparedSecret } from './password.ts'
import { handOverUserId } from './user-id-form.ts'

/** Why and on whose word; `basis` is the paper's number. */
type On = { reason: string; basis: string; by: string; mandate?: Mandate }

/** Moves User IDs of one agreement to other networks: all that are named, or none (C-18). */
export async function changeAddressesIn(
  tx: Tx,
  request: { agreementCode: string; userIds: readonly string[]; networks: readonly string[] } & On,
): Promise<ChangeResult<object>> {
  await lockAuthority(tx)
  const networks = request.networks.map(toCidr).filter((cidr) => cidr !== undefined)
  if (networks.length === 0 || networks.length !== request.networks.length) {
    return refused('address', 'C-04', 'Sebutkan alamat IP LAN dalam bentuk CIDR.')
  }
  if (request.userIds.length === 0) {
    return refused('user-id', 'C-18', 'Tidak ada User ID yang dapat dipindahkan.')
  }
  const moved: CredentialRow[] = []
  for (const userId of [...request.userIds].sort()) {
    const credential = await findCredentialForUpdate(tx, userId)
    if (credential?.agreementCode !== request.agreementCode || credential.state === 'revoked') {
      return refused('user-id', 'C-18', `User ID ${userId} tidak ada lagi pada perjanjian ini.`)
    }
    moved.push(credential)
  }
  for (const { id } of moved) await updateAddresses(tx, id, networks)
  await append(
    tx,
    moved.map((credential) =>
      entryOf('credential.addresses_changed', credential, request, {
        from: credential.addresses,
        to: networks,
      }),
    ),
  )
  return { kind: 'done' }
}

/** Gives a User ID a quota of its own, or takes it back (null), within the agreement's (C-06, C-07). */
export async function changeQuotaIn(
  tx: Tx,
  request: { userId: string; quotaPerDay: number | null } & On,
): Promise<ChangeResult<object>> {
  const { quotaPerDay } = request
  await lockAuthority(tx)
  const credential = await findCredentialForUpdate(tx, request.userId)
  if (credential === undefined || credential.state === 'revoked') return gone(request.userId)
  const agreement = await findAgreement(tx, credential.agreementCode)
  if (agreement === undefined) throw new Error('a User ID without an agreement')
  const most = agreement.quotaPerDay
  if (quotaPerDay !== null && most !== null && quotaPerDay > most) {
    return refused('quota', 'C-06', `Kuota ${quotaPerDay} melebihi kuota perjanjian, ${most} per hari.`)
  }
  if (quotaPerDay === null && most === null && !agreement.isQuotaUnlimited) {
    return refused('quota', 'C-07', 'Perjanjian tidak menyebut kuota: sebutkan kuotanya di sini.')
  }
  await updateQuota(tx, credential.id, quotaPerDay)
  const detail = { from: credential.quotaPerDay, to: quotaPerDay }
  await append(tx, [entryOf('credential.quota_changed', credential, request, detail)])
  return { kind: 'done' }
}

/**
 * Hands a User ID to another person: who had it knows a password that is void from this moment (C-19). The person
 * stands in the form, sealed; the log has its number.
 */
export async function changeHolderIn(
  tx: Tx,
  request: { userId: string; formId: number; prepared: PreparedSecret } & On,
): Promise<ChangeResult<{ userId: string; secret: string }>> {
  const { formId, prepared } = request
  await lockAuthority(tx)
  const credential = await findCredentialForUpdate(tx, request.userId)
  if (credential === undefined || credential.state === 'revoked') return gone(request.userId)
  if (credential.staffId !== null) {
    return refused('user-id', 'C-16', 'User ID portal tidak memiliki kata sandi untuk program.')
  }
  const { userId } = credential
  if (!(await handOverUserId(tx, { formId, userId, on: await officeDay(tx, credential.officeId) }))) {
    return refused('form', 'C-19', 'Formulir pemegang baru sudah ditarik atau sudah dipakai.')
  }
  await updateSecret(tx, credential.id, prepared.secretHash, 0)
  await append(tx, [entryOf('credential.holder_changed', credential, request, { form: formId })])
  return { kind: 'done', userId, secret: prepared.secret }
}

function entryOf(event: string, credential: CredentialRow, on: On, detail: object) {
  const { by, reason, basis, mandate } = on
  return auditEntry({
    event,
    requestId: randomUUID(),
    officeId: credential.officeId,
    agreementId: credential.agreementId,
    credentialId: credential.id,
    detail: JSON.stringify({ userId: credential.userId, by, reason, basis, ...detail, ...mandate }),
  })
}

function gone(userId: string): { kind: 'refused'; fault: CredentialFault } {
  return refused('user-id', 'C-13', `Tidak ada User ID ${userId} yang aktif.`)
}

function refused(field: string, code: string, message: string): { kind: 'refused'; fault: CredentialFault } {
  return { kind: 'refused', fault: { field, code, message } }
}
