/**
 * Reads the top level of a JSON object in one pass.
 *
 * Why not `JSON.parse`: it turns a NIK sent as a number into a float (digits are lost from 2^53 up),
 * hides repeated keys, and refuses the raw tabs and newlines that clients which
 * glue their JSON together put into strings. Apart from those raw control characters the grammar is
 * that of RFC 8259.
 */

/** Why a text is not an object that can be read: broken grammar, or nested beyond `MAX_DEPTH`. */
export type FlatJsonFault = 'syntax' | 'too-deep'

/**
 * Called for every member of the top level, in order, repeated keys included. The value is the decoded
 * string, a number's exact source text, or null for `true`, `false`, `null`, an object or an array.
 */
export type TakeMember = (key: string, value: string | null) => void

// One bit per open bracket in a 32-bit integer; no client nests at all.
const MAX_DEPTH = 32

const QUOTE = 0x22
const COMMA = 0x2c
const MINUS = 0x2d
const COLON = 0x3a
const BACKSLASH = 0x5c
const LETTER_U = 0x75
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const FOUR_HEX = /^[0-9A-Fa-f]{4}$/
const LITERALS = ['null', 'true', 'false'] as const
const ESCAPES: ReadonlyMap<number, string> = new Map(
  Object.entries({ '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }).map(
    ([letter, character]) => [letter.charCodeAt(0), character],
  ),
)

/** Reads the object that opens at `start` and must end the text; null when all of it was well formed. */
export function readFlatJson(text: string, start: number, take: TakeMember): FlatJsonFault | null {
  const scanner = new Scanner(text, start + 1)
  if (scanner.next() === CLOSE_OBJECT) {
    scanner.at += 1
  } else {
    let separator = COMMA
    while (separator === COMMA) {
      const key = scanner.key()
      if (key === null) return 'syntax'
      const first = scanner.next()
      if (first === OPEN_OBJECT || first === OPEN_ARRAY) {
        const fault = scanner.skipNested()
        if (fault !== null) return fault
        take(key, null)
      } else {
        const value = scanner.scalar(first)
        if (value === undefined) return 'syntax'
        take(key, value)
      }
      separator = scanner.next()
      scanner.at += 1
    }
    if (separator !== CLOSE_OBJECT) return 'syntax'
  }
  scanner.next()
  return scanner.at === text.length ? null : 'syntax'
}

class Scanner {
  readonly text: string
  at: number

  constructor(text: string, at: number) {
    this.text = text
    this.at = at
  }

  /** Moves past white space; the code of the character there, NaN at the end of the text. */
  next(): number {
    let code = this.text.charCodeAt(this.at)
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) {
      this.at += 1
      code = this.text.charCodeAt(this.at)
    }
    return code
  }

  /** A member's name and its colon; null when there is none. */
  key(): string | null {
    if (this.next() !== QUOTE) return null
    const key = this.string()
    if (key === null || this.next() !== COLON) return null
    this.at += 1
    return key
  }

  /** A string, a number's source text, null for a literal; undefined when it is none of them. */
  scalar(first: number): string | null | undefined {
    if (first === QUOTE) return this.string() ?? undefined
    if (first === MINUS || (first >= 0x30 && first <= 0x39)) return this.number()
    const literal = LITERALS.find((word) => this.text.startsWith(word, this.at))
    if (literal === undefined) return undefined
    this.at += literal.length
    return null
  }

  number(): string | undefined {
    NUMBER.lastIndex = this.at
    if (!NUMBER.test(this.text)) return undefined
    const source = this.text.slice(this.at, NUMBER.lastIndex)
    this.at = NUMBER.lastIndex
    return source
  }

  /** The string that opens here; null when it does not end or holds an unknown escape. */
  string(): string | null {
    const start = this.at + 1
    for (let at = start; at < this.text.length; at += 1) {
      const code = this.text.charCodeAt(at)
      if (code === QUOTE) {
        this.at = at + 1
        return this.text.slice(start, at)
      }
      if (code === BACKSLASH) return this.escapedString(start, at)
    }
    return null
  }

  escapedString(start: number, firstEscape: number): string | null {
    let decoded = ''
    let from = start
    let at = firstEscape
    while (at < this.text.length) {
      const code = this.text.charCodeAt(at)
      if (code === QUOTE) {
        this.at = at + 1
        return decoded + this.text.slice(from, at)
      }
      if (code !== BACKSLASH) {
        at += 1
        continue
      }
      decoded += this.text.slice(from, at)
      const letter = this.text.charCodeAt(at + 1)
      if (letter === LETTER_U) {
        const hex = this.text.slice(at + 2, at + 6)
        if (!FOUR_HEX.test(hex)) return null
        decoded += String.fromCharCode(Number.parseInt(hex, 16))
        at += 6
      } else {
        const character = ESCAPES.get(letter)
        if (character === undefined) return null
        decoded += character
        at += 2
      }
      from = at
    }
    return null
  }

  /** Checks and drops the object or array that opens here, without recursion. */
  skipNested(): FlatJsonFault | null {
    let kinds = 0 // the lowest bit is the innermost bracket; 1 is an object
    let depth = 0
    for (;;) {
      const first = this.next()
      let isEmpty = false
      if (first === OPEN_OBJECT || first === OPEN_ARRAY) {
        if (depth === MAX_DEPTH) return 'too-deep'
        depth += 1
        kinds = (kinds << 1) | (first === OPEN_OBJECT ? 1 : 0)
        this.at += 1
        isEmpty = this.next() === closerOf(kinds)
        if (!isEmpty) {
          if (first === OPEN_OBJECT && this.key() === null) return 'syntax'
          continue
        }
      } else if (this.scalar(first) === undefined) return 'syntax'

      let separator = this.next()
      while (separator === closerOf(kinds)) {
        this.at += 1
        depth -= 1
        kinds >>= 1
        if (depth === 0) return null
        separator = this.next()
      }
      if (separator !== COMMA) return 'syntax'
      this.at += 1
      if ((kinds & 1) === 1 && this.key() === null) return 'syntax'
    }
  }
}

function closerOf(kinds: number): number {
  return (kinds & 1) === 1 ? CLOSE_OBJECT : CLOSE_ARRAY
}
