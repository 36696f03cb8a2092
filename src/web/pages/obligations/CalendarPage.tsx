import '../../messages/obligations/words.ts'
import { Anchor, NativeSelect } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { withQuery } from '../../api/client.ts'
import { type CalendarItem, type Calendar as CalendarView, calendarShape } from '../../api/obligations.ts'
import { agencyRowsShape } from '../../api/office.ts'
import { patiently } from '../../lazy-route-component.ts'
import { PATHS } from '../../paths.ts'
import type { CalendarSearch } from '../../router.tsx'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay, useMe } from '../../ui/me.ts'
import { Note } from '../../ui/Note.tsx'
import { Page } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { useToday } from '../../ui/use-today.ts'
import './calendar.css'
import { CalendarFilters } from './CalendarFilters.tsx'
import { CalendarList } from './CalendarList.tsx'
import { firstOf, isMonth, lastOf, type Month, monthOf, monthsLater } from './months.ts'

// The sheet of a month is fetched when somebody wants to see one.
const CalendarMonth = lazy(
  patiently(() => import('./CalendarMonth.tsx').then((module) => ({ default: module.CalendarMonth }))),
)

export function CalendarPage() {
  return (
    <Door needs="agreement.read">
      <Calendar />
    </Door>
  )
}

/** A list shows what has lately been due and a year ahead; what is late is looked for two years back. */
const BEHIND = 3
const AHEAD = 12
const LATE_BEHIND = 24

/** Due dates of all agreements of an office, or of an agency; what is shown stands in the address. */
function Calendar() {
  const { t } = useTranslation('obligations')
  const navigate = useNavigate()
  const search = useSearch({ from: '/shell/kalender' })
  const { agency } = useMe()
  const now = monthOf(useToday())
  const isMonthView = search.tampilan === 'bulan'
  const month = isMonth(search.bulan) ? search.bulan : undefined
  const shown = month ?? now
  const from = isMonthView ? shown : (month ?? monthsLater(now, -LATE_BEHIND))
  const until = isMonthView ? shown : monthsLater(month ?? now, AHEAD - 1)
  const asked = {
    from: firstOf(from),
    until: lastOf(until),
    agency: search.instansi,
    kind: search.jenis,
    state: search.keadaan,
    owedBy: search.pihak,
  }
  const query = useAsked(withQuery('/calendar', asked), calendarShape)
  const choose = (change: CalendarSearch) => {
    const wanted = Object.entries({ ...search, ...change }).filter(([, value]) => value !== '')
    void navigate({ to: PATHS.calendar, search: Object.fromEntries(wanted), replace: true })
  }
  const isFiltered = [search.instansi, search.jenis, search.keadaan, search.pihak].some(
    (one) => one !== undefined,
  )
  return (
    <Page
      title={t('calendar.title')}
      lead={agency === null ? t('calendar.lead') : t('calendar.leadAgency')}
      actions={
        <Anchor href={`/api/portal${withQuery('/calendar.ics', asked)}`} download="kalender-kewajiban.ics">
          {t('calendar.download')}
        </Anchor>
      }
    >
      <div className="filters">
        <NativeSelect
          label={t('calendar.view')}
          value={isMonthView ? 'bulan' : ''}
          onChange={({ currentTarget: { value } }) => choose({ tampilan: value })}
          data={[
            { value: '', label: t('calendar.list') },
            { value: 'bulan', label: t('calendar.month') },
          ]}
        />
        {agency === null && <AgencyFilter chosen={search.instansi} onChoose={choose} />}
        <CalendarFilters search={search} onChoose={choose} />
      </div>
      <Loaded query={query}>
        {(calendar) => (
          <>
            <IncompleteYears years={uncertainYears(calendar, isMonthView ? shown : undefined)} />
            {isMonthView ? (
              <Suspense fallback={<div className="skeleton" />}>
                <CalendarMonth
                  calendar={calendar}
                  month={shown}
                  now={now}
                  onMonth={(bulan) => choose({ bulan })}
                />
              </Suspense>
            ) : (
              <CalendarList
                calendar={month === undefined ? withoutSettled(calendar, now) : calendar}
                empty={isFiltered ? t('calendar.noMatch') : t('calendar.empty')}
              />
            )}
          </>
        )}
      </Loaded>
    </Page>
  )
}

/** The years on whose holidays something open rests that may move, and that of the sheet that is shown. */
function uncertainYears({ items, incompleteYears }: CalendarView, month: Month | undefined): number[] {
  const open = items.filter(({ state }) => state === 'due' || state === 'late')
  const years = new Set(open.flatMap((one) => one.uncertainYears))
  const ofSheet = month === undefined ? [] : incompleteYears
  return [...new Set([...years, ...ofSheet])].sort((one, other) => one - other)
}

function IncompleteYears({ years }: { years: readonly number[] }) {
  const { t } = useTranslation('obligations')
  const mayChange = useMay('office.settings.manage')
  const [first] = years
  if (first === undefined) return null
  return (
    <div className="calendar-note">
      <Note tone="warn">
        <p>
          {t('calendar.incomplete', { years: years.join(', ') })}{' '}
          {mayChange && (
            <PathLink to={PATHS.holidays} search={{ tahun: first }}>
              {t('calendar.incompleteLink')}
            </PathLink>
          )}
        </p>
      </Note>
    </div>
  )
}

/** Of what lies months back only what is still open is worth a line. */
function withoutSettled(calendar: CalendarView, now: Month): CalendarView {
  const since = firstOf(monthsLater(now, -BEHIND))
  const isOpen = ({ state }: CalendarItem) => state === 'late' || state === 'submitted'
  return {
    ...calendar,
    items: calendar.items.filter((item) => item.dueOn >= since || isOpen(item)),
    ends: calendar.ends.filter(({ day }) => day >= since),
  }
}

type Choose = (change: CalendarSearch) => void

function AgencyFilter({ chosen, onChoose }: { chosen: string | undefined; onChoose: Choose }) {
  const { t } = useTranslation('obligations')
  const agencies = useAsked('/office/agencies', agencyRowsShape)
  return (
    <NativeSelect
      className="calendar-agency"
      label={t('calendar.agency')}
      value={chosen ?? ''}
      onChange={({ currentTarget: { value } }) => onChoose({ instansi: value })}
      data={[
        { value: '', label: t('calendar.allAgencies') },
        ...(agencies.data ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
      ]}
    />
  )
}
