import { NEEDS_MARK, SHORT_FORMS, TITLES_AFTER, TITLES_BEFORE, VARIANTS } from './name-words.ts'
import { upperPlain } from './plain-words.ts'

/** A word of a name with the punctuation that tells a title from a name. */
type Word = { text: string; isDotted: boolean; isAfterComma: boolean }

// S.Pd.I is three words once its dots are read as spaces.
const TITLE_LENGTHS = [3, 2, 1] as const

/** The words of a person's name without titles, with the usual short forms written out (M-22, M-23). */
export function nameWords(text: string): string[] {
  const written = readWords(upperPlain(text))
  const titled = written.slice(countTitlesBefore(written))
  const words = titled.slice(0, titled.length - countTitlesAfter(titled))
  return words.map(({ text }, index) => writtenOut(text, index, index === words.length - 1))
}

function readWords(upper: string): Word[] {
  const words: Word[] = []
  let isAfterComma = false
  for (const part of upper.match(/[\p{L}\p{N}]+\.?|,/gu) ?? []) {
    if (part === ',') {
      isAfterComma = words.length > 0
      continue
    }
    const isDotted = part.endsWith('.')
    words.push({ text: isDotted ? part.slice(0, -1) : part, isDotted, isAfterComma })
  }
  return words
}

/** How many words at the start belong to titles; one word always stays. */
function countTitlesBefore(words: readonly Word[]): number {
  let from = 0
  for (;;) {
    const length = TITLE_LENGTHS.find(
      (length) => from + length < words.length && isTitleBefore(words.slice(from, from + length)),
    )
    if (length === undefined) return from
    from += length
  }
}

/** How many words at the end belong to titles; one word always stays. */
function countTitlesAfter(words: readonly Word[]): number {
  let to = words.length
  for (;;) {
    const length = TITLE_LENGTHS.find(
      (length) => length < to && isTitleAfter(words.slice(to - length, to), to - length),
    )
    if (length === undefined) return words.length - to
    to -= length
  }
}

const joined = (parts: readonly Word[]) => parts.map((part) => part.text).join('')

// Only a run of single letters (K.H., D.R.) is one title in several words; DR. H. are two.
const isTitleBefore = (parts: readonly Word[]) =>
  TITLES_BEFORE.has(joined(parts)) && parts.every((part) => parts.length === 1 || part.text.length === 1)

/** A title is told from a name by its punctuation, or by two words of a name that remain before it. */
function isTitleAfter(parts: readonly Word[], remaining: number): boolean {
  const title = joined(parts)
  const isMarked = parts[0]?.isDotted === true || parts[0]?.isAfterComma === true
  if (isMarked && parts[0]?.isAfterComma && TITLES_BEFORE.has(title)) return true
  if (!TITLES_AFTER.has(title)) return false
  if (isMarked) return true
  const isInitials = parts.length > 1 && parts.every((part) => part.text.length === 1)
  return remaining > 1 && !isInitials && !NEEDS_MARK.has(title)
}

function writtenOut(word: string, index: number, isLast: boolean): string {
  // A lone M is MUHAMMAD only where it opens a name: in the middle it may be any name's initial.
  if (word === 'M' && index === 0 && !isLast) return 'MUHAMMAD'
  return VARIANTS.get(word) ?? (isLast ? undefined : SHORT_FORMS.get(word)) ?? word
}
