import { useTranslation } from 'react-i18next'
import type { FeedbackField } from '../../api/feedback.ts'
import { useFormat } from '../../messages/format.ts'

const CODES_SHOWN = 6

/** What a field may hold, in a few words. */
export function useFieldForm(): (field: FeedbackField) => string {
  const { t } = useTranslation('feedback')
  const format = useFormat()
  const bounds = ({ min, max }: { min: number | undefined; max: number | undefined }) => [
    ...(min === undefined ? [] : [t('fields.from', { n: format.number(min) })]),
    ...(max === undefined ? [] : [t('fields.to', { n: format.number(max) })]),
  ]
  const plain = (field: FeedbackField): string[] => {
    switch (field.type) {
      case 'text':
        return [t('fields.text', { n: format.number(field.maxLength) })]
      case 'number':
        return [
          field.decimals === 0 ? t('fields.integer') : t('fields.decimal', { n: field.decimals }),
          ...bounds(field),
        ]
      case 'date':
        return [field.past ? t('fields.pastDate') : t('fields.date')]
      case 'code': {
        const shown = field.codes.slice(0, CODES_SHOWN).map(({ label }) => label)
        const more = field.codes.length > CODES_SHOWN ? ['…'] : []
        return [t('fields.code', { codes: [...shown, ...more].join(', ') })]
      }
    }
  }
  return (field) => [...plain(field), ...(field.unique ? [t('fields.unique')] : [])].join('; ')
}
