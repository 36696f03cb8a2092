/**
 * Spelling before 1972 (and before 1947 for OE), folded to the modern one (M-25). J is Y only in a word that
 * is surely old, because a modern J (JULI) and a modern Y (YULI) are different names; CH and doubled letters
 * are folded in every word, because parents choose between ACHMAD and AHMAD, ANNISA and ANISA to this day.
 */
const MODERN: Readonly<Record<string, string>> = {
  OE: 'U',
  DJ: 'J',
  TJ: 'C',
  SJ: 'SY',
  NJ: 'NY',
  J: 'Y',
}

const SURELY_OLD = /OE|DJ|TJ|SJ|^NJ/
const OLD_LETTERS = /OE|DJ|TJ|SJ|NJ|J/g
const FOLDABLE = /OE|DJ|TJ|SJ|^NJ|CH|KH|(.)\1/u

// Names in which OE is not an old U.
const NOT_OLD = new Set(['JOE', 'JOEL', 'YOEL', 'NOEL', 'ZOE', 'CHLOE', 'OEI', 'OEY', 'MONROE', 'PHOEBE'])

/** One upper-case word in modern spelling; the word itself where nothing is to fold. */
export function foldOldSpelling(word: string): string {
  if (!FOLDABLE.test(word)) return word
  const modern =
    SURELY_OLD.test(word) && !NOT_OLD.has(word)
      ? word.replace(OLD_LETTERS, (letters) => MODERN[letters] ?? letters)
      : word
  return modern
    .replace(/CHR/g, 'KR')
    .replace(/CH/g, 'KH')
    .replace(/KH(?=[BCDFGHJKLMNPQRSTVWXYZ])/g, 'H')
    .replace(/(.)\1+/gu, '$1')
}
