import { randomUUID } from 'node:crypto'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import { append } from './append.ts'
import { auditEntry } from './domain.ts'
import { type EntryView, listEntries } from './entry.store.ts'
import { type Access, findAccesses } from './find-accesses.ts'

type Search = {
  nikHash: Buffer
  limit: number
  reason: string
  by: string
  /** Of the portal: whose office searches, and from where. */
  officeId?: number
  address?: string
}

/**
 * Who asked about a NIK, for someone who has a reason to know. The search is itself an access: its entry is
 * committed before anything is returned, and stands in what later searches find.
 */
export async function searchAccesses(pool: Pool, request: Search): Promise<Access[]> {
  return inTx(pool, async (tx) => {
    const accesses = await findAccesses(tx, request.nikHash, request.limit)
    await record(tx, request)
    return accesses
  })
}

/** The same for the portal: only entries of the searcher's own office, or of none. */
export async function searchOfficeAccesses(
  pool: Pool,
  request: Search & { officeId: number; address: string },
): Promise<EntryView[]> {
  const { officeId, nikHash, limit } = request
  return inTx(pool, async (tx) => {
    const { items } = await listEntries(tx, { officeId, nikHash }, { before: null, limit })
    await record(tx, request)
    return items
  })
}

async function record(tx: Tx, request: Search): Promise<void> {
  await append(tx, [
    auditEntry({
      event: 'audit.searched',
      requestId: randomUUID(),
      officeId: request.officeId ?? null,
      address: request.address ?? null,
      nikHash: request.nikHash,
      purpose: request.reason,
      detail: JSON.stringify({ by: request.by, limit: request.limit }),
    }),
  ])
}
