import type { AgreementInForce } from '../agreements/index.ts'
import type { Vault } from '../files/index.ts'
import { inTx, type Pool } from '../kernel/database.ts'
import type { Actor } from '../offices/index.ts'
import { listAttachments } from './change.store.ts'
import { recordChange } from './record-change.ts'
import { findChangeOf } from './write-change.ts'

/** Opens a file of a change; every opening stands in the log. */
export function openAttachment(
  { pool, vault }: { pool: Pool; vault: Vault },
  agreement: AgreementInForce,
  { id, n }: { id: number; n: number },
  actor: Actor,
): Promise<{ bytes: Buffer; mediaType: string; name: string } | undefined> {
  return inTx(pool, async (tx) => {
    const change = await findChangeOf(tx, agreement, id)
    const attachment = (await listAttachments(tx, id)).find((one) => one.n === n)
    if (change === undefined || attachment === undefined) return undefined
    const file = await vault.open(tx, attachment.sha256)
    if (file === undefined) return undefined
    await recordChange(tx, 'file.opened', actor, change, {
      of: 'change',
      attachment: n,
      sha256: attachment.sha256,
    })
    return { ...file, name: attachment.name }
  })
}
