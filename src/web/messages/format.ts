import { useTranslation } from 'react-i18next'
import { ZONES, type Zone } from '../api/session.ts'
import { useZone } from '../ui/me.ts'

/** Numbers, days and times as people here write them: 1.000 · 16 September 2025 · 14.05 WIB. */
export type Format = {
  number(value: number): string
  /** A day (`2025-09-16`) or the day of a moment, in the office's zone. */
  day(iso: string): string
  /** `14.05 WIB` */
  time(iso: string): string
  /** `16 Sep 2025 14.05.09 WIB` */
  moment(iso: string): string
}

const LOCALES = { id: 'id-ID', en: 'en-GB' } as const

export function formatFor(language: string, zone: Zone): Format {
  const locale = language === 'en' ? LOCALES.en : LOCALES.id
  const timeZone = ZONES[zone]
  const number = new Intl.NumberFormat(locale)
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone })
  const time = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  })
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone })
  const seconds = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone,
  })
  return {
    number: (value) => number.format(value),
    day: (iso) => day.format(noonOf(iso)),
    time: (iso) => `${time.format(new Date(iso))} ${zone}`,
    moment: (iso) => `${date.format(new Date(iso))} ${seconds.format(new Date(iso))} ${zone}`,
  }
}

/** A bare day is taken at noon, so that no zone makes it the day before. */
const noonOf = (iso: string) => new Date(iso.length === 10 ? `${iso}T05:00:00Z` : iso)

export function useFormat(): Format {
  const { i18n } = useTranslation()
  const zone = useZone()
  return formatFor(i18n.language, zone)
}
