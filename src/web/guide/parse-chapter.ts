/** A piece of a line. What the files write is shown as text, whatever it looks like: nothing is ever markup. */
export type Inline =
  | { kind: 'text' | 'strong' | 'key'; text: string }
  | { kind: 'link'; text: string; to: string }

type Line = readonly Inline[]

export type Block =
  | { kind: 'heading'; text: string; id: string }
  | { kind: 'paragraph'; text: Line }
  | { kind: 'steps'; start: number; items: readonly Line[] }
  | { kind: 'points'; items: readonly Line[] }
  | { kind: 'note'; tone: 'info' | 'warn'; text: Line }
  | { kind: 'picture'; name: string; alt: string }
  | { kind: 'table'; head: readonly Line[]; rows: readonly (readonly Line[])[] }

export type Chapter = {
  /** The name of the file, and of the chapter in its address. */
  slug: string
  title: string
  group: string
  order: number
  /** Whose chapter it is: holders of one of these permissions; everybody's when empty. */
  needs: readonly string[]
  blocks: readonly Block[]
}

const HEADER = /^(judul|kelompok|urutan|wewenang): *(.+)$/

/**
 * Reads a chapter of the guide: four lines of header, an empty line, then the text in the few marks that
 * README.md beside the chapters explains.
 * @throws when the file says something else, naming file and line: it is part of the program
 */
export function parseChapter(slug: string, source: string): Chapter {
  const lines = source.replaceAll('\r\n', '\n').trimEnd().split('\n')
  const end = lines.findIndex((line) => line.trim() === '')
  const header = new Map<string, string>()
  for (const [index, line] of lines.slice(0, end).entries()) {
    const [, name, value] = HEADER.exec(line) ?? fault(slug, index, 'a header line')
    header.set(name ?? '', (value ?? '').trim())
  }
  const take = (name: string) => header.get(name) ?? fault(slug, 0, `"${name}:" in the header`)
  const order = Number(take('urutan'))
  if (!Number.isInteger(order)) fault(slug, 0, 'a whole number after "urutan:"')
  const needs = take('wewenang')
  return {
    slug,
    title: take('judul'),
    group: take('kelompok'),
    order,
    needs: needs === 'semua' ? [] : needs.split(/, */),
    blocks: readBlocks(slug, lines, end + 1),
  }
}

const PICTURE = /^!\[(.+)\]\(([\w-]+)\)$/
const STEP = /^(\d+)\. +(.+)$/
const POINT = /^- +(.+)$/
const NOTE = /^>(!?) +(.+)$/

function readBlocks(slug: string, lines: readonly string[], start: number): Block[] {
  const blocks: Block[] = []
  let at = start
  /** The lines from here on that fit, each with its indented continuation. */
  const takeRun = (pattern: RegExp): RegExpExecArray[] => {
    const run: RegExpExecArray[] = []
    for (;;) {
      let text = (lines[at] ?? '').trimEnd()
      let next = at + 1
      while (/^ {2,}\S/.test(lines[next] ?? '')) text += ` ${(lines[next++] ?? '').trim()}`
      const match = pattern.exec(text)
      if (match === null) return run
      run.push(match)
      at = next
    }
  }
  while (at < lines.length) {
    const line = (lines[at] ?? '').trimEnd()
    const [, alt, name] = PICTURE.exec(line) ?? []
    const [, , noteText] = NOTE.exec(line) ?? []
    if (line === '') at += 1
    else if (line.startsWith('## ')) {
      const text = line.slice(3).trim()
      blocks.push({ kind: 'heading', text, id: idOf(text) })
      at += 1
    } else if (alt !== undefined && name !== undefined) {
      blocks.push({ kind: 'picture', name, alt })
      at += 1
    } else if (noteText !== undefined) {
      const [note] = takeRun(NOTE)
      blocks.push({
        kind: 'note',
        tone: note?.[1] === '!' ? 'warn' : 'info',
        text: readInline(note?.[2] ?? ''),
      })
    } else if (STEP.test(line)) {
      const run = takeRun(STEP)
      const items = run.map(([, , text]) => readInline(text ?? ''))
      blocks.push({ kind: 'steps', start: Number(run[0]?.[1] ?? 1), items })
    } else if (POINT.test(line)) {
      blocks.push({ kind: 'points', items: takeRun(POINT).map(([, text]) => readInline(text ?? '')) })
    } else if (line.startsWith('|')) {
      const rows = takeRun(/^\|(.+)\|$/).map(([, cells]) => (cells ?? '').split('|').map((c) => c.trim()))
      const [head = [], rule = [], ...body] = rows
      if (rule.some((cell) => !/^-+$/.test(cell))) fault(slug, at, 'a line of dashes under the first row')
      if (body.some((row) => row.length !== head.length)) fault(slug, at, 'rows as long as the first')
      blocks.push({
        kind: 'table',
        head: head.map(readInline),
        rows: body.map((row) => row.map(readInline)),
      })
    } else if (/^(#|!\[|>|\* |\d+\))/.test(line)) fault(slug, at, 'a mark that the guide knows')
    else {
      const words = [line]
      at += 1
      while (/^[^\s#!>|-]/.test(lines[at] ?? '') && !STEP.test(lines[at] ?? '')) {
        words.push((lines[at++] ?? '').trim())
      }
      blocks.push({ kind: 'paragraph', text: readInline(words.join(' ')) })
    }
  }
  return blocks
}

const INLINE = /\*\*(.+?)\*\*|`(.+?)`|\[(.+?)\]\(([\w/-]+)\)/g

function readInline(text: string): Line {
  const pieces: Inline[] = []
  let end = 0
  for (const match of text.matchAll(INLINE)) {
    const [all, strong, key, label, to] = match
    if (match.index > end) pieces.push({ kind: 'text', text: text.slice(end, match.index) })
    if (strong !== undefined) pieces.push({ kind: 'strong', text: strong })
    else if (key !== undefined) pieces.push({ kind: 'key', text: key })
    else pieces.push({ kind: 'link', text: label ?? '', to: to ?? '' })
    end = match.index + all.length
  }
  if (end < text.length) pieces.push({ kind: 'text', text: text.slice(end) })
  return pieces
}

const idOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

function fault(slug: string, index: number, expected: string): never {
  throw new Error(`guide chapter ${slug}, line ${index + 1}: expected ${expected}`)
}
