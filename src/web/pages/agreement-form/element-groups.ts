import { ELEMENT_NAMES, type Element } from '../../../registry/elements.ts'

/** The catalogue in the groups in which a paper names it; a paper counts the whole address as one. */
export const ELEMENT_GROUPS = {
  person: [
    'NO_KK',
    'NIK',
    'NAMA_LGKP',
    'JENIS_KLMIN',
    'TMPT_LHR',
    'TGL_LHR',
    'GOL_DARAH',
    'AGAMA',
    'PNYDNG_CCT',
  ],
  status: ['STATUS_KAWIN', 'STAT_HBKEL', 'PDDK_AKH', 'JENIS_PKRJN'],
  address: [
    'ALAMAT',
    'DUSUN',
    'NO_RT',
    'NO_RW',
    'NO_KEL',
    'KEL_NAME',
    'NO_KEC',
    'KEC_NAME',
    'NO_KAB',
    'KAB_NAME',
    'NO_PROP',
    'PROP_NAME',
    'KODE_POS',
  ],
  certificates: ['NO_AKTA_LHR', 'TGL_KWN', 'NO_AKTA_KWN', 'TGL_CRAI', 'NO_AKTA_CRAI'],
  parents: ['NIK_AYAH', 'NAMA_LGKP_AYAH', 'NIK_IBU', 'NAMA_LGKP_IBU'],
  card: ['EKTP_STATUS', 'EKTP_CREATED'],
} as const satisfies Record<string, readonly Element[]>

export type ElementGroup = keyof typeof ELEMENT_GROUPS

export const GROUP_NAMES = [
  'person',
  'status',
  'address',
  'certificates',
  'parents',
  'card',
] as const satisfies readonly ElementGroup[]

const ADDRESS: ReadonlySet<string> = new Set(ELEMENT_GROUPS.address)

/** How many elements a paper would count: its address is one, however many parts it has. */
export function countAsWritten(elements: readonly string[]): number {
  const others = elements.filter((name) => !ADDRESS.has(name)).length
  return others + (others === elements.length ? 0 : 1)
}

/**
 * Elements named in a text, by official name or by label, as they stand in a letter.
 *
 * @returns what was found, and the rest of the text that names none
 */
export function findElements(
  text: string,
  labelOf: (name: Element) => string,
): { found: Element[]; rest: string[] } {
  const byWord = new Map(
    ELEMENT_NAMES.flatMap((name) => [
      [name.toLowerCase(), name],
      [labelOf(name).toLowerCase(), name],
    ]),
  )
  const found: Element[] = []
  const rest: string[] = []
  for (const part of text.split(/[,;\n]+/)) {
    const word = part.trim().replace(/^["'\d.)\s]+|["'\s]+$/g, '')
    if (word === '') continue
    const name = byWord.get(word.toLowerCase())
    if (name === undefined) rest.push(word)
    else found.push(name)
  }
  return { found, rest }
}
