import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ELEMENT_NAMES, type Element, inCatalogueOrder } from '../../registry/elements.ts'
import {
  describeMatch,
  isMatchable,
  type MatchAnswer,
  matchElements,
  type ResidentView,
} from './match-elements.ts'

const STORED: Partial<Record<Element, string>> = {
  NIK: '8813056503900001',
  NO_KK: '8813050101200001',
  NAMA_LGKP: 'SITI AMINAH',
  JENIS_KLMIN: 'Perempuan',
  TMPT_LHR: 'MELATI',
  TGL_LHR: '1990-03-25',
  AGAMA: 'ISLAM',
  STATUS_KAWIN: 'KAWIN',
  PDDK_AKH: 'SLTA/SEDERAJAT',
  JENIS_PKRJN: 'BIDAN',
  STAT_HBKEL: 'ISTRI',
  ALAMAT: 'JL MELATI NO 5',
  NO_RT: '1',
  NO_RW: '2',
  NO_KEL: '2003',
  NO_KEC: '5',
  NO_KAB: '13',
  NO_PROP: '88',
  KEL_NAME: 'MELATI',
  KEC_NAME: 'KENANGA',
  KAB_NAME: 'MAWAR',
  PROP_NAME: 'ANGGREK',
  NAMA_LGKP_IBU: 'RATNA LESTARI',
  NO_AKTA_LHR: 'X-1',
}

const resident: ResidentView = { villageCode: '8813052003', valueOf: (element) => STORED[element] ?? null }
const TRUE_CLAIMS = Object.entries(STORED) as [Element, string][]
const MATCHABLE = ELEMENT_NAMES.filter(isMatchable)
const FUZZY: readonly Element[] = ['NAMA_LGKP', 'TMPT_LHR', 'ALAMAT', 'NAMA_LGKP_IBU']

const match = (
  granted: readonly Element[],
  claims: readonly (readonly [Element, string])[],
  change: { resident?: ResidentView; threshold?: number } = {},
) => matchElements({ granted, claims: new Map(claims), resident, threshold: 80, ...change })

const only = (row: ReturnType<typeof match>): MatchAnswer => {
  assert.equal(row.length, 1)
  const answer = row[0]?.[1]
  assert.ok(answer)
  return answer
}

test('M-01 the elements of the old service can be matched, and NIK', () => {
  const list = `
    NO_KK NAMA_LGKP JENIS_KLMIN TMPT_LHR TGL_LHR STAT_HBKEL STATUS_KAWIN PDDK_AKH JENIS_PKRJN NAMA_LGKP_IBU ALAMAT
    NO_PROP NO_KAB NO_KEC NO_KEL PROP_NAME KAB_NAME KEC_NAME KEL_NAME NO_RT NO_RW AGAMA NIK`
  assert.deepEqual([...MATCHABLE].sort(), list.trim().split(/\s+/).sort())
})

for (const element of MATCHABLE) {
  test(`M-02 ${element} matches when the stored value is claimed`, () => {
    const answer = only(match([element], TRUE_CLAIMS))
    assert.equal(answer.matches, true)
    assert.equal(answer.kind, FUZZY.includes(element) ? 'fuzzy' : 'exact')
  })

  if (element === 'NIK') continue

  test(`M-05 ${element} that was not sent does not match, even at threshold 0`, () => {
    const others = TRUE_CLAIMS.filter(([name]) => name !== element)
    const answer = only(match([element], others, { threshold: 0 }))
    assert.deepEqual(answer, { kind: 'exact', matches: false })
  })

  test(`M-02 ${element} does not match another value`, () => {
    assert.equal(only(match([element], [[element, 'ZZZ 999']])).matches, false)
  })
}

for (const element of MATCHABLE.filter((name) => name !== 'NIK' && !/^NO_(?:KEL|KEC|KAB|PROP)$/.test(name))) {
  test(`M-05 ${element} that the registry does not have does not match`, () => {
    const unknown = { ...resident, valueOf: () => null }
    assert.equal(only(match([element], TRUE_CLAIMS, { resident: unknown, threshold: 0 })).matches, false)
  })
}

test('M-06 NIK matches without a claim, because the resident was found by it', () => {
  assert.deepEqual(match(['NIK'], []), [['NIK', { kind: 'exact', matches: true }]])
})

test('M-04 a fuzzy element matches from the threshold on', () => {
  const claims = [['NAMA_LGKP', 'SITI AMINAA']] as const
  const at = (threshold: number) => only(match(['NAMA_LGKP'], claims, { threshold }))
  const { score } = at(0) as Extract<MatchAnswer, { kind: 'fuzzy' }>
  assert.equal(at(score).matches, true)
  assert.equal(at(score + 1).matches, false)
  assert.equal(at(Number.NaN).matches, false)
})

const someElements = fc.subarray([...ELEMENT_NAMES])
const someClaims = fc
  .array(fc.tuple(fc.constantFrom(...ELEMENT_NAMES), fc.string({ minLength: 1 })))
  .map((lies) => [...TRUE_CLAIMS, ...lies])

test('M-03 claims for elements outside the grant change nothing', () => {
  fc.assert(
    fc.property(someElements, someClaims, someClaims, (granted, claims, others) => {
      const inside = claims.filter(([element]) => granted.includes(element))
      const outside = others.filter(([element]) => !granted.includes(element))
      assert.deepEqual(match(granted, [...outside, ...inside]), match(granted, inside))
    }),
    { numRuns: 150 },
  )
})

test('M-03 no value outside the grant is read from the resident', () => {
  fc.assert(
    fc.property(someElements, (granted) => {
      const guarded: ResidentView = {
        ...resident,
        valueOf: (element) => {
          assert.ok(granted.includes(element), element)
          return STORED[element] ?? null
        },
      }
      match(granted, TRUE_CLAIMS, { resident: guarded })
    }),
    { numRuns: 100 },
  )
})

test('M-02 the row has each granted matchable element once, in catalogue order', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...ELEMENT_NAMES)), someClaims, (granted, claims) => {
      const names = match(granted, claims).map(([element]) => element)
      assert.deepEqual(names, inCatalogueOrder(granted).filter(isMatchable))
    }),
    { numRuns: 100 },
  )
})

const words: [MatchAnswer, string][] = [
  [{ kind: 'exact', matches: true }, 'Sesuai'],
  [{ kind: 'exact', matches: false }, 'Tidak Sesuai'],
  [{ kind: 'fuzzy', matches: true, score: 92 }, 'Sesuai (92)'],
  [{ kind: 'fuzzy', matches: false, score: 40 }, 'Tidak Sesuai (40)'],
]

for (const [answer, expected] of words) {
  test(`M-02 the words are ${expected}`, () => assert.equal(describeMatch(answer), expected))
}
