import type { Tx } from '../../kernel/database.ts'

/** A third value that an import brought for what was accepted (FB-112). */
export type ImportedValue = { value: string | null; at: string }

/** @returns undefined when no import brought another value since */
export async function findImportedValue(tx: Tx, changeId: number): Promise<ImportedValue | undefined> {
  const { rows } = await tx.query<{ value: string | null; at: Date }>(
    `select contested_value as value, contested_at as at from resident_hold
     where change_id = $1 and contested_at is not null`,
    [changeId],
  )
  const [row] = rows
  return row === undefined ? undefined : { value: row.value, at: row.at.toISOString() }
}
