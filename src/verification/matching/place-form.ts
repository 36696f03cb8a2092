import { plainWords, upperPlain } from './plain-words.ts'

/** The kind of place says little about a place of birth: KAB. SRAGEN and SRAGEN are one (M-26). */
const KINDS = new Set([
  'KABUPATEN',
  'KAB',
  'KOTA',
  'KOTAMADYA',
  'KODYA',
  'KECAMATAN',
  'KEC',
  'DESA',
  'KELURAHAN',
  'KEL',
  'PROVINSI',
  'PROV',
])

const SHORT_FORMS = new Map([
  ['JKT', 'JAKARTA'],
  ['SBY', 'SURABAYA'],
  ['BDG', 'BANDUNG'],
  ['SMG', 'SEMARANG'],
  ['JOGJA', 'YOGYAKARTA'],
  ['YOGYA', 'YOGYAKARTA'],
  ['YOGJA', 'YOGYAKARTA'],
  ['JOGJAKARTA', 'YOGYAKARTA'],
  ['DJOGJAKARTA', 'YOGYAKARTA'],
  ['TJG', 'TANJUNG'],
  ['TG', 'TANJUNG'],
  ['SEI', 'SUNGAI'],
  ['SEL', 'SELATAN'],
  ['UTR', 'UTARA'],
  ['BRT', 'BARAT'],
  ['TGH', 'TENGAH'],
  ['KEP', 'KEPULAUAN'],
  ['BDR', 'BANDAR'],
  ['GN', 'GUNUNG'],
])

/** Towns whose own name begins with KOTA, by the word after it. */
const TOWNS_OF_KOTA = new Set([
  'BARU',
  'AGUNG',
  'BUMI',
  'PINANG',
  'MOBAGU',
  'GADANG',
  'GAJAH',
  'BATU',
  'WARINGIN',
])

const SPECIAL_PROVINCE = /^(?:D K I|D K|DKI|DKJ|D I|DI|DIY) (?=(?:JAKARTA|[YJ]OG[YJ]A(?:KARTA)?|ACEH)$)/

/** The words of a place of birth, without the kind of place and with the usual short forms written out. */
export function placeWords(text: string): string[] {
  const written = plainWords(upperPlain(text)).join(' ').replace(SPECIAL_PROVINCE, '').split(' ')
  const words = written[0] === '' ? [] : written
  return withoutKind(words).map((word) => SHORT_FORMS.get(word) ?? word)
}

function withoutKind(words: readonly string[]): readonly string[] {
  const [kind = '', next] = words
  if (next === undefined || !KINDS.has(kind)) return words
  if (kind === 'KOTA' && TOWNS_OF_KOTA.has(next)) return [kind + next, ...words.slice(2)]
  return words.slice(1)
}
