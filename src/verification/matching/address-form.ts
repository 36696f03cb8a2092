import { plainWords, upperPlain } from './plain-words.ts'

/** Kinds of road, settlement and building, each written one way (M-27). Short, because they say little. */
const LABELS_OF = {
  JL: 'JL JLN JALAN JLAN JAL',
  GG: 'GG GANG',
  LRG: 'LRG LORONG LR',
  DSN: 'DSN DUSUN',
  DKH: 'DK DKH DUKUH PEDUKUHAN PADUKUHAN',
  KP: 'KP KPG KAMP KAMPUNG',
  DS: 'DS DESA',
  KEL: 'KEL KELURAHAN',
  KEC: 'KEC KECAMATAN',
  PRM: 'PERUM PERUMAHAN PRUM PRM PERUMNAS',
  KPK: 'KOMP KOMPLEK KOMPLEKS KPK',
  BLK: 'BLOK BLK BLOCK',
  KAV: 'KAV KAVLING KAPLING',
  LK: 'LK LINGK LINGKUNGAN LING',
  ASR: 'ASR ASRAMA',
  BTN: 'BTN',
} as const

const SHORT_FORMS_OF = {
  RAYA: 'RY',
  TIMUR: 'TIM TMR',
  SELATAN: 'SEL SLT',
  UTARA: 'UTR',
  BARAT: 'BRT',
  TENGAH: 'TGH',
  TAMAN: 'TMN',
  GRIYA: 'GRY GRIA',
  JENDERAL: 'JEND JENDRAL JEN',
  LETJEN: 'LETJEND',
  MAYJEN: 'MAYJEND',
  TANJUNG: 'TJG',
  SUNGAI: 'SEI',
} as const

const inverted = (table: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(table).flatMap(([full, forms]) => forms.split(' ').map((form) => [form, full])))

const WRITTEN_AS = new Map([...inverted(LABELS_OF), ...inverted(SHORT_FORMS_OF)])

/** The words of an address that name a kind of thing rather than a thing. */
export const ADDRESS_LABELS: ReadonlySet<string> = new Set(Object.keys(LABELS_OF))

const GLUED = /(?<!\S)(RT|RW|NO|KM|BLOK|BLK)(?=\d)/g
const RT_WITH_BARE_RW = /(?<!\S)RT(?: RW)? (\d{1,3}) (\d{1,3})(?!\S)/g
const RT_RW = /(?<!\S)(?:RT(?: RW)?|RW) \d{1,3}(?!\S)/g
const NUMBER_SIGN = /(?<!\S)(?:NO|NOMOR|NOMER|NMR|NOM) (?=\d)/g
const ROMAN = /^(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})$/
const LEADING_ZEROS = /^0+(?=\d)/

/**
 * The words of an address in one way of writing. RT and RW are left out, because the registry keeps them apart
 * from the address and they are matched as NO_RT and NO_RW; an address of nothing else keeps them.
 */
export function addressWords(text: string): string[] {
  const written = plainWords(upperPlain(text))
    .join(' ')
    .replace(GLUED, '$1 ')
    .replace(NUMBER_SIGN, '')
    .replace(RT_WITH_BARE_RW, 'RT $1 RW $2')
  const withoutRtRw = plainWords(written.replace(RT_RW, ' '))
  const words = withoutRtRw.length > 0 ? withoutRtRw : plainWords(written)
  return words.map((word) => WRITTEN_AS.get(word) ?? arabic(word).replace(LEADING_ZEROS, ''))
}

/** Roman numerals up to XXXIX in figures: streets are numbered both ways. */
function arabic(word: string): string {
  const match = ROMAN.exec(word)
  if (match === null) return word
  const [, tens = '', units = ''] = match
  return String(tens.length * 10 + UNITS.indexOf(units))
}

const UNITS: readonly string[] = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX']
