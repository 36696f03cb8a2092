import { useFormat } from '../../messages/format.ts'

/** A moment to the millisecond: what is measured here is shorter than a second. */
export function usePreciseMoment(): (iso: string) => string {
  const format = useFormat()
  return (iso) => {
    const milliseconds = /\.(\d{3})/.exec(iso)?.[1] ?? '000'
    // `16 Sep 2025 14.05.09 WIB`: the fraction belongs behind the seconds, before the zone.
    return format.moment(iso).replace(/ (\S+)$/, `,${milliseconds} $1`)
  }
}

/** Milliseconds between two moments of the database, which tells microseconds. */
export function millisecondsBetween(from: string, to: string): number {
  const micros = (iso: string) => Number(/\.(\d{6})/.exec(iso)?.[1]?.slice(3) ?? 0) / 1_000
  const whole = (iso: string) => Date.parse(iso.replace(/(\.\d{3})\d*/, '$1'))
  return whole(to) + micros(to) - whole(from) - micros(from)
}
