import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Calendar } from '../../api/obligations.ts'
import { PATHS } from '../../paths.ts'
import { useMe } from '../../ui/me.ts'
import { PathLink } from '../../ui/PathLink.tsx'
import './calendar.css'
import { type Month, monthsLater, weeksOf } from './months.ts'
import { useObligationName } from './obligation-words.ts'

type CalendarMonthProps = { calendar: Calendar; month: Month; now: Month; onMonth: (month: Month) => void }

/** A month on a sheet, as it hangs on the wall of an office; on a phone its days stand one below the other. */
export function CalendarMonth({ calendar, month, now, onMonth }: CalendarMonthProps) {
  const { t, i18n } = useTranslation('obligations')
  const locale = i18n.language === 'en' ? 'en-GB' : 'id-ID'
  const title = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  )
  const weeks = weeksOf(month)
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  const [firstWeek = []] = weeks
  return (
    <>
      <Group justify="space-between" mb="xs" mt="md">
        <h2 className="month-title" aria-live="polite">
          {title}
        </h2>
        <Group gap={6}>
          <Button variant="default" size="xs" onClick={() => onMonth(monthsLater(month, -1))}>
            {t('calendar.previous')}
          </Button>
          <Button variant="default" size="xs" onClick={() => onMonth(now)}>
            {t('calendar.thisMonth')}
          </Button>
          <Button variant="default" size="xs" onClick={() => onMonth(monthsLater(month, 1))}>
            {t('calendar.next')}
          </Button>
        </Group>
      </Group>
      <table className="month" aria-label={title}>
        <thead>
          <tr>
            {firstWeek.map((day) => (
              <th key={day} scope="col">
                {weekday.format(new Date(`${day}T00:00:00Z`))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <Day key={day} day={day} calendar={calendar} isOfMonth={day.startsWith(month)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function Day({ day, calendar, isOfMonth }: { day: string; calendar: Calendar; isOfMonth: boolean }) {
  const { t, i18n } = useTranslation('obligations')
  const nameOf = useObligationName()
  const { agency: own } = useMe()
  const items = calendar.items.filter(({ dueOn }) => dueOn === day)
  const ends = calendar.ends.filter((end) => end.day === day)
  const holiday = calendar.holidays.find((one) => one.day === day)
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  const isOff = holiday !== undefined || weekday === 0 || weekday === 6
  const isEmpty = items.length + ends.length === 0 && holiday === undefined
  const names = [
    ...(isOff ? ['month-off'] : []),
    ...(isOfMonth ? [] : ['month-other']),
    ...(isEmpty ? ['month-empty'] : []),
  ]
  const full = new Intl.DateTimeFormat(i18n.language === 'en' ? 'en-GB' : 'id-ID', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`))
  return (
    <td className={names.join(' ')} {...(day === calendar.today ? { 'aria-current': 'date' } : {})}>
      <span className="month-day">
        <span aria-hidden>{Number(day.slice(8))}</span>
        <span className="visually-hidden">{full}</span>
      </span>
      <span className="month-full" aria-hidden>
        {full}
      </span>
      {holiday !== undefined && <div className="month-holiday">{holiday.name}</div>}
      {isOfMonth && (
        <ul>
          {items.map((item) => (
            <li key={`${item.code} ${item.key}`} className={`month-item is-${item.state}`}>
              <PathLink to={PATHS.agreementObligations} params={{ code: item.code }}>
                {nameOf(item)}
              </PathLink>
              <span className="dim">
                {own === null ? `${item.agency} · ` : ''}
                {t(`states.${item.state}`)}
              </span>
            </li>
          ))}
          {ends.map(({ code, agency, number }) => (
            <li key={code} className="month-item is-end">
              <PathLink to={PATHS.agreement} params={{ code }}>
                {t('calendar.ends')}
              </PathLink>
              <span className="dim">{own === null ? agency : number}</span>
            </li>
          ))}
        </ul>
      )}
    </td>
  )
}
