import type { VerificationAnswer } from '../../api/verification.ts'

type Value = VerificationAnswer['values'][number]

/** The places of the card, in its order: who, then where. Elements of one place stand together there. */
const PLACES = [
  { of: ['NIK'] },
  { of: ['NAMA_LGKP'] },
  { of: ['TMPT_LHR', 'TGL_LHR'], between: ', ' },
  { of: ['JENIS_KLMIN'] },
  { of: ['GOL_DARAH'] },
  { of: ['AGAMA'] },
  { of: ['STATUS_KAWIN'] },
  { of: ['JENIS_PKRJN'] },
  { of: ['ALAMAT'] },
  { of: ['NO_RT', 'NO_RW'], between: '/' },
  { of: ['KEL_NAME'] },
  { of: ['KEC_NAME'] },
  { of: ['KAB_NAME'] },
  { of: ['PROP_NAME'] },
] as const satisfies readonly { of: readonly string[]; between?: string }[]

export type Place = { values: readonly Value[]; between: string }

/** What was disclosed, by the places of the card; what the card does not have comes after it. */
export function inCardOrder(values: readonly Value[]): readonly Place[] {
  const onCard = PLACES.map((place) => ({
    values: place.of.flatMap((element) => values.filter((value) => value.element === element)),
    between: 'between' in place ? place.between : '',
  })).filter((place) => place.values.length > 0)
  const placed = new Set(onCard.flatMap((place) => place.values))
  const others = values
    .filter((value) => !placed.has(value))
    .map((value) => ({ values: [value], between: '' }))
  return [...onCard, ...others]
}
