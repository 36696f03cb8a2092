import { randomUUID } from 'node:crypto'
import { listAgreements, listRegisteredAddresses } from '../agreements/index.ts'
import { append, auditEntry } from '../audit/index.ts'
import type { Tx } from '../kernel/database.ts'
import { findCredential, insertCredential } from './credential.store.ts'
import type { CredentialFault } from './domain.ts'
import { hashPassword, newSecret } from './password.ts'

/** What a person's portal User ID is suspended with, so that only what this did is undone again. */
const WITH_HOLDER = 'pemilik akun portal ditangguhkan'

export type PortalCredentialResult =
  | { kind: 'issued'; credentialId: number; userId: string }
  | { kind: 'refused'; fault: CredentialFault }

/**
 * Gives a member of staff the User ID under which they ask in the portal (C-17). Its quota is the agreement's,
 * its addresses are those registered under the agreement, else those of the agency's programs, and nobody ever
 * learns its secret.
 *
 * MUST be called under the authority lock, in the transaction that makes the account.
 *
 * @param agreementCode may be missing when the agency has one agreement in force with the method Web Portal
 */
export async function issuePortalCredential(
  tx: Tx,
  holder: { staffId: number; username: string; agencyId: number; agreementCode: string | null; by: string },
): Promise<PortalCredentialResult> {
  const possible = (await listAgreements(tx)).filter(
    (agreement) =>
      agreement.agencyId === holder.agencyId &&
      agreement.state === 'in_force' &&
      agreement.isWithinTerm &&
      agreement.methods.includes('web-portal') &&
      (holder.agreementCode === null || agreement.code === holder.agreementCode),
  )
  const [agreement, another] = possible
  if (agreement === undefined) {
    return refused('Tidak ada perjanjian yang berlaku dengan metode Web Portal.')
  }
  if (another !== undefined) return refused('Sebutkan perjanjiannya: lebih dari satu yang berlaku.')
  const registered = await listRegisteredAddresses(tx, agreement.id)
  const addresses = registered.length > 0 ? registered : await listProgramAddresses(tx, holder.agencyId)
  if (addresses.length === 0) return refused('Alamat IP LAN instansi belum didaftarkan oleh Disdukcapil.')
  const userId = `${holder.username}@portal`
  if ((await findCredential(tx, userId)) !== undefined) return refused(`User ID ${userId} sudah dipakai.`)
  const credential = {
    officeId: agreement.officeId,
    agreementId: agreement.id,
    userId,
    kind: 'production',
    addresses,
    declaredAddressRequired: false,
    hours: null,
    profile: 'G1',
    idStyle: 'number',
    quotaPerDay: null,
    expiresAt: null,
  } as const
  const credentialId = await insertCredential(tx, {
    ...credential,
    secretHash: await hashPassword(newSecret()),
  })
  await tx.query('update credential set staff_id = $2 where id = $1', [credentialId, holder.staffId])
  await append(tx, [
    auditEntry({
      event: 'credential.issued',
      requestId: randomUUID(),
      officeId: agreement.officeId,
      agreementId: agreement.id,
      credentialId,
      detail: JSON.stringify({ by: holder.by, staffId: holder.staffId, ...credential }),
    }),
  ])
  return { kind: 'issued', credentialId, userId }
}

function refused(message: string): PortalCredentialResult {
  return { kind: 'refused', fault: { field: 'agreement', code: 'C-17', message } }
}

/** Where an agency's programs may call from: its closed network, under agreements older than the register of it. */
async function listProgramAddresses(tx: Tx, agencyId: number): Promise<string[]> {
  const { rows } = await tx.query<{ address: string }>(
    `select distinct address::text from credential c join agreement a on a.id = c.agreement_id,
       unnest(c.addresses) as address
     where a.agency_id = $1 and c.staff_id is null and c.state <> 'revoked' order by 1`,
    [agencyId],
  )
  return rows.map(({ address }) => address)
}

/**
 * Lets a portal User ID follow its holder's state, so that the gate itself refuses a suspended holder's
 * question that was on its way (I4). One that was suspended for another reason stays so. MUST be called under
 * the authority lock.
 */
export async function followHolder(tx: Tx, staffId: number, act: 'suspend' | 'reactivate'): Promise<void> {
  await tx.query(
    act === 'suspend'
      ? `update credential set state = 'suspended', state_reason = $2, state_changed_at = clock_timestamp()
         where staff_id = $1 and state = 'active'`
      : `update credential set state = 'active', state_reason = null, state_changed_at = clock_timestamp()
         where staff_id = $1 and state = 'suspended' and state_reason = $2`,
    [staffId, WITH_HOLDER],
  )
}
