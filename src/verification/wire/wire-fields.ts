import type { Element } from '../../registry/elements.ts'

/** What a key of a request body stands for. */
export type WireField =
  | { kind: 'login' | 'password' | 'nik' | 'address' | 'local-operator' | 'threshold' }
  | { kind: 'claim'; element: Element }

const ALIASES: [string, WireField][] = [
  ['user_id', { kind: 'login' }],
  ['userid', { kind: 'login' }],
  ['password', { kind: 'password' }],
  ['nik', { kind: 'nik' }],
  ['ip_user', { kind: 'address' }],
  ['ip_users', { kind: 'address' }],
  ['ip_address', { kind: 'address' }],
  ['ipuser', { kind: 'address' }],
  ['user_id_lokal', { kind: 'local-operator' }],
  ['local_user_id', { kind: 'local-operator' }],
  ['treshold', { kind: 'threshold' }],
  ['threshold', { kind: 'threshold' }],
]

/** The elements that a match by element accepts; every other key of a body is ignored. */
export const CLAIMABLE_ELEMENTS = [
  'NO_KK',
  'NAMA_LGKP',
  'JENIS_KLMIN',
  'TMPT_LHR',
  'TGL_LHR',
  'STAT_HBKEL',
  'STATUS_KAWIN',
  'PDDK_AKH',
  'JENIS_PKRJN',
  'NAMA_LGKP_IBU',
  'ALAMAT',
  'NO_PROP',
  'NO_KAB',
  'NO_KEC',
  'NO_KEL',
  'PROP_NAME',
  'KAB_NAME',
  'KEC_NAME',
  'KEL_NAME',
  'NO_RT',
  'NO_RW',
  'AGAMA',
] as const satisfies readonly Element[]

const CLAIMS = CLAIMABLE_ELEMENTS.map((element): [string, WireField] => [
  element.toLowerCase(),
  { kind: 'claim', element },
])

// Lower and upper case stand in the table themselves: nearly every key is found without a conversion.
const FIELDS: ReadonlyMap<string, WireField> = new Map(
  [...ALIASES, ...CLAIMS].flatMap(([key, field]): [string, WireField][] => [
    [key, field],
    [key.toUpperCase(), field],
  ]),
)

const ASCII_KEY = /^[A-Za-z_]+$/

/** The field that a key names in any mix of ASCII case (W-18); undefined for a key to be ignored. */
export function findField(key: string): WireField | undefined {
  const field = FIELDS.get(key)
  if (field !== undefined) return field
  // Only ASCII: the Kelvin sign is a `k` to toLowerCase().
  return ASCII_KEY.test(key) ? FIELDS.get(key.toLowerCase()) : undefined
}
