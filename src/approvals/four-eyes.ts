import { randomUUID } from 'node:crypto'
import { append, auditEntry } from '../audit/index.ts'
import type { FourEyes } from '../kernel/config.ts'
import { inTx, type Pool } from '../kernel/database.ts'

/**
 * Notes, with the owner's rights, whether granting takes two people here. An entry is written when it is
 * another answer than at the start before: nobody turns it off unseen (AP-12).
 */
export async function noteFourEyes(ownerPool: Pool, fourEyes: FourEyes): Promise<void> {
  await inTx(ownerPool, async (tx) => {
    const { rows } = await tx.query<{ before: FourEyes }>(
      'select four_eyes as before from installation where four_eyes <> $1 for update',
      [fourEyes],
    )
    const before = rows[0]?.before
    if (before === undefined) return
    await tx.query('update installation set four_eyes = $1', [fourEyes])
    const detail = JSON.stringify({ by: 'gapura', from: before, to: fourEyes })
    const entry = { event: 'installation.four_eyes_changed', requestId: randomUUID(), detail }
    await append(tx, [auditEntry(entry)])
  })
}
