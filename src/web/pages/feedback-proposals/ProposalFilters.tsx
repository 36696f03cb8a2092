import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PROPOSAL_FIELDS, PROPOSAL_MARKS, PROPOSAL_STATES } from '../../api/registry-proposals.ts'
import type { ProposalSearch } from '../../router.tsx'

type Filters = Omit<ProposalSearch, 'sesudah'>

type ProposalFiltersProps = {
  filters: Filters
  onFilters: (filters: Filters) => void
  agencies: readonly { id: number; name: string }[]
}

const AGES = [7, 14, 30, 90]

/** What to narrow the list to; it stands in the address, and names nobody. */
export function ProposalFilters({ filters, onFilters, agencies }: ProposalFiltersProps) {
  const { t } = useTranslation('feedback-proposals')
  const change = (name: keyof Filters, value: string) => {
    const next = { ...filters, [name]: value }
    onFilters(Object.fromEntries(Object.entries(next).filter(([, one]) => one !== '')))
  }
  const select = (
    name: 'jenis' | 'instansi' | 'umur' | 'tanda',
    label: string,
    all: string,
    options: readonly { value: string; label: string }[],
  ) => (
    <NativeSelect
      label={label}
      value={filters[name] ?? ''}
      onChange={({ currentTarget: { value } }) => change(name, value)}
      data={[{ value: '', label: all }, ...options]}
    />
  )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a search region within the page, not a form that is sent
    <div className="filters" role="search" aria-label={t('filters.form')}>
      {select(
        'jenis',
        t('filters.kind'),
        t('filters.allKinds'),
        PROPOSAL_FIELDS.map((field) => ({ value: field, label: t(`fields.${field}`) })),
      )}
      {select(
        'instansi',
        t('filters.agency'),
        t('filters.allAgencies'),
        agencies.map(({ id, name }) => ({ value: String(id), label: name })),
      )}
      {select(
        'umur',
        t('filters.age'),
        t('filters.anyAge'),
        AGES.map((n) => ({ value: String(n), label: t('filters.days', { n }) })),
      )}
      {select(
        'tanda',
        t('filters.mark'),
        t('filters.anyMark'),
        PROPOSAL_MARKS.map((mark) => ({ value: mark, label: t(`marks.${mark}`) })),
      )}
      <NativeSelect
        label={t('filters.state')}
        value={filters.keadaan ?? 'open'}
        onChange={({ currentTarget: { value } }) => change('keadaan', value === 'open' ? '' : value)}
        data={PROPOSAL_STATES.map((state) => ({ value: state, label: t(`states.${state}`) }))}
      />
      {filters.keadaan === 'accepted' && (
        <label className="tick">
          <input
            type="checkbox"
            checked={filters.impor !== undefined}
            onChange={({ currentTarget: { checked } }) => change('impor', checked ? 'ya' : '')}
          />
          {t('filters.import')}
        </label>
      )}
    </div>
  )
}
