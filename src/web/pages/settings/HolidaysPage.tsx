import '../../messages/office-mail/words.ts'
import { NativeSelect } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type HolidayYear, yearsShape } from '../../api/office-mail.ts'
import { PATHS } from '../../paths.ts'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Note } from '../../ui/Note.tsx'
import { Page } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { HolidayForm } from './HolidayForm.tsx'

export function HolidaysPage() {
  return (
    <Door needs="office.settings.read">
      <Holidays />
    </Door>
  )
}

const EARLIEST = 2020
const YEARS_AHEAD = 3

/** The days of a year on which the office does not work, besides weekends. */
function Holidays() {
  const { t } = useTranslation('office-mail')
  const navigate = useNavigate()
  const thisYear = new Date().getFullYear()
  const { tahun: year = thisYear } = useSearch({ from: '/shell/pengaturan/hari-libur' })
  const query = useAsked('/office/holidays', yearsShape)
  const [saved, setSaved] = useState<number>()
  const choices = Array.from({ length: thisYear + YEARS_AHEAD - EARLIEST + 1 }, (_, n) => EARLIEST + n)
  return (
    <Page
      title={t('holidays.title', { year })}
      lead={t('holidays.lead')}
      actions={<PathLink to={PATHS.settings}>{t('holidays.back')}</PathLink>}
    >
      <div className="filters">
        <NativeSelect
          label={t('holidays.choose')}
          value={String(year)}
          onChange={({ currentTarget: { value } }) =>
            void navigate({ to: PATHS.holidays, search: { tahun: Number(value) }, replace: true })
          }
          data={(choices.includes(year) ? choices : [...choices, year]).map(String)}
        />
      </div>
      <Loaded query={query}>
        {(years) => {
          const known = years.find((one) => one.year === year) ?? unknownYear(year)
          return (
            <>
              {saved === year && (
                <Note tone="good" live="polite">
                  <p>{t('holidays.saved')}</p>
                </Note>
              )}
              {known.basis === null && known.holidays.length > 0 && (
                <Note tone="info">
                  <p>{t('holidays.shipped')}</p>
                </Note>
              )}
              <HolidayForm key={JSON.stringify(known)} known={known} onSaved={() => setSaved(year)} />
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}

const unknownYear = (year: number): HolidayYear => ({ year, isComplete: false, basis: null, holidays: [] })
