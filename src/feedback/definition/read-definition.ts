import type { FeedbackField, StrangerPolicy } from '../domain.ts'
import { fieldsFaults } from './check-fields.ts'
import { MAX_FIELDS, MAX_MONTHS } from './field-limits.ts'
import { type Fault, openPlace } from './place.ts'
import { readField } from './read-field.ts'

/** A definition that somebody wrote, fit to be put in force. */
export type DefinitionDraft = {
  fields: readonly FeedbackField[]
  strangerPolicy: StrangerPolicy
  retentionMonths: number | null
  basis: string
  reason: string
}

const MEMBERS = ['agreement', 'basis', 'reason', 'strangerPolicy', 'retentionMonths', 'fields'] as const

/** Reads a definition from JSON: the definition, or every fault of it at once by the place in the file (FB-80 to FB-83). */
export function readDefinition(
  input: unknown,
): { kind: 'read'; agreement: string; draft: DefinitionDraft } | { kind: 'faulty'; faults: Fault[] } {
  const faults: Fault[] = []
  const place = openPlace(input, '', faults)
  if (place === undefined) return { kind: 'faulty', faults }
  place.only(MEMBERS)
  const agreement = place.text('agreement', { max: 64, isOptional: true })
  const basis = place.text('basis', { max: 200, missing: 'Sebutkan nomor surat dasarnya.' })
  const reason = place.text('reason', { max: 300, missing: 'Sebutkan alasannya.' })
  const strangerPolicy = place.oneOf('strangerPolicy', ['refuse', 'flag'] as const)
  const retentionMonths =
    place.value('retentionMonths') === null
      ? null
      : place.number('retentionMonths', { min: 1, max: MAX_MONTHS, isWhole: true })
  const items = place.list('fields', {
    max: MAX_FIELDS,
    missing: 'Paling sedikit satu kolom.',
    many: `Paling banyak ${MAX_FIELDS} kolom.`,
  })
  const fields = items.map((item, index) => readField(item, `fields[${index}]`, faults))
  faults.push(...fieldsFaults(fields))
  if (faults.length > 0 || strangerPolicy === undefined || retentionMonths === undefined) {
    return { kind: 'faulty', faults }
  }
  const read = fields.flatMap((field) => (field === undefined ? [] : [field]))
  return {
    kind: 'read',
    agreement,
    draft: { fields: read, strangerPolicy, retentionMonths, basis, reason },
  }
}
