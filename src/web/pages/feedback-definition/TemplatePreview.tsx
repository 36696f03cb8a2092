import { useTranslation } from 'react-i18next'
import { helpOf } from '../../../feedback/definition/field-help.ts'
import { type FieldDraft, previewOf } from './definition-draft.ts'

const NIK_HELP = '# 16 angka; baris ini tidak dibaca'

/** The first rows of the template as it would be: the columns, and the help below them. In Indonesian, as the file is. */
export function TemplatePreview({ fields }: { fields: readonly FieldDraft[] }) {
  const { t } = useTranslation('feedback-definition')
  const columns = fields.map((draft) => ({ id: draft.id, field: previewOf(draft) }))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={t('edit.preview')} lang="id">
      <table aria-label={t('edit.preview')}>
        <thead>
          <tr>
            <th scope="col">NIK</th>
            {columns.map(({ id, field }) => (
              <th key={id} scope="col">
                {field.key || '…'}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>
              <em>{NIK_HELP}</em>
            </td>
            {columns.map(({ id, field }) => (
              <td key={id}>
                <em>{helpOf(field)}</em>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  )
}
