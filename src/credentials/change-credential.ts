import { randomUUID } from 'node:crypto'
import { append, auditEntry, type Mandate } from '../audit/index.ts'
import { lockAuthority } from '../kernel/authority-lock.ts'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import { type CredentialRow, findCredentialForUpdate, updateSecret, updateState } from './credential.store.ts'
import {
  CREDENTIAL_STATES,
  type CredentialFault,
  type CredentialState,
  STATE_ACTS,
  type StateAct,
} from './domain.ts'
import { hashPassword, newSecret } from './password.ts'

export type ChangeResult<Done> = ({ kind: 'done' } & Done) | { kind: 'refused'; fault: CredentialFault }

/**
 * Suspends, reactivates or revokes a User ID. In force with the commit: the next request on every node reads
 * it (I4). Disclosures that were under way are committed, and stand in the log, before it.
 *
 * @param reason why, for the log; must not be blank
 */
export function changeState(pool: Pool, request: StateRequest): Promise<StateResult> {
  return inTx(pool, (tx) => changeStateIn(tx, request))
}

type StateRequest = { userId: string; act: StateAct; reason: string; by: string; mandate?: Mandate }
type StateResult = ChangeResult<{ from: CredentialState; to: CredentialState }>

/** The same, in a transaction that does more. */
export async function changeStateIn(tx: Tx, request: StateRequest): Promise<StateResult> {
  const { from, to, event } = STATE_ACTS[request.act]
  const { by, reason, mandate } = request
  if (reason.trim() === '') return refused('reason', 'C-10', 'Sebutkan alasannya.')
  await lockAuthority(tx)
  const credential = await findCredentialForUpdate(tx, request.userId)
  if (credential === undefined) return notFound(request.userId)
  if (!(from as readonly CredentialState[]).includes(credential.state)) {
    return refused(
      'state',
      'C-11',
      `User ID ${credential.userId} berstatus ${CREDENTIAL_STATES[credential.state]}.`,
    )
  }
  await updateState(tx, credential.id, to, reason)
  await append(tx, [entryOf(event, credential, { by, reason, from: credential.state, to, ...mandate })])
  return { kind: 'done', from: credential.state, to }
}

/**
 * Gives a User ID a new secret, shown once.
 *
 * @param overlapSeconds how long the old secret is accepted beside the new one, for an agency that changes
 * its programs one after the other; at most 30 days
 */
export async function rotateSecret(
  pool: Pool,
  request: { userId: string; overlapSeconds: number; by: string; reason?: string },
): Promise<ChangeResult<{ secret: string }>> {
  const { overlapSeconds } = request
  if (!Number.isInteger(overlapSeconds) || overlapSeconds < 0 || overlapSeconds > 30 * 86_400) {
    return refused('overlap', 'C-12', 'Masa tumpang tindih harus 0 detik sampai 30 hari.')
  }
  const secret = newSecret()
  const secretHash = await hashPassword(secret)
  return inTx(pool, async (tx) => {
    await lockAuthority(tx)
    const credential = await findCredentialForUpdate(tx, request.userId)
    if (credential === undefined) return notFound(request.userId)
    if (credential.state === 'revoked') {
      return refused('state', 'C-11', `User ID ${credential.userId} sudah dicabut.`)
    }
    if (credential.staffId !== null) {
      return refused('user-id', 'C-16', 'User ID portal tidak memiliki kata sandi untuk program.')
    }
    await updateSecret(tx, credential.id, secretHash, overlapSeconds)
    const { by, reason } = request
    await append(tx, [entryOf('credential.rotated', credential, { by, reason, overlapSeconds })])
    return { kind: 'done', secret }
  })
}

function entryOf(event: string, credential: CredentialRow, detail: Record<string, unknown>) {
  return auditEntry({
    event,
    requestId: randomUUID(),
    officeId: credential.officeId,
    agreementId: credential.agreementId,
    credentialId: credential.id,
    detail: JSON.stringify({ userId: credential.userId, ...detail }),
  })
}

function notFound(userId: string): { kind: 'refused'; fault: CredentialFault } {
  return refused('user-id', 'C-13', `Tidak ada User ID ${userId}.`)
}

function refused(field: string, code: string, message: string): { kind: 'refused'; fault: CredentialFault } {
  return { kind: 'refused', fault: { field, code, message } }
}
