import type { Tx } from '../kernel/database.ts'
import type { ResidentRow } from './resident-row.ts'
import {
  copyIntoSpace,
  isSpaceEmpty,
  mergeStagedResidents,
  stageResidents,
} from './resident-staging.store.ts'
import type { Space } from './status.ts'

/**
 * Loads residents into a space in the caller's transaction and returns how many were added or altered.
 * An empty space takes them by a plain COPY; one that holds people takes them by way of a temporary table,
 * so that loading the same population twice is no error.
 */
export async function loadResidents(tx: Tx, space: Space, rows: Iterable<ResidentRow>): Promise<number> {
  if (await isSpaceEmpty(tx, space)) return copyIntoSpace(tx, space, rows)
  await stageResidents(tx, rows)
  return mergeStagedResidents(tx, space)
}
