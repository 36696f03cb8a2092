import type { Tx } from '../kernel/database.ts'
import { deletePasskeys } from './passkey.store.ts'
import { deleteRecoveryCodes, deleteTotp } from './totp.store.ts'

/** Takes app, passkeys and recovery codes from an account. */
export async function deleteSecondFactors(tx: Tx, staffId: number): Promise<void> {
  await deleteTotp(tx, staffId)
  await deletePasskeys(tx, staffId)
  await deleteRecoveryCodes(tx, staffId)
}
