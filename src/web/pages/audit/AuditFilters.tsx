import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditSearch } from '../../router.tsx'
import { DayInput } from '../../ui/DayInput.tsx'
import '../../messages/audit/words.ts'

type Filters = Omit<AuditSearch, 'before'>

type AuditFiltersProps = { filters: Filters; onFilters: (filters: Filters) => void }

const NAMES = ['event', 'outcome', 'agency', 'userId', 'from', 'until'] as const

/** What to narrow the log to; it stands in the address, so that a finding can be sent to a colleague. */
export function AuditFilters({ filters, onFilters }: AuditFiltersProps) {
  const { t } = useTranslation()
  const [values, setValues] = useState(filters)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onFilters(values)
  }
  const hasFilter = Object.keys(filters).length > 0
  return (
    <form className="filters audit-filters" onSubmit={submit} aria-label={t('audit.filter')}>
      {NAMES.map((name) => {
        const label = t(`audit.${name}`)
        const value = values[name] ?? ''
        const set = (next: string) => setValues({ ...values, [name]: next })
        return name === 'from' || name === 'until' ? (
          <DayInput key={name} label={label} value={value} onDay={set} />
        ) : (
          <TextInput
            key={name}
            label={label}
            autoComplete="off"
            value={value}
            onChange={(event) => set(event.currentTarget.value)}
          />
        )
      })}
      <Button type="submit" variant="default">
        {t('audit.apply')}
      </Button>
      {hasFilter && (
        <Button variant="subtle" onClick={() => onFilters({})}>
          {t('audit.reset')}
        </Button>
      )}
    </form>
  )
}
