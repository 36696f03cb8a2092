/** `punct`: one of `<< >> [ ] { }`; strings, hex strings and comments are passed over. */
export type PdfToken = { kind: 'name' | 'word' | 'punct'; text: string; end: number }

const code = (text: string) => text.charCodeAt(0)
const isOf = (characters: string) => {
  const table = new Uint8Array(256)
  for (const character of characters) table[code(character)] = 1
  return (byte: number) => table[byte] === 1
}

const isSpace = isOf('\0\t\n\f\r ')
const isDelimiter = isOf('()<>[]{}/%')
const isRegular = (byte: number) => !isSpace(byte) && !isDelimiter(byte)

const [PERCENT, SLASH, LESS, MORE, OPEN, CLOSE, BACKSLASH, HASH] = '%/<>()\\#'.split('').map(code)

/**
 * The tokens of a PDF (ISO 32000-1, 7.2) from a place on, whatever they are good for: it never fails, so that
 * nothing is hidden from a check by being wrong. Names come with their `#xx` escapes resolved.
 */
export function* pdfTokens(bytes: Buffer, from: number): Generator<PdfToken> {
  let at = from
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0
    if (isSpace(byte)) at += 1
    else if (byte === PERCENT) at = endOfLine(bytes, at)
    else if (byte === OPEN) at = endOfString(bytes, at)
    else if (byte === SLASH) {
      const end = endOfRegular(bytes, at + 1)
      yield { kind: 'name', text: unescapeName(bytes.toString('latin1', at + 1, end)), end }
      at = end
    } else if (byte === LESS && bytes[at + 1] !== LESS) at = endOfHex(bytes, at)
    else if (isDelimiter(byte)) {
      const isPair = (byte === LESS || byte === MORE) && bytes[at + 1] === byte
      const end = at + (isPair ? 2 : 1)
      yield { kind: 'punct', text: bytes.toString('latin1', at, end), end }
      at = end
    } else {
      const end = endOfRegular(bytes, at)
      yield { kind: 'word', text: bytes.toString('latin1', at, end), end }
      at = end
    }
  }
}

/** `/J#61vaScript` is the same name as `/JavaScript`. */
function unescapeName(text: string): string {
  return text.includes('#') ? unescapeNames(Buffer.from(text, 'latin1')).toString('latin1') : text
}

/** Bytes with every `#xx` resolved, as if all of them were names. */
export function unescapeNames(bytes: Buffer): Buffer {
  const plain = Buffer.allocUnsafe(bytes.length)
  let length = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    const value = byte === HASH ? 16 * digitOf(bytes[at + 1]) + digitOf(bytes[at + 2]) : Number.NaN
    plain[length] = Number.isNaN(value) ? byte : value
    if (!Number.isNaN(value)) at += 2
    length += 1
  }
  return plain.subarray(0, length)
}

/** NaN for what is no hexadecimal digit. */
function digitOf(byte: number | undefined): number {
  if (byte === undefined) return Number.NaN
  if (byte >= 48 && byte <= 57) return byte - 48
  const letter = byte | 32
  return letter >= 97 && letter <= 102 ? letter - 87 : Number.NaN
}

function endOfRegular(bytes: Buffer, from: number): number {
  let at = from
  while (at < bytes.length && isRegular(bytes[at] ?? 0)) at += 1
  return at
}

function endOfLine(bytes: Buffer, from: number): number {
  let at = from
  while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at += 1
  return at
}

function endOfString(bytes: Buffer, from: number): number {
  let depth = 0
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at]
    if (byte === BACKSLASH) at += 1
    else if (byte === OPEN) depth += 1
    else if (byte === CLOSE) {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return bytes.length
}

function endOfHex(bytes: Buffer, from: number): number {
  const end = bytes.indexOf('>', from)
  return end === -1 ? bytes.length : end + 1
}
