import { NativeSelect } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BREAKDOWNS, type StandingLine } from '../../api/compliance.ts'
import { PATHS } from '../../paths.ts'
import type { ComplianceSearch } from '../../router.tsx'
import { DayInput } from '../../ui/DayInput.tsx'
import { useMe } from '../../ui/me.ts'
import { useToday } from '../../ui/use-today.ts'
import { SPANS, spanOf, spanOn } from './spans.ts'

const WITHINS = [7, 30, 90] as const

type ComplianceFiltersProps = {
  search: ComplianceSearch
  from: string
  until: string
  agreements: readonly StandingLine[]
}

/** Which accesses are counted: all of it stands in the address. */
export function ComplianceFilters({ search, from, until, agreements }: ComplianceFiltersProps) {
  const { t } = useTranslation('feedback-compliance')
  const navigate = useNavigate()
  const today = useToday()
  // A day field keeps what is typed in it; it is drawn anew when a named period sets it.
  const [drawn, setDrawn] = useState(0)
  const { agency } = useMe()
  const choose = (change: ComplianceSearch) => {
    const wanted = Object.entries({ ...search, ...change }).filter(([, value]) => value !== '')
    void navigate({ to: PATHS.compliance, search: Object.fromEntries(wanted), replace: true })
  }
  const span = spanOf(from, until, today)
  const agencies = new Map(agreements.map(({ agencyId, agency: name }) => [agencyId, name]))
  const ofAgency = agreements.filter(
    ({ agencyId }) => search.instansi === undefined || String(agencyId) === search.instansi,
  )
  const chooseSpan = (name: string) => {
    const chosen = SPANS.find((one) => one === name)
    if (chosen === undefined) return
    const days = spanOn(chosen, today)
    choose({ dari: days.from, sampai: days.until })
    setDrawn(drawn + 1)
  }
  return (
    <div className="filters">
      <NativeSelect
        label={t('filters.span')}
        value={span ?? 'own'}
        onChange={({ currentTarget: { value } }) => chooseSpan(value)}
        data={(['own', ...SPANS] as const).map((value) => ({
          value,
          label: t(`filters.spans.${value}`),
        }))}
      />
      <DayInput
        key={`from-${drawn}`}
        label={t('filters.from')}
        value={from}
        onDay={(day) => day !== from && isWhole(day) && choose({ dari: day })}
      />
      <DayInput
        key={`until-${drawn}`}
        label={t('filters.until')}
        value={until}
        onDay={(day) => day !== until && isWhole(day) && choose({ sampai: day })}
      />
      {agency === null && (
        <NativeSelect
          label={t('filters.agency')}
          value={search.instansi ?? ''}
          onChange={({ currentTarget: { value } }) => choose({ instansi: value, perjanjian: '' })}
          data={[
            { value: '', label: t('filters.allAgencies') },
            ...[...agencies].map(([id, name]) => ({ value: String(id), label: name })),
          ]}
        />
      )}
      <NativeSelect
        label={t('filters.agreement')}
        value={search.perjanjian ?? ''}
        onChange={({ currentTarget: { value } }) => choose({ perjanjian: value })}
        data={[
          { value: '', label: t('filters.allAgreements') },
          ...ofAgency.map(({ code }) => ({ value: code, label: code })),
        ]}
      />
      <NativeSelect
        label={t('filters.by')}
        value={search.menurut ?? 'agreement'}
        onChange={({ currentTarget: { value } }) => choose({ menurut: value })}
        data={BREAKDOWNS.map((value) => ({ value, label: t(`by.${value}`) }))}
      />
      <NativeSelect
        label={t('filters.within')}
        value={search.jendela ?? ''}
        onChange={({ currentTarget: { value } }) => choose({ jendela: value })}
        data={[
          { value: '', label: t('filters.withins.any') },
          ...WITHINS.map((days) => ({ value: String(days), label: t(`filters.withins.d${days}`) })),
        ]}
      />
    </div>
  )
}

const isWhole = (day: string) => /^\d{4}-\d{2}-\d{2}$/.test(day)
