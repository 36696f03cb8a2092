const DIGITS = ['nol', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan']

const SCALES: readonly (readonly [number, string])[] = [
  [1e15, 'kuadriliun'],
  [1e12, 'triliun'],
  [1e9, 'miliar'],
  [1e6, 'juta'],
]

/** The largest number that has words. */
export const MAX_IN_WORDS = 1e15

/**
 * A whole number in Indonesian words (terbilang), 0 to 10^15.
 *
 * @throws RangeError for other numbers
 */
export function inWords(number: number): string {
  if (!Number.isSafeInteger(number) || number < 0 || number > MAX_IN_WORDS) {
    throw new RangeError('only whole numbers from 0 to 10^15 have words here')
  }
  return number === 0 ? 'nol' : words(number).join(' ')
}

function words(number: number): string[] {
  if (number === 0) return []
  if (number < 10) return [DIGITS[number] ?? '']
  if (number < 20)
    return number === 10 ? ['sepuluh'] : number === 11 ? ['sebelas'] : [...words(number - 10), 'belas']
  if (number < 100) return [...words(Math.floor(number / 10)), 'puluh', ...words(number % 10)]
  if (number < 1_000) return [...one(Math.floor(number / 100), 'ratus'), ...words(number % 100)]
  if (number < 1e6) return [...one(Math.floor(number / 1_000), 'ribu'), ...words(number % 1_000)]
  const [value, name] = SCALES.find(([scale]) => number >= scale) ?? [1e6, 'juta']
  return [...words(Math.floor(number / value)), name, ...words(number % value)]
}

/** `seratus`, `seribu`, but `satu juta`. */
const one = (count: number, unit: 'ratus' | 'ribu') => (count === 1 ? [`se${unit}`] : [...words(count), unit])

/** `2 (dua)`, as papers write a number that matters. */
export function withWords(number: number): string {
  return `${new Intl.NumberFormat('id-ID').format(number)} (${inWords(number)})`
}

const ROMAN = [
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const

/** A month (1–12) in Roman numerals, as numbers of letters carry it. */
export function romanMonth(month: number): string {
  let left = month
  let text = ''
  for (const [value, digit] of ROMAN) {
    for (; left >= value; left -= value) text += digit
  }
  return text
}
