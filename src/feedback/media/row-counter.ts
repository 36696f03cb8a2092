const NEWLINE = 0x0a
const RETURN = 0x0d
const QUOTE = 0x22

/**
 * Counts the rows of a CSV as its bytes pass, without the header: lines that hold anything, a line break inside quotation
 * marks not counted. For people to compare; what is stored is counted by the loader.
 */
export function createRowCounter(): { push(bytes: Uint8Array): void; rows(): number } {
  let records = 0
  let isQuoted = false
  let hasContent = false
  return {
    push(bytes) {
      for (const byte of bytes) {
        if (byte === QUOTE) isQuoted = !isQuoted
        if (byte === NEWLINE && !isQuoted) {
          if (hasContent) records += 1
          hasContent = false
        } else if (byte !== RETURN) hasContent = true
      }
    },
    rows: () => Math.max(0, records + (hasContent ? 1 : 0) - 1),
  }
}
