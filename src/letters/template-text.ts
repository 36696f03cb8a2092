import type { Run } from './letter.ts'

/** A text of a template in pieces: words, or a placeholder that gets them. */
export type Piece = { isBold: boolean; isItalic: boolean } & (
  | { kind: 'words'; text: string }
  | { kind: 'placeholder'; name: string; isUpper: boolean; otherwise: string | null }
)

const TOKEN = /\{\{(.*?)\}\}|\*\*|\*|\\([*{|\\])|\{\{|\}\}/g

const PLACEHOLDER = /^\s*([a-z][a-z0-9_]*)\s*(:\s*kapital\s*)?(?:\|(.*))?$/

/**
 * Divides a text: `{{nama}}`, `{{nama:kapital}}`, `{{nama|bila kosong}}`, `**tebal**`, `*miring*`; `\*` and `\{`
 * for the signs themselves.
 */
export function readText(text: string): { pieces: Piece[]; faults: string[] } {
  const pieces: Piece[] = []
  const faults: string[] = []
  let isBold = false
  let isItalic = false
  let from = 0
  const words = (said: string) => {
    if (said !== '') pieces.push({ kind: 'words', text: unbroken(said), isBold, isItalic })
  }
  for (const match of text.matchAll(TOKEN)) {
    words(text.slice(from, match.index))
    from = match.index + match[0].length
    if (match[0] === '**') isBold = !isBold
    else if (match[0] === '*') isItalic = !isItalic
    else if (match[2] !== undefined) words(match[2])
    else if (match[1] === undefined) faults.push(`Tanda ${match[0]} tidak berpasangan.`)
    else {
      const [, name, upper, otherwise] = PLACEHOLDER.exec(match[1]) ?? []
      if (name === undefined) faults.push(`{{${match[1]}}} bukan penanda yang sah.`)
      else {
        const isUpper = upper !== undefined
        pieces.push({ kind: 'placeholder', name, isUpper, otherwise: otherwise ?? null, isBold, isItalic })
      }
    }
  }
  words(text.slice(from))
  if (isBold) faults.push('Tanda ** tidak ditutup.')
  if (isItalic) faults.push('Tanda * tidak ditutup.')
  return { pieces, faults }
}

/** What people do not want divided over two lines. */
const unbroken = (text: string) =>
  text.replace(/\b(Pasal|Tahun) (?=\d)| × (?=\d)/g, (found) => found.replaceAll(' ', '\u00a0'))

/** Gives placeholders their words. What has none is told to `lack`, and left out. */
export function fillText(
  pieces: readonly Piece[],
  wordsFor: (name: string) => string | undefined,
  lack: (name: string) => void,
): Run[] {
  return pieces.flatMap((piece): Run[] => {
    const style = {
      ...(piece.isBold ? { isBold: true as const } : {}),
      ...(piece.isItalic ? { isItalic: true as const } : {}),
    }
    if (piece.kind === 'words') return [{ text: piece.text, ...style }]
    const value = printable(wordsFor(piece.name) ?? '')
    const text = value === '' ? piece.otherwise : value
    if (text === null) {
      lack(piece.name)
      return []
    }
    return text === '' ? [] : [{ text: piece.isUpper ? text.toLocaleUpperCase('id-ID') : text, ...style }]
  })
}

export const plainText = (runs: readonly Run[]) => runs.map(({ text }) => text).join('')

/** A word longer than this would run over the margin, or out of its column. */
const LONG_WORD = 30

/**
 * Text from outside as it can be set: one line, composed, no signs that are not seen, and room to break in words
 * that are longer than a line.
 */
export function printable(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, '')
    .trim()
    .replace(/\S{31,}/gu, (word) => word.replace(new RegExp(`.{${LONG_WORD / 2}}(?=.)`, 'gu'), '$&\u200b'))
}
