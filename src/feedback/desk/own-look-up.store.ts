import type { Tx } from '../../kernel/database.ts'

/**
 * Whether a User ID itself has looked somebody up under an agreement (FB-74). Mostly it was the last to do so, which
 * `looked_up` tells at once; otherwise its own entries of the log are looked through.
 */
export async function isOwnLookUp(
  tx: Tx,
  of: { agreementId: number; credentialId: number; nikHash: Buffer },
): Promise<boolean> {
  const values = [of.agreementId, of.credentialId, of.nikHash]
  const last = await tx.query(
    'select from looked_up where agreement_id = $1 and last_credential_id = $2 and nik_hash = $3',
    values,
  )
  if (last.rowCount !== 0) return true
  const any = await tx.query(
    `select from audit_entry where agreement_id = $1 and credential_id = $2 and nik_hash = $3
       and event = 'verification.answered' and outcome in ('disclosed', 'matched') limit 1`,
    values,
  )
  return any.rowCount !== 0
}
