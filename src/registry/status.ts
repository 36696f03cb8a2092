/** A resident's status, by the code stored in `resident.status`. */
export const RESIDENT_STATUS = { active: 1, deceased: 2, duplicate: 3, inactive: 4 } as const

export type ResidentStatus = keyof typeof RESIDENT_STATUS

/** The two spaces a credential may read; never both (requirement 2.9). */
export type Space = 'real' | 'dummy'

/** The table of each space. The only place where a space becomes a table name. */
export const TABLE_OF_SPACE = { real: 'resident', dummy: 'dummy_resident' } as const satisfies Record<
  Space,
  string
>

const statusByCode = Object.fromEntries(
  Object.entries(RESIDENT_STATUS).map(([name, code]) => [code, name]),
) as Record<number, ResidentStatus>

/** The status for a stored code; undefined for a code the schema does not allow. */
export function statusOfCode(code: number): ResidentStatus | undefined {
  return statusByCode[code]
}
