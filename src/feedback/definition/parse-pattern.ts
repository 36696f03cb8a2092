/** A pattern, read: one character, one after the other, one of several, so and so often. */
export type Node =
  | { kind: 'one'; is: (character: string) => boolean }
  | { kind: 'sequence'; parts: readonly Node[] }
  | { kind: 'choice'; branches: readonly Node[] }
  | { kind: 'repeat'; part: Node; min: number; max: number | null }

export const MAX_PATTERN_CHARACTERS = 200
const MAX_TIMES = 200
const MAX_DEPTH = 10

class NotOurs extends Error {}

/**
 * Reads a pattern for a whole text: characters, classes `[A-Z0-9-]`, `\d \w \s \p{L}`, `.`, groups, `|`, and `* + ?
 * {2,5}`. What looks back or ahead is none of ours: no machine without memory can do it.
 */
export function parsePattern(source: string): { ok: true; node: Node } | { ok: false; message: string } {
  if (source.length > MAX_PATTERN_CHARACTERS) {
    return { ok: false, message: `paling banyak ${MAX_PATTERN_CHARACTERS} huruf.` }
  }
  try {
    return { ok: true, node: read(source) }
  } catch (error) {
    if (!(error instanceof NotOurs)) throw error
    return { ok: false, message: error.message }
  }
}

function read(source: string): Node {
  // The whole text is meant in any case.
  const characters = Array.from(source.replace(/^\^/, '').replace(/(?<!\\)((?:\\\\)*)\$$/, '$1'))
  let at = 0
  const peek = () => characters[at]
  const take = () => characters[at++] ?? ''
  const refuse = (message: string): never => {
    throw new NotOurs(message)
  }

  function choice(depth: number): Node {
    if (depth > MAX_DEPTH) refuse(`kurung bertingkat paling banyak ${MAX_DEPTH}.`)
    const branches = [sequence(depth)]
    while (peek() === '|') {
      take()
      branches.push(sequence(depth))
    }
    const [only] = branches
    return branches.length === 1 && only !== undefined ? only : { kind: 'choice', branches }
  }

  function sequence(depth: number): Node {
    const parts: Node[] = []
    while (at < characters.length && peek() !== '|' && peek() !== ')') parts.push(repeated(atom(depth)))
    return { kind: 'sequence', parts }
  }

  function repeated(part: Node): Node {
    const sign = peek()
    if (sign === undefined || !'*+?{'.includes(sign)) return part
    take()
    const [min, max] = sign === '*' ? [0, null] : sign === '+' ? [1, null] : sign === '?' ? [0, 1] : counted()
    const after = peek()
    if (after !== undefined && '*+?{'.includes(after))
      refuse(`dua tanda pengulangan berurutan: ${sign}${after}.`)
    return { kind: 'repeat', part, min, max }
  }

  function counted(): [number, number | null] {
    let inside = ''
    while (at < characters.length && peek() !== '}') inside += take()
    take()
    const match = /^(\d{1,3})(,(\d{1,3})?)?$/.exec(inside)
    if (match === null) return refuse('jumlah pengulangan ditulis {2}, {2,} atau {2,5}.')
    const min = Number(match[1])
    const max = match[2] === undefined ? min : match[3] === undefined ? null : Number(match[3])
    if (min > MAX_TIMES || (max ?? 0) > MAX_TIMES) refuse(`diulang paling banyak ${MAX_TIMES} kali.`)
    if (max !== null && max < min) refuse(`{${inside}}: angka kedua lebih kecil.`)
    return [min, max]
  }

  function atom(depth: number): Node {
    const first = take()
    switch (first) {
      case '(':
        return group(depth)
      case '[':
        return one(bracket())
      case '\\':
        return one(escaped())
      case '^':
      case '$':
        return refuse(`${first} hanya di awal atau akhir pola; untuk hurufnya tulis \\${first}.`)
      case '*':
      case '+':
      case '?':
      case '{':
        return refuse(`tidak ada yang diulang oleh ${first}; untuk hurufnya tulis \\${first}.`)
      case ']':
      case '}':
        return refuse(`${first} tanpa pembuka; untuk hurufnya tulis \\${first}.`)
      case '.':
        return one('.')
      default:
        return { kind: 'one', is: (character) => character === first }
    }
  }

  function group(depth: number): Node {
    if (peek() === '?') {
      take()
      if (take() !== ':') refuse('(?=, (?!, (?< dan sejenisnya tidak didukung.')
    }
    const inside = choice(depth + 1)
    if (take() !== ')') refuse('kurung ( tidak ditutup.')
    return inside
  }

  function bracket(): string {
    let inside = '['
    for (;;) {
      if (at >= characters.length) refuse('kurung [ tidak ditutup.')
      const character = take()
      inside += character
      if (character === '\\') inside += take()
      else if (character === ']') return inside
    }
  }

  function escaped(): string {
    const character = take()
    if ('dDwWs'.includes(character) && character !== '') return `\\${character}`
    if (character === 'S') return '\\S'
    if (character === 'p' || character === 'P') {
      let name = ''
      do name += take()
      while (at < characters.length && !name.endsWith('}'))
      return `\\${character}${name}`
    }
    if (/^[\^$\\.*+?()[\]{}|/]$/.test(character)) return `\\${character}`
    return character === '-' ? '-' : refuse(`\\${character} tidak didukung.`)
  }

  /** A class as JavaScript reads it, of one character: that alone it does in one look. */
  function one(written: string): Node {
    let form: RegExp
    try {
      form = new RegExp(`^${written}$`, 'u')
    } catch {
      return refuse(`${written} bukan kelompok huruf yang sah.`)
    }
    return { kind: 'one', is: (character) => form.test(character) }
  }

  const node = choice(0)
  return at < characters.length ? refuse('kurung ) tanpa pembuka.') : node
}
