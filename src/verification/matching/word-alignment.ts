import { sharedPart } from './edit-distance.ts'

/** Words less alike than this are two words: in four letters, two changed ones are the limit. */
const LEAST_ALIKE = 0.5

/** What an initial counts against a word that begins with it. */
const INITIAL = 0.7

/** What is lost when the words stand in exactly the reverse order; less for less disorder. */
const DISORDER = 0.1

type Pair = { i: number; j: number; alike: number; weight: number }

/**
 * How much of two texts is covered by pairs of like words, from 0 to 1 (M-28): the best pairs first, each word
 * once, weighed by `weightOf`; words without a partner count as lost.
 */
export function alignWords(
  a: readonly string[],
  b: readonly string[],
  weightOf: (word: string) => number,
): number {
  const weightsA = a.map(weightOf)
  const weightsB = b.map(weightOf)
  const candidates: Pair[] = []
  for (const [i, wordA] of a.entries()) {
    for (const [j, wordB] of b.entries()) {
      const alike = likeness(wordA, wordB)
      if (alike > 0) candidates.push({ i, j, alike, weight: (weightsA[i] ?? 0) + (weightsB[j] ?? 0) })
    }
  }
  const pairs = chooseBest(candidates)
  const covered = pairs.reduce((sum, pair) => sum + pair.alike * pair.weight, 0)
  return (covered / (total(weightsA) + total(weightsB))) * (1 - DISORDER * disorder(pairs))
}

const total = (weights: readonly number[]) => weights.reduce((sum, weight) => sum + weight, 0)

function likeness(a: string, b: string): number {
  if (a === b) return 1
  // 12 and 13 share half their digits and are two house numbers all the same.
  if (/\d/.test(a) || /\d/.test(b)) return 0
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a]
  if (shorter.length === 1) return longer.length > 1 && longer.startsWith(shorter) ? INITIAL : 0
  if (shorter.length / longer.length < LEAST_ALIKE) return 0
  const alike = sharedPart(a, b)
  return alike < LEAST_ALIKE ? 0 : alike
}

function chooseBest(candidates: Pair[]): Pair[] {
  const takenA = new Set<number>()
  const takenB = new Set<number>()
  candidates.sort((x, y) => y.alike - x.alike || y.weight - x.weight || x.i - y.i || x.j - y.j)
  const pairs = candidates.filter(({ i, j }) => {
    if (takenA.has(i) || takenB.has(j)) return false
    takenA.add(i)
    takenB.add(j)
    return true
  })
  return pairs.sort((x, y) => x.i - y.i)
}

/** The share of pairs of pairs that stand in opposite order, from 0 to 1. */
function disorder(pairs: readonly Pair[]): number {
  let crossed = 0
  for (const [index, pair] of pairs.entries()) {
    for (const later of pairs.slice(index + 1)) if (later.j < pair.j) crossed++
  }
  const all = (pairs.length * (pairs.length - 1)) / 2
  return all === 0 ? 0 : crossed / all
}
