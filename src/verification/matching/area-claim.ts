import { withoutZeros } from './plain-claim.ts'

export type AreaLevel = 'province' | 'regency' | 'district' | 'village'

/** Where a level stands in the ten-digit village code. */
const PART = {
  province: [0, 2],
  regency: [2, 4],
  district: [4, 6],
  village: [6, 10],
} as const satisfies Record<AreaLevel, readonly [number, number]>

const MAX_CLAIM_LENGTH = 120
const PLAIN_DIGITS = /^\d{1,12}$/
const DOTTED_DIGITS = /^\d{1,4}(?:\.\d{1,4}){1,3}$/

/** Whether a claim is the area's local part (`13`, `013`) or its full code (`8813`, `88.13`): M-14. */
export function isClaimedAreaCode(level: AreaLevel, claim: string, villageCode: string): boolean {
  const text = claim.trim()
  const [from, to] = PART[level]
  const full = villageCode.slice(0, to)
  if (DOTTED_DIGITS.test(text)) return text.replaceAll('.', '') === full
  if (!PLAIN_DIGITS.test(text)) return false
  const digits = withoutZeros(text)
  return digits === withoutZeros(villageCode.slice(from, to)) || digits === full
}

/** The area's name as the claim may be read: M-15. `city` and `regency` only where the claim says so. */
type Reading = { bare: string; form?: 'city' | 'regency' }

const ADMINISTRATIVE = '(?:ADMINISTRASI |ADMINISTRATIF |ADM )?'
const CITY = new RegExp(`^(?:KOTA|KOTAMADYA|KODYA|KODIA) ${ADMINISTRATIVE}(?=.)`)
const REGENCY = new RegExp(`^(?:KABUPATEN|KAB) ${ADMINISTRATIVE}(?=.)`)
const PREFIX = {
  province: /^(?:PROVINSI|PROPINSI|PROV|PROP) (?=.)/,
  district: /^(?:KECAMATAN|KEC|DISTRIK|KAPANEWON|KEMANTREN) (?=.)/,
  village: /^(?:DESA|DS|KELURAHAN|KEL|KALURAHAN) (?=.)/,
} as const

const PROVINCE_ALIASES = new Map(
  Object.entries({
    JAKARTA: 'DKIJAKARTA DKJAKARTA DKJ DKI DAERAHKHUSUSJAKARTA DAERAHKHUSUSIBUKOTAJAKARTA',
    YOGYAKARTA: 'DIYOGYAKARTA DIY DAERAHISTIMEWAYOGYAKARTA JOGJAKARTA DIJOGJAKARTA',
    ACEH: 'NAD NANGGROEACEHDARUSSALAM NANGROEACEHDARUSSALAM DIACEH DAERAHISTIMEWAACEH',
    KEPULAUANBANGKABELITUNG: 'BANGKABELITUNG BABEL',
    KEPULAUANRIAU: 'KEPRI',
    NUSATENGGARABARAT: 'NTB',
    NUSATENGGARATIMUR: 'NTT',
    JAWABARAT: 'JABAR',
    JAWATENGAH: 'JATENG',
    JAWATIMUR: 'JATIM',
    SUMATERAUTARA: 'SUMUT SUMATRAUTARA',
    SUMATERABARAT: 'SUMBAR SUMATRABARAT',
    SUMATERASELATAN: 'SUMSEL SUMATRASELATAN',
  }).flatMap(([name, aliases]) => aliases.split(' ').map((alias): [string, string] => [alias, name])),
)

// A regency's code ends in 01–69, a city's in 71–99.
const isCity = (villageCode: string) => Number(villageCode.slice(...PART.regency)) > 70

/**
 * Whether a claimed area name is the stored one. KOTA X and KABUPATEN X are two places: a claim that says which
 * matches only that one, a claim without either word matches both (M-16). Which of the two the resident lives
 * in is told by the code, because the stored name of a regency carries no word for it.
 */
export function isClaimedArea(level: AreaLevel, claim: string, stored: string, villageCode: string): boolean {
  if (claim.length > MAX_CLAIM_LENGTH) return false
  const form = isCity(villageCode) ? 'city' : 'regency'
  const wanted = bareStored(level, spaced(stored), form)
  if (wanted === '') return false
  return readings(level, spaced(claim)).some(
    (reading) => reading.bare === wanted && (reading.form === undefined || reading.form === form),
  )
}

function bareStored(level: AreaLevel, stored: string, form: 'city' | 'regency'): string {
  if (level === 'province') return province(stored)
  if (level !== 'regency') return squash(stored)
  return squash(stored.replace(form === 'city' ? CITY : REGENCY, ''))
}

// The whole text is always one reading: there are a regency Kotabaru, a village Desa Baru, a district Kota Agung.
function readings(level: AreaLevel, claim: string): Reading[] {
  if (level === 'province') return [{ bare: province(claim) }]
  const whole = { bare: squash(claim) }
  if (level !== 'regency') return [whole, { bare: squash(claim.replace(PREFIX[level], '')) }]
  return [
    whole,
    ...(CITY.test(claim) ? [{ bare: squash(claim.replace(CITY, '')), form: 'city' as const }] : []),
    ...(REGENCY.test(claim) ? [{ bare: squash(claim.replace(REGENCY, '')), form: 'regency' as const }] : []),
  ]
}

function province(text: string): string {
  const bare = squash(text.replace(PREFIX.province, ''))
  return PROVINCE_ALIASES.get(bare) ?? bare
}

/** Upper case words of letters and digits with one space between; KEP. is KEPULAUAN. */
function spaced(text: string): string {
  return text
    .toUpperCase()
    .replace(/['’`]/g, '')
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim()
    .replace(/\bKEP\b/g, 'KEPULAUAN')
}

const squash = (text: string) => text.replaceAll(' ', '')
