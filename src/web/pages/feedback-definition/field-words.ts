import { useTranslation } from 'react-i18next'
import type { FieldPart } from '../../../feedback/definition/compare-definitions.ts'
import type { FeedbackField } from '../../../feedback/domain.ts'
import { useFormat } from '../../messages/format.ts'

const SHOWN_CODES = 6

/** What a field holds, in words of the portal. */
export function useFieldWords() {
  const { t } = useTranslation('feedback-definition')
  const format = useFormat()
  const codesOf = (field: FeedbackField, shown = SHOWN_CODES) => {
    if (field.type !== 'code') return ''
    const rest = field.codes.length > shown ? ` … (${format.number(field.codes.length)})` : ''
    return `${field.codes
      .slice(0, shown)
      .map(({ code, label }) => (code === label ? code : `${code} = ${label}`))
      .join(', ')}${rest}`
  }
  const yesNo = (is: boolean) => (is ? t('yes') : t('no'))
  const partOf = (field: FeedbackField, part: FieldPart): string => {
    switch (part) {
      case 'type':
        return t(`types.${field.type}`)
      case 'required':
        return yesNo(field.required)
      case 'unique':
        return yesNo(field.unique)
      case 'proposes':
        return t(`targets.${field.proposes ?? 'none'}`)
      case 'codes':
        return codesOf(field, 60)
      case 'label':
        return field.label
      case 'help':
        return field.help ?? ''
      case 'maxLength':
      case 'pattern':
        return field.type === 'text' ? String(field[part] ?? '') : ''
      case 'decimals':
      case 'min':
      case 'max':
        return field.type === 'number' ? String(field[part] ?? '') : ''
      case 'past':
        return field.type === 'date' ? yesNo(field.past) : ''
    }
  }
  /** The kind of content with its limits. */
  const typeOf = (field: FeedbackField): string => {
    const parts: FieldPart[] =
      field.type === 'text'
        ? ['maxLength', 'pattern']
        : field.type === 'number'
          ? ['decimals', 'min', 'max']
          : field.type === 'date'
            ? ['past']
            : []
    const limits = parts
      .map((part) => [part, partOf(field, part)] as const)
      .filter(([, text]) => text !== '')
      .map(([part, text]) => `${t(`field.${part}`).toLowerCase()} ${text}`)
    return field.type === 'code' ? codesOf(field) : limits.join(', ')
  }
  return { partOf, typeOf, codesOf }
}
