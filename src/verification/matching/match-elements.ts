import { type Element, inCatalogueOrder } from '../../registry/elements.ts'
import { isClaimedArea, isClaimedAreaCode } from './area-claim.ts'
import { isClaimedCode } from './coded-claim.ts'
import { isClaimedDay, isClaimedFamilyCard, isClaimedNumber } from './plain-claim.ts'
import { type FuzzyKind, similarity } from './similarity.ts'

/** The answer to one element: M-02. `score` is an integer from 0 to 100. */
export type MatchAnswer =
  | { kind: 'exact'; matches: boolean }
  | { kind: 'fuzzy'; matches: boolean; score: number }

export type MatchRow = readonly (readonly [Element, MatchAnswer])[]

/** What matching may know of a resident. */
export type ResidentView = {
  /** Ten digits: province, regency, district, village. */
  readonly villageCode: string
  /** The value as it would be answered: names of codes, ISO days, digits; null when the registry has none. */
  valueOf(element: Element): string | null
}

export type MatchInput = {
  /** The elements this grant may match; elements that cannot be matched are passed over. */
  granted: readonly Element[]
  /** What the caller sent; blanks are not in it. */
  claims: ReadonlyMap<Element, string>
  resident: ResidentView
  /** The score from which a fuzzy element matches, 0 to 100. */
  threshold: number
}

type Rule =
  | { kind: 'given' }
  | { kind: 'exact'; isTrue: (claim: string, resident: ResidentView) => boolean }
  | { kind: 'fuzzy'; like: FuzzyKind }

const exact = (element: Element, isSame: (claim: string, stored: string) => boolean): Rule => ({
  kind: 'exact',
  isTrue: (claim, resident) => {
    const stored = resident.valueOf(element)
    return stored !== null && isSame(claim, stored)
  },
})

const coded = (element: Parameters<typeof isClaimedCode>[0]) =>
  exact(element, (claim, stored) => isClaimedCode(element, claim, stored))

const areaCode = (level: Parameters<typeof isClaimedAreaCode>[0]): Rule => ({
  kind: 'exact',
  isTrue: (claim, resident) => isClaimedAreaCode(level, claim, resident.villageCode),
})

const areaName = (element: Element, level: Parameters<typeof isClaimedArea>[0]): Rule => ({
  kind: 'exact',
  isTrue: (claim, resident) => {
    const stored = resident.valueOf(element)
    return stored !== null && isClaimedArea(level, claim, stored, resident.villageCode)
  },
})

const RULES: Partial<Record<Element, Rule>> = {
  NIK: { kind: 'given' },
  NO_KK: exact('NO_KK', isClaimedFamilyCard),
  NAMA_LGKP: { kind: 'fuzzy', like: 'name' },
  JENIS_KLMIN: coded('JENIS_KLMIN'),
  TMPT_LHR: { kind: 'fuzzy', like: 'place' },
  TGL_LHR: exact('TGL_LHR', isClaimedDay),
  AGAMA: coded('AGAMA'),
  STATUS_KAWIN: coded('STATUS_KAWIN'),
  PDDK_AKH: coded('PDDK_AKH'),
  JENIS_PKRJN: coded('JENIS_PKRJN'),
  STAT_HBKEL: coded('STAT_HBKEL'),
  ALAMAT: { kind: 'fuzzy', like: 'address' },
  NO_RT: exact('NO_RT', isClaimedNumber),
  NO_RW: exact('NO_RW', isClaimedNumber),
  NO_KEL: areaCode('village'),
  NO_KEC: areaCode('district'),
  NO_KAB: areaCode('regency'),
  NO_PROP: areaCode('province'),
  KEL_NAME: areaName('KEL_NAME', 'village'),
  KEC_NAME: areaName('KEC_NAME', 'district'),
  KAB_NAME: areaName('KAB_NAME', 'regency'),
  PROP_NAME: areaName('PROP_NAME', 'province'),
  NAMA_LGKP_IBU: { kind: 'fuzzy', like: 'name' },
}

/** Whether an element can be matched at all (M-01). */
export function isMatchable(element: Element): boolean {
  return RULES[element] !== undefined
}

/**
 * Compares what the caller claims with the resident, for the granted elements only, in catalogue order.
 * Claims for any other element are never read, so they cannot change the row (M-03).
 */
export function matchElements({ granted, claims, resident, threshold }: MatchInput): MatchRow {
  const row: (readonly [Element, MatchAnswer])[] = []
  for (const element of inCatalogueOrder(granted)) {
    const rule = RULES[element]
    if (rule !== undefined)
      row.push([element, answer(element, rule, claims.get(element), resident, threshold)])
  }
  return row
}

function answer(
  element: Element,
  rule: Rule,
  claim: string | undefined,
  resident: ResidentView,
  threshold: number,
): MatchAnswer {
  // The resident was found by this NIK: there is nothing left to compare.
  if (rule.kind === 'given') return { kind: 'exact', matches: true }
  if (rule.kind === 'exact') {
    return { kind: 'exact', matches: claim !== undefined && rule.isTrue(claim, resident) }
  }
  // Not sent: no score either, as the old service answers. Even a threshold of 0 does not turn silence into a
  // match (M-05).
  if (claim === undefined) return { kind: 'exact', matches: false }
  const stored = resident.valueOf(element)
  if (stored === null) return { kind: 'fuzzy', matches: false, score: 0 }
  const score = similarity(rule.like, claim, stored)
  return { kind: 'fuzzy', matches: score >= threshold, score }
}

/** The answer in the words that existing clients read. */
export function describeMatch(answer: MatchAnswer): string {
  const words = answer.matches ? 'Sesuai' : 'Tidak Sesuai'
  return answer.kind === 'fuzzy' ? `${words} (${answer.score})` : words
}
