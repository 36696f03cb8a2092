/** How the text of a field is read. */
export type FieldType =
  | { type: 'text'; pattern?: string; maxLength: number }
  | { type: 'number'; decimals: number; min?: number; max?: number }
  | { type: 'date'; past: boolean }
  | { type: 'code'; codes: readonly Code[] }

export type Code = { code: string; label: string }

/**
 * What of the registry a value proposes to change (requirement 4.5, FB-100). A field of `death` holds the number of
 * the paper that proves it; `death-date` beside it proposes nothing by itself.
 */
export const PROPOSAL_TARGETS = [
  'blood-type',
  'death',
  'death-date',
  'occupation',
  'education',
  'birth-certificate',
] as const

export type ProposalTarget = (typeof PROPOSAL_TARGETS)[number]

/** One field of a definition. */
export type FeedbackField = FieldType & FieldFacts

type FieldFacts = {
  /** The column's name in files and on the wire: `NOMOR_REKAM_MEDIS`. */
  key: string
  /** As the agreement calls it. */
  label: string
  required: boolean
  /** Whether a value belongs to one person only, within the agreement. */
  unique: boolean
  /** What help a template shows. */
  help?: string
  proposes?: ProposalTarget
}

/** The fields of an agreement at some time. */
export type FeedbackDefinition = {
  id: number
  agreementId: number
  version: number
  validFrom: string
  fields: readonly FeedbackField[]
  strangerPolicy: StrangerPolicy
  retentionMonths: number | null
  basis: string
}

/** What becomes of a row about somebody whom the agency never looked up. */
export type StrangerPolicy = 'refuse' | 'flag'

export const CHANNELS = ['upload', 'form', 'web-service', 'media'] as const

export type Channel = (typeof CHANNELS)[number]

/** What is wrong with one cell of a row; `column` is the field's key, or `NIK`. */
export type CellFault = { column: string; code: string; message: string }

/** A row that can be stored. */
export type ReadRow = { nik: string; cells: readonly (string | null)[] }

/** What became of a row. */
export type RowFate =
  | { kind: 'stored'; isFlagged: boolean }
  /** Had come before, word for word: nothing changed. */
  | { kind: 'known' }
  | { kind: 'refused'; faults: readonly CellFault[] }

/** The column that every file and form has besides the definition's. */
export const NIK_COLUMN = 'NIK'
