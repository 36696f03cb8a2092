import { Button, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PAPER_STATES } from '../../api/papers.ts'
import type { PaperSearch } from '../../router.tsx'
import { DayInput } from '../../ui/DayInput.tsx'

type Filters = Omit<PaperSearch, 'sebelum'>

type PaperFiltersProps = {
  filters: Filters
  onFilters: (filters: Filters) => void
  kinds: readonly { kind: string; name: string }[]
  /** Empty where all papers are of one agency. */
  agencies: readonly { id: number; name: string }[]
}

/** What to narrow the list to; it stands in the address, so that a finding can be sent to a colleague. */
export function PaperFilters({ filters, onFilters, kinds, agencies }: PaperFiltersProps) {
  const { t } = useTranslation('papers')
  const [values, setValues] = useState(filters)
  const set = (name: keyof Filters) => (value: string) => setValues({ ...values, [name]: value })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onFilters(Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')))
  }
  const select = (
    name: 'jenis' | 'instansi' | 'keadaan',
    label: string,
    all: string,
    options: readonly { value: string; label: string }[],
  ) => (
    <NativeSelect
      label={label}
      value={values[name] ?? ''}
      onChange={({ currentTarget: { value } }) => set(name)(value)}
      data={[{ value: '', label: all }, ...options]}
    />
  )
  return (
    <form className="filters" onSubmit={submit} aria-label={t('filters.form')}>
      <TextInput
        type="search"
        label={t('filters.words')}
        value={values.kata ?? ''}
        onChange={({ currentTarget: { value } }) => set('kata')(value)}
      />
      {select(
        'jenis',
        t('filters.kind'),
        t('filters.allKinds'),
        kinds.map(({ kind, name }) => ({ value: kind, label: name })),
      )}
      {agencies.length > 0 &&
        select(
          'instansi',
          t('filters.agency'),
          t('filters.allAgencies'),
          agencies.map(({ id, name }) => ({ value: String(id), label: name })),
        )}
      {select(
        'keadaan',
        t('filters.state'),
        t('filters.allStates'),
        PAPER_STATES.map((state) => ({ value: state, label: t(`states.${state}`) })),
      )}
      <DayInput label={t('filters.from')} value={values.sejak ?? ''} onDay={set('sejak')} />
      <DayInput label={t('filters.until')} value={values.sampai ?? ''} onDay={set('sampai')} />
      <Button type="submit" variant="default">
        {t('filters.apply')}
      </Button>
      {Object.keys(filters).length > 0 && (
        <Button variant="subtle" onClick={() => onFilters({})}>
          {t('filters.reset')}
        </Button>
      )}
    </form>
  )
}
