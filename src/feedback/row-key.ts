import type { FeedbackField } from './domain.ts'

/** 64 bits as two signed halves: a BigInt for each of a million rows costs more than the hash. */
export type Hash64 = { high: number; low: number }

/**
 * A hash of text for telling texts apart, not for secrets: whoever makes two of theirs collide only has the
 * second of their own rows taken for the first. Two rounds of 32 bits in the manner of MurmurHash3, 0.3 µs for forty
 * characters where a one-shot SHA-256 takes 1.4.
 */
export function hashText(text: string): Hash64 {
  let high = 0x9e3779b1
  let low = 0x85ebca77
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    high = Math.imul(high ^ code, 0x85ebca6b)
    high = (high << 13) | (high >>> 19)
    low = Math.imul(low ^ code, 0xc2b2ae35)
    low = (low << 16) | (low >>> 16)
  }
  high ^= text.length
  low ^= Math.imul(text.length, 0x27d4eb2f)
  high = Math.imul(high ^ (low >>> 15), 0x2c1b3c6d)
  low = Math.imul(low ^ (high >>> 12), 0x297a2d39)
  high = Math.imul(high ^ (low >>> 16), 0x85ebca6b)
  low ^= high >>> 13
  return { high: high | 0, low: low | 0 }
}

/** As PostgreSQL's bigint writes it. */
export function bigintText({ high, low }: Hash64): string {
  return String((BigInt(high) << 32n) | BigInt(low >>> 0))
}

/**
 * Tells rows of one person apart by what they say: the same values under the same names are the same row,
 * whatever the version of the definition, the order of columns or the way they came. Compared only among the rows
 * of one NIK under one agreement.
 */
export function contentHasher(
  fields: readonly FeedbackField[],
): (cells: readonly (string | null)[]) => Hash64 {
  const order = fields.map(({ key }, index) => ({ key, index })).sort((a, b) => (a.key < b.key ? -1 : 1))
  return (cells) => {
    let text = ''
    for (const { key, index } of order) {
      const cell = cells[index]
      // With its length, so that no cell can look like the beginning of the next.
      if (cell !== null && cell !== undefined) text += `${key}=${cell.length}:${cell};`
    }
    return hashText(text)
  }
}

/** A value that belongs to one person only, in any case. */
export const uniqueHash = (field: string, value: string): Hash64 =>
  hashText(`${field}\n${value.toUpperCase()}`)
