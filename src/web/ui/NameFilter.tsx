import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type NameFilterProps = { value: string | undefined; onValue: (value: string) => void }

/** Narrows a list while typing; the page keeps it in its address. */
export function NameFilter({ value, onValue }: NameFilterProps) {
  const { t } = useTranslation()
  return (
    <div className="filters">
      <TextInput
        type="search"
        label={t('agency.filter')}
        value={value ?? ''}
        onChange={(event) => onValue(event.currentTarget.value)}
      />
    </div>
  )
}

/** Whether a text has the words of a filter in it, whatever their case. */
export const hasWords = (text: string, filter: string | undefined) =>
  text.toLowerCase().includes((filter ?? '').trim().toLowerCase())
