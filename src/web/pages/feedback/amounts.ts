import { useTranslation } from 'react-i18next'

export type Amounts = {
  /** `2,4 MB` */
  bytes: (count: number) => string
  /** `3 menit`, `1 jam 20 menit` */
  time: (seconds: number) => string
}

/** Sizes and lengths of time in the words of a language. */
export function amountsIn(locale: string): Amounts {
  const unit = (name: string, digits = 0) => {
    const format = new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: name,
      unitDisplay: digits === 0 ? 'long' : 'short',
      maximumFractionDigits: digits,
    })
    return (value: number) => format.format(value)
  }
  const [gigabytes, megabytes, kilobytes] = [unit('gigabyte', 1), unit('megabyte', 1), unit('kilobyte', 1)]
  const [hours, minutes, seconds] = [unit('hour'), unit('minute'), unit('second')]
  return {
    bytes: (count) => {
      if (count >= 1e9) return gigabytes(count / 1e9)
      return count >= 1e6 ? megabytes(count / 1e6) : kilobytes(count / 1e3)
    },
    time: (count) => {
      if (count < 60) return seconds(Math.max(1, Math.round(count)))
      const whole = Math.round(count / 60)
      if (whole < 60) return minutes(whole)
      const rest = whole % 60
      return [hours(Math.floor(whole / 60)), ...(rest === 0 ? [] : [minutes(rest)])].join(' ')
    },
  }
}

export function useAmounts(): Amounts {
  const { i18n } = useTranslation()
  return amountsIn(i18n.language === 'en' ? 'en-GB' : 'id-ID')
}
