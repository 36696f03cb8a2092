import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ENCODINGS, type Reading, SEPARATORS } from '../../api/feedback-uploads.ts'

const SEPARATOR_WORDS = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const

type ReadingFieldsProps = { reading: Reading; onCorrect: (given: Partial<Reading>) => void }

/** How the file is read, each habit to be corrected. A workbook has neither separators nor encodings. */
export function ReadingFields({ reading, onCorrect }: ReadingFieldsProps) {
  const { t } = useTranslation('feedback')
  const { format, separator, encoding, decimal, dayFirst } = reading
  return (
    <div className="filters">
      {format === 'csv' && (
        <>
          <NativeSelect
            label={t('upload.look.separator')}
            value={separator}
            onChange={({ currentTarget }) => {
              const chosen = SEPARATORS.find((one) => one === currentTarget.value)
              if (chosen !== undefined) onCorrect({ separator: chosen })
            }}
            data={SEPARATORS.map((one) => ({
              value: one,
              label: t(`upload.look.separators.${SEPARATOR_WORDS[one]}`),
            }))}
          />
          <NativeSelect
            label={t('upload.look.encoding')}
            value={encoding}
            onChange={({ currentTarget }) => {
              const chosen = ENCODINGS.find((one) => one === currentTarget.value)
              if (chosen !== undefined) onCorrect({ encoding: chosen })
            }}
            data={ENCODINGS.map((one) => ({ value: one, label: t(`upload.look.encodings.${one}`) }))}
          />
        </>
      )}
      <NativeSelect
        label={t('upload.look.decimal')}
        value={decimal}
        onChange={({ currentTarget: { value } }) => onCorrect({ decimal: value === ',' ? ',' : '.' })}
        data={[
          { value: ',', label: t('upload.look.decimals.comma') },
          { value: '.', label: t('upload.look.decimals.point') },
        ]}
      />
      <NativeSelect
        label={t('upload.look.days')}
        value={dayFirst ? 'hari' : 'bulan'}
        onChange={({ currentTarget: { value } }) => onCorrect({ dayFirst: value === 'hari' })}
        data={[
          { value: 'hari', label: t('upload.look.dayFirst') },
          { value: 'bulan', label: t('upload.look.monthFirst') },
        ]}
      />
    </div>
  )
}
