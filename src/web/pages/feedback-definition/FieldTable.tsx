import { useTranslation } from 'react-i18next'
import type { FeedbackField } from '../../../feedback/domain.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { useFieldWords } from './field-words.ts'

/** The fields of a version, in their order. */
export function FieldTable({ fields }: { fields: readonly FeedbackField[] }) {
  const { t } = useTranslation('feedback-definition')
  const words = useFieldWords()
  return (
    <DataTable
      name={t('fields')}
      rows={fields}
      rowKey={({ key }) => key}
      empty={t('none')}
      columns={[
        {
          title: t('field.key'),
          cell: ({ key, label }) => (
            <>
              <code>{key}</code>
              <div className="dim" lang="id">
                {label}
              </div>
            </>
          ),
        },
        {
          title: t('field.type'),
          cell: (field) => (
            <div className="field-text">
              {t(`types.${field.type}`)}
              <div className="dim">{words.typeOf(field)}</div>
            </div>
          ),
        },
        {
          title: t('field.required'),
          cell: (field) => (
            <>
              {words.partOf(field, 'required')}
              {field.unique && <div className="dim">{t('field.unique')}</div>}
            </>
          ),
        },
        {
          title: t('field.help'),
          cell: ({ help }) => (
            <div className="field-text" lang="id">
              {help}
            </div>
          ),
        },
        { title: t('field.proposes'), cell: (field) => words.partOf(field, 'proposes') },
      ]}
    />
  )
}
