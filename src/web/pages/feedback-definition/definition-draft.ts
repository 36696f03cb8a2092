import type { FeedbackField } from '../../../feedback/domain.ts'
import type { Version } from '../../api/feedback-definition.ts'
import { readCodeLines, writeCodeLines } from './code-lines.ts'

/** A field while it is being written: texts, as they stand in the form. */
export type FieldDraft = {
  /** Tells fields apart while they are moved and renamed. */
  id: number
  type: FeedbackField['type']
  required: boolean
  unique: boolean
  past: boolean
} & Record<FieldText, string>

export type FieldText =
  | 'key'
  | 'label'
  | 'help'
  | 'proposes'
  | 'maxLength'
  | 'pattern'
  | 'decimals'
  | 'min'
  | 'max'
  | 'codes'

export type DefinitionTexts = {
  basis: string
  reason: string
  strangerPolicy: string
  retentionMonths: string
}

const BLANK = {
  type: 'text',
  required: false,
  unique: false,
  past: true,
  key: '',
  label: '',
  help: '',
  proposes: '',
  maxLength: '100',
  pattern: '',
  decimals: '0',
  min: '',
  max: '',
  codes: '',
} as const satisfies Omit<FieldDraft, 'id'>

let last = 0
const newId = () => {
  last += 1
  return last
}

export const blankDraft = (): FieldDraft => ({ ...BLANK, id: newId() })

export const yesNoDraft = (): FieldDraft => ({
  ...BLANK,
  id: newId(),
  type: 'code',
  codes: 'YA = Ya\nTIDAK = Tidak',
})

export function toDraft(field: FeedbackField): FieldDraft {
  const { key, label, required, unique, type } = field
  const draft = { ...blankDraft(), key, label, required, unique, type }
  return {
    ...draft,
    help: field.help ?? '',
    proposes: field.proposes ?? '',
    ...(field.type === 'text' ? { maxLength: String(field.maxLength), pattern: field.pattern ?? '' } : {}),
    ...(field.type === 'number'
      ? { decimals: String(field.decimals), min: textOf(field.min), max: textOf(field.max) }
      : {}),
    ...(field.type === 'date' ? { past: field.past } : {}),
    ...(field.type === 'code' ? { codes: writeCodeLines(field.codes) } : {}),
  }
}

const textOf = (number: number | undefined) => (number === undefined ? '' : String(number))

/** A number as people write it; what is none goes as it stands, for the server to say so. */
const numberOf = (text: string): number | string | undefined => {
  const plain = text.trim().replace(',', '.')
  if (plain === '') return undefined
  return Number.isNaN(Number(plain)) ? text : Number(plain)
}

/** What the server is sent for a field. */
export function fromDraft(draft: FieldDraft): object {
  const { type, required, unique, help, proposes } = draft
  return {
    key: draft.key.trim().toUpperCase(),
    label: draft.label.trim(),
    type,
    required,
    unique,
    ...(help.trim() === '' ? {} : { help: help.trim() }),
    ...(proposes === '' ? {} : { proposes }),
    ...(type === 'text'
      ? { maxLength: numberOf(draft.maxLength), ...(draft.pattern === '' ? {} : { pattern: draft.pattern }) }
      : {}),
    ...(type === 'number'
      ? { decimals: numberOf(draft.decimals), min: numberOf(draft.min), max: numberOf(draft.max) }
      : {}),
    ...(type === 'date' ? { past: draft.past } : {}),
    ...(type === 'code' ? { codes: readCodeLines(draft.codes) } : {}),
  }
}

/** The field as a template would show it, as far as it is written. */
export function previewOf(draft: FieldDraft): FeedbackField {
  const { key, label, required, unique, help, past } = draft
  const facts = { key: key.toUpperCase(), label, required, unique, help }
  const whole = (text: string) => Number.parseInt(text, 10) || 0
  const bound = (text: string) => {
    const number = numberOf(text)
    return typeof number === 'number' ? number : undefined
  }
  const [min, max] = [bound(draft.min), bound(draft.max)]
  switch (draft.type) {
    case 'text':
      return { ...facts, type: 'text', maxLength: whole(draft.maxLength) }
    case 'number':
      return {
        ...facts,
        type: 'number',
        decimals: whole(draft.decimals),
        ...(min === undefined ? {} : { min }),
        ...(max === undefined ? {} : { max }),
      }
    case 'date':
      return { ...facts, type: 'date', past }
    case 'code':
      return { ...facts, type: 'code', codes: readCodeLines(draft.codes) }
  }
}

export const textsOf = (version: Version | undefined): DefinitionTexts => ({
  basis: '',
  reason: '',
  strangerPolicy: version?.strangerPolicy ?? 'refuse',
  retentionMonths: version === undefined ? '' : textOf(version.retentionMonths ?? undefined),
})

/** What the server is sent for the whole. */
export const bodyOf = (texts: DefinitionTexts, fields: readonly FieldDraft[], basedOn: number): object => ({
  ...texts,
  basedOn,
  retentionMonths: numberOf(texts.retentionMonths) ?? null,
  fields: fields.map(fromDraft),
})
