import { romanMonth } from './number-words.ts'

/** How an office numbers a kind of letter. */
export type Numbering = {
  /** Kinds of the same series share its numbers. */
  series: string
  /** `{klasifikasi}/{nomor}/{romawi}/{tahun}` */
  pattern: string
  /** `400.12`; null where the pattern has none. */
  classification: string | null
}

const PLACES = ['nomor', 'romawi', 'bulan', 'tahun', 'klasifikasi']

const PLACE = /\{([^{}]*)\}/g

const MAX_PATTERN = 60

/** What is wrong with a way of numbering; undefined when it can be used (LT-06). */
export function numberingFault(
  numbering: Numbering,
): { field: 'series' | 'pattern' | 'classification'; message: string } | undefined {
  const { series, pattern, classification } = numbering
  const fault = (message: string) => ({ field: 'pattern', message }) as const
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(series)) {
    return {
      field: 'series',
      message: 'Nama deret hanya huruf kecil, angka, dan tanda hubung; paling banyak 40.',
    }
  }
  if (pattern === '' || pattern.length > MAX_PATTERN)
    return fault(`Pola wajib diisi, paling banyak ${MAX_PATTERN} huruf.`)
  const names = [...pattern.matchAll(PLACE)].map(([, name = '']) => name)
  const unknown = names.find((name) => !PLACES.includes(name) && !/^nomor:[1-6]$/.test(name))
  if (unknown !== undefined)
    return fault(`{${unknown}} tidak dikenal; yang ada: ${PLACES.map((one) => `{${one}}`).join(', ')}.`)
  if (/[{}]/.test(pattern.replaceAll(PLACE, ''))) return fault('Ada kurung kurawal yang tidak berpasangan.')
  if (!names.some((name) => name.startsWith('nomor'))) return fault('Pola harus memuat {nomor}.')
  // Numbers begin anew each year: without the year two letters would have the same one.
  if (!names.includes('tahun')) return fault('Pola harus memuat {tahun}.')
  if (classification !== null && classification.length > 40) {
    return { field: 'classification', message: 'Klasifikasi paling banyak 40 huruf.' }
  }
  if (names.includes('klasifikasi') && (classification ?? '') === '') {
    return { field: 'classification', message: 'Pola memuat {klasifikasi}; klasifikasi wajib diisi.' }
  }
  return undefined
}

/** The number of a letter of a day. `{nomor:3}` fills up with zeros. */
export function formatNumber(numbering: Numbering, taken: { number: number; date: string }): string {
  const [year = '', month = ''] = taken.date.split('-')
  return numbering.pattern.replaceAll(PLACE, (whole, name: string) => {
    if (name.startsWith('nomor')) return String(taken.number).padStart(Number(name.split(':')[1] ?? 1), '0')
    if (name === 'romawi') return romanMonth(Number(month))
    if (name === 'bulan') return month
    if (name === 'tahun') return year
    return name === 'klasifikasi' ? (numbering.classification ?? '') : whole
  })
}
