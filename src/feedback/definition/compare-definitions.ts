import type { FeedbackField } from '../domain.ts'

/** What of a field can be otherwise. */
export const FIELD_PARTS = [
  'label',
  'type',
  'required',
  'unique',
  'help',
  'proposes',
  'maxLength',
  'pattern',
  'decimals',
  'min',
  'max',
  'past',
  'codes',
] as const

export type FieldPart = (typeof FIELD_PARTS)[number]

/** A field that one version has otherwise than another. */
export type FieldDifference =
  | { kind: 'added' | 'removed'; field: FeedbackField }
  | { kind: 'changed'; before: FeedbackField; after: FeedbackField; parts: readonly FieldPart[] }

/** What two lists of fields have otherwise; a field is known by its key. The order alone makes no difference to data. */
export function compareFields(
  before: readonly FeedbackField[],
  after: readonly FeedbackField[],
): FieldDifference[] {
  const was = new Map(before.map((field) => [field.key, field]))
  const is = new Set(after.map(({ key }) => key))
  const changed = after.flatMap((field): FieldDifference[] => {
    const old = was.get(field.key)
    if (old === undefined) return [{ kind: 'added', field }]
    const parts = FIELD_PARTS.filter((part) => textOf(old, part) !== textOf(field, part))
    return parts.length === 0 ? [] : [{ kind: 'changed', before: old, after: field, parts }]
  })
  const removed = before.filter(({ key }) => !is.has(key))
  return [...changed, ...removed.map((field): FieldDifference => ({ kind: 'removed', field }))]
}

function textOf(field: FeedbackField, part: FieldPart): string {
  if (part === 'codes') {
    return field.type === 'code' ? JSON.stringify(field.codes.map(({ code, label }) => [code, label])) : ''
  }
  const facts: Partial<Record<FieldPart, unknown>> = field
  return JSON.stringify(facts[part] ?? '')
}
