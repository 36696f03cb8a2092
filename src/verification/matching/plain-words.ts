import { MAX_COMPARED_LENGTH } from './edit-distance.ts'

// Bounds the cost of normalising; about five times the longest claim that the wire formats let through.
const MAX_RAW_LENGTH = 1_000

const APOSTROPHES = /['"`´‘’ʻʼ]/g
const NON_ASCII = /[^\0-\x7f]/
const MARKS = /\p{M}+/gu

/** Upper case without accents and apostrophes (NU'MAN is NUMAN); punctuation is still there (M-21). */
export function upperPlain(text: string): string {
  const bounded = text.slice(0, MAX_RAW_LENGTH).replace(APOSTROPHES, '')
  const unaccented = NON_ASCII.test(bounded) ? bounded.normalize('NFKD').replace(MARKS, '') : bounded
  return unaccented.toUpperCase()
}

/** The words of letters and digits in a text, everything else being a space. */
export function plainWords(upper: string): string[] {
  return upper.match(/[\p{L}\p{N}]+/gu) ?? []
}

/** The first words, up to the length that is compared. */
export function withinBound(words: readonly string[]): readonly string[] {
  let length = 0
  for (const [index, word] of words.entries()) {
    const room = MAX_COMPARED_LENGTH - length
    if (word.length > room)
      return room > 0 ? [...words.slice(0, index), word.slice(0, room)] : words.slice(0, index)
    length += word.length
  }
  return words
}
