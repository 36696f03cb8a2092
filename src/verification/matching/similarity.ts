import { ADDRESS_LABELS, addressWords } from './address-form.ts'
import { sharedPart } from './edit-distance.ts'
import { nameWords } from './name-form.ts'
import { foldOldSpelling } from './old-spelling.ts'
import { placeWords } from './place-form.ts'
import { withinBound } from './plain-words.ts'
import { alignWords } from './word-alignment.ts'

export type FuzzyKind = 'name' | 'place' | 'address'

const WORDS_OF = { name: nameWords, place: placeWords, address: addressWords } as const satisfies Record<
  FuzzyKind,
  (text: string) => string[]
>

/** How much word by word and letter by letter count, and each alone (M-28). */
const WEIGHTS = { words: 0.6, letters: 0.4, wordsAlone: 0.95, lettersAlone: 0.95 } as const

/** The best score of two texts that differ in spacing only, and in old against new spelling only. */
const BEST_IF_RESPACED = 99
const BEST_IF_RESPELLED = 98

/** The words that are compared: what stays of a text when the ways of writing it are taken out. */
export function normalWords(kind: FuzzyKind, text: string): readonly string[] {
  return withinBound(WORDS_OF[kind](text))
}

/**
 * How alike a claimed and a stored text are, as an integer from 0 to 100. It is 100 exactly when both have the
 * same normal words and at least one; the order of the arguments does not matter; it never throws.
 * 4 to 12 µs for names of two to five words, at most about 10 ms for 10,000 letters (Node 26, two busy cores).
 */
export function similarity(kind: FuzzyKind, claimed: string, stored: string): number {
  const a = normalWords(kind, claimed)
  const b = normalWords(kind, stored)
  if (a.length === 0 || b.length === 0) return 0
  if (isSame(a, b)) return 100
  const asWritten = Math.min(BEST_IF_RESPACED, closeness(a, b))
  const foldedA = a.map(foldOldSpelling)
  const foldedB = b.map(foldOldSpelling)
  if (isSame(a, foldedA) && isSame(b, foldedB)) return asWritten
  return Math.max(asWritten, Math.min(BEST_IF_RESPELLED, closeness(foldedA, foldedB)))
}

const isSame = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((word, index) => word === b[index])

function closeness(a: readonly string[], b: readonly string[]): number {
  const lettersA = a.join('')
  const lettersB = b.join('')
  // Ties between equally good alignments are broken by position: a fixed order keeps the score symmetric.
  if (lettersA > lettersB) return closeness(b, a)
  const letters = sharedPart(lettersA, lettersB)
  if (letters === 1) return 100
  const words = alignWords(a, b, weightOf)
  // Two house numbers are two houses: there one changed letter is not a small change.
  const lettersAlone = isSame(numbersIn(a), numbersIn(b)) ? WEIGHTS.lettersAlone * letters : 0
  return Math.floor(
    100 *
      Math.max(WEIGHTS.words * words + WEIGHTS.letters * letters, WEIGHTS.wordsAlone * words, lettersAlone),
  )
}

const WEIGHT_OF_NUMBER = 3
const WEIGHT_OF_LABEL = 1

/** A word counts by its letters; a number by more than its digits, a label of an address by less (M-28). */
function weightOf(word: string): number {
  if (/\d/.test(word)) return Math.max(WEIGHT_OF_NUMBER, word.length)
  return ADDRESS_LABELS.has(word) ? WEIGHT_OF_LABEL : word.length
}

const numbersIn = (words: readonly string[]): readonly string[] => words.join(' ').match(/\d+/g) ?? []
