/**
 * What somebody may decide about a resident besides an import, and the columns that hold it. The first column is
 * the one that is compared; `isImported` ones also come with every import.
 */
export const DECIDED_FIELDS = {
  'blood-type': [{ name: 'gol_darah', type: 'smallint', isImported: true }],
  occupation: [{ name: 'jenis_pkrjn', type: 'smallint', isImported: true }],
  education: [{ name: 'pddk_akh', type: 'smallint', isImported: true }],
  'birth-certificate': [{ name: 'no_akta_lhr', type: 'text', isImported: true }],
  death: [
    { name: 'status', type: 'smallint', isImported: true },
    { name: 'no_bukti_mati', type: 'text', isImported: false },
    { name: 'tgl_mati', type: 'date', isImported: false },
  ],
} as const satisfies Record<string, readonly [DecidedColumn, ...DecidedColumn[]]>

type DecidedColumn = { name: string; type: 'smallint' | 'text' | 'date'; isImported: boolean }

export type DecidedField = keyof typeof DECIDED_FIELDS

export const DECIDED_FIELD_NAMES = Object.keys(DECIDED_FIELDS).filter(isDecidedField)

export function isDecidedField(name: string): name is DecidedField {
  return Object.hasOwn(DECIDED_FIELDS, name)
}

export const columnsOf = (field: DecidedField): readonly [DecidedColumn, ...DecidedColumn[]] =>
  DECIDED_FIELDS[field]

/** The columns that a decision holds against imports. */
export const HELD_COLUMNS: readonly DecidedColumn[] = DECIDED_FIELD_NAMES.flatMap((field) =>
  columnsOf(field).filter(({ isImported }) => isImported),
)
