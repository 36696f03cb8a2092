/** Longer texts are compared by their first part only, so that a comparison's cost has a bound. */
export const MAX_COMPARED_LENGTH = 200

// Three rows of the table are enough; a distance is at most the length, which fits a byte.
const row = () => new Uint8Array(MAX_COMPARED_LENGTH + 1)
let beforeLast = row()
let last = row()
let current = row()

/**
 * How many single-letter changes make one text the other: insert, delete, replace, or swap two neighbours,
 * no letter changed twice (optimal string alignment). Both texts are at most MAX_COMPARED_LENGTH long.
 */
export function editDistance(a: string, b: string): number {
  const columns = b.length
  for (let j = 0; j <= columns; j++) last[j] = j
  for (let i = 1; i <= a.length; i++) {
    const letter = a.charCodeAt(i - 1)
    const letterBefore = i > 1 ? a.charCodeAt(i - 2) : -1
    let best = i
    current[0] = i
    for (let j = 1; j <= columns; j++) {
      const other = b.charCodeAt(j - 1)
      const replaced = at(last, j - 1) + (letter === other ? 0 : 1)
      best = Math.min(replaced, at(last, j) + 1, best + 1)
      if (j > 1 && letterBefore === other && letter === b.charCodeAt(j - 2)) {
        best = Math.min(best, at(beforeLast, j - 2) + 1)
      }
      current[j] = best
    }
    const spare = beforeLast
    beforeLast = last
    last = current
    current = spare
  }
  return at(last, columns)
}

// Indices stay inside the rows; the fallback only tells the compiler so.
const at = (cells: Uint8Array, index: number) => cells[index] ?? 0

/** The share of the longer text that needs no change, from 0 to 1. */
export function sharedPart(a: string, b: string): number {
  const longer = Math.max(a.length, b.length)
  if (longer === 0) return 1
  // What both begin and end with is never changed: without it the table of one typo is a few cells.
  const shorter = Math.min(a.length, b.length)
  let start = 0
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start++
  let tail = 0
  while (tail < shorter - start && a.charCodeAt(a.length - 1 - tail) === b.charCodeAt(b.length - 1 - tail))
    tail++
  return 1 - editDistance(a.slice(start, a.length - tail), b.slice(start, b.length - tail)) / longer
}
