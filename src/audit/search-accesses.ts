import { randomUUID } from 'node:crypto'
import { inTx, type Pool } from '../kernel/database.ts'
import { append } from './append.ts'
import { auditEntry } from './domain.ts'
import { type Access, findAccesses } from './find-accesses.ts'

/**
 * Who asked about a NIK, for someone who has a reason to know. The search is itself an access: its entry is
 * committed before anything is returned, and stands in what later searches find.
 */
export async function searchAccesses(
  pool: Pool,
  request: { nikHash: Buffer; limit: number; reason: string; by: string },
): Promise<Access[]> {
  return inTx(pool, async (tx) => {
    const accesses = await findAccesses(tx, request.nikHash, request.limit)
    await append(tx, [
      auditEntry({
        event: 'audit.searched',
        requestId: randomUUID(),
        nikHash: request.nikHash,
        purpose: request.reason,
        detail: JSON.stringify({ by: request.by, limit: request.limit }),
      }),
    ])
    return accesses
  })
}
