import { randomUUID } from 'node:crypto'
import { append, auditEntry } from '../audit/index.ts'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import type { Space } from '../registry/index.ts'

/** What a command that changes the registry works with. */
export type RegistrySession = { pool: Pool; by: string }

type RegistryAct = {
  event: string
  outcome: string
  by: string
  space: Space
  [count: string]: string | number
}

/**
 * Records what a command did to the registry: how many rows, never whose. The registry's own code stands below the
 * audit log and cannot; so an import that is killed leaves its progress in `registry_import`, but no entry.
 */
export async function recordRegistryAct(pool: Pool, act: RegistryAct): Promise<void> {
  await inTx(pool, (tx) => appendRegistryAct(tx, act))
}

/** The same, in the transaction of the act itself. */
export async function appendRegistryAct(tx: Tx, { event, outcome, ...rest }: RegistryAct): Promise<void> {
  await append(tx, [auditEntry({ event, outcome, requestId: randomUUID(), detail: JSON.stringify(rest) })])
}
