import type { ListStyle } from './letter.ts'
import { directiveOf, type SourceLine, type TemplateFault } from './template-lines.ts'
import { type Piece, readText } from './template-text.ts'

/** A block of a template, its placeholders not yet filled. */
export type TemplateBlock = { line: number } & (
  | { kind: 'paragraph'; text: Piece[] }
  | { kind: 'centred'; text: Piece[] }
  | { kind: 'heading'; lines: Piece[][] }
  | { kind: 'list'; style: ListStyle; items: { text: Piece[]; body: TemplateBlock[] }[] }
  | { kind: 'facts'; rows: { label: Piece[]; value: Piece[] }[] }
  | { kind: 'table'; head: Piece[][]; weights: number[] | null; rows: Piece[][][] }
  | { kind: 'named-table'; name: string }
  | { kind: 'signatures'; isDated: boolean; signers: Signer[] }
  | { kind: 'page' }
)

/** Who signs: `PIHAK KESATU = kepala_dinas bermeterai`. The name is the end of placeholders: nama_…, jabatan_…. */
export type Signer = { heading: Piece[]; name: string; isStamped: boolean }

const MARKER = /^(\d+\.|[a-z]\.|\d+\)|[a-z]\)|\(\d+\)|-) +(.*)$/

const styleOf = (marker: string): ListStyle => {
  if (marker === '-') return '-'
  if (marker.startsWith('(')) return '(1)'
  const digit = /\d/.test(marker)
  return marker.endsWith('.') ? (digit ? '1.' : 'a.') : digit ? '1)' : 'a)'
}

/** What begins a block of its own, so that it does not go on a paragraph. */
const isStart = (text: string) =>
  /^(#|>|:|\|)/.test(text) || MARKER.test(text) || directiveOf(text) !== undefined

/** The cells of a row; a `|` within a placeholder, or after a `\\`, ends none. */
const cellsOf = (text: string): string[] =>
  [...`${text.slice(1, -1)}|`.matchAll(/((?:\{\{.*?\}\}|\\.|[^|])*)\|/g)].map(([, cell = '']) => cell.trim())

/** Reads the lines of a body into blocks. Directives that divide a letter (tembusan, lampiran) are not among them. */
export function readBlocks(lines: readonly SourceLine[]): {
  blocks: TemplateBlock[]
  faults: TemplateFault[]
} {
  const faults: TemplateFault[] = []
  const blocks: TemplateBlock[] = []
  const textOf = (text: string, line: number): Piece[] => {
    const read = readText(text)
    faults.push(...read.faults.map((message) => ({ line, message })))
    return read.pieces
  }
  let at = 0
  /** The lines from here on that go with it; each is told apart by `goesOn`. */
  const takeWhile = (goesOn: (line: SourceLine) => boolean): SourceLine[] => {
    const taken: SourceLine[] = []
    for (let line = lines[at]; line !== undefined && goesOn(line); line = lines[at]) {
      taken.push(line)
      at += 1
    }
    return taken
  }

  for (let first = lines[at]; first !== undefined; first = lines[at]) {
    const { line, text, indent } = first
    const directive = directiveOf(text)
    if (text === '') at += 1
    else if (directive !== undefined) {
      at += 1
      const read = readDirective(directive, line, textOf)
      if ('message' in read) faults.push(read)
      else blocks.push(read)
    } else if (text.startsWith('#')) {
      const found = takeWhile((one) => one.text.startsWith('#'))
      blocks.push({
        line,
        kind: 'heading',
        lines: found.map((one) => textOf(one.text.replace(/^#+\s*/, ''), one.line)),
      })
    } else if (text.startsWith('>')) {
      at += 1
      blocks.push({ line, kind: 'centred', text: textOf(text.slice(1).trim(), line) })
    } else if (text.startsWith(':')) {
      const rows = takeWhile((one) => one.text.startsWith(':')).map((one) => {
        const [label = '', ...value] = one.text.slice(1).split(' = ')
        if (value.length === 0)
          faults.push({ line: one.line, message: 'Baris isian harus berbentuk ": Label = isi".' })
        return { label: textOf(label.trim(), one.line), value: textOf(value.join(' = ').trim(), one.line) }
      })
      blocks.push({ line, kind: 'facts', rows })
    } else if (text.startsWith('|')) {
      blocks.push(
        readTable(
          takeWhile((one) => one.text.startsWith('|')),
          faults,
          textOf,
        ),
      )
    } else if (MARKER.test(text)) {
      blocks.push({ line, ...readList(indent, takeList(indent), faults, textOf) })
    } else {
      const found = takeWhile((one) => one.text !== '' && (one === first || !isStart(one.text)))
      blocks.push({ line, kind: 'paragraph', text: textOf(found.map((one) => one.text).join(' '), line) })
    }
  }
  return { blocks, faults }

  /** A list and whatever is indented below its items; an empty line ends it unless it goes on after. */
  function takeList(indent: number): SourceLine[] {
    const marker = MARKER.exec(lines[at]?.text ?? '')?.[1] ?? ''
    const belongs = (one: SourceLine) =>
      one.indent > indent ||
      (one.indent === indent &&
        styleOf(MARKER.exec(one.text)?.[1] ?? '') === styleOf(marker) &&
        MARKER.test(one.text))
    return takeWhile((one) => {
      if (one.text !== '') return belongs(one)
      const next = lines.slice(lines.indexOf(one)).find(({ text }) => text !== '')
      return next !== undefined && belongs(next)
    })
  }
}

type TextOf = (text: string, line: number) => Piece[]

function readList(
  indent: number,
  lines: readonly SourceLine[],
  faults: TemplateFault[],
  textOf: TextOf,
): { kind: 'list'; style: ListStyle; items: { text: Piece[]; body: TemplateBlock[] }[] } {
  const starts = lines.flatMap((line, index) => (line.indent === indent && line.text !== '' ? [index] : []))
  const items = starts.map((start, index) => {
    const own = lines.slice(start, starts[index + 1] ?? lines.length)
    const [first, ...rest] = own
    const words = [MARKER.exec(first?.text ?? '')?.[2] ?? '']
    const below = rest.findIndex(({ text }) => text === '' || isStart(text))
    const more = below < 0 ? rest : rest.slice(0, below)
    words.push(...more.map(({ text }) => text))
    const read = readBlocks(below < 0 ? [] : rest.slice(below))
    faults.push(...read.faults)
    return { text: textOf(words.join(' '), first?.line ?? 0), body: read.blocks }
  })
  return { kind: 'list', style: styleOf(MARKER.exec(lines[0]?.text ?? '')?.[1] ?? ''), items }
}

function readTable(lines: readonly SourceLine[], faults: TemplateFault[], textOf: TextOf): TemplateBlock {
  const [first] = lines
  const line = first?.line ?? 0
  const read = lines.map((one) => {
    if (!one.text.endsWith('|') || one.text.length < 2) {
      faults.push({ line: one.line, message: 'Tabel tidak ditutup: baris tabel harus diakhiri dengan |.' })
    }
    return { line: one.line, cells: cellsOf(one.text) }
  })
  const [head, ...others] = read
  const width = head?.cells.length ?? 0
  const weights = others[0]?.cells.map((cell) => Number(/^(\d{1,3})%$/.exec(cell)?.[1] ?? Number.NaN)) ?? []
  const hasWeights = weights.length > 0 && weights.every((weight) => weight > 0)
  const rows = hasWeights ? others.slice(1) : others
  for (const row of read) {
    if (row.cells.length !== width) {
      faults.push({
        line: row.line,
        message: `Baris tabel ini berisi ${row.cells.length} kolom, seharusnya ${width}.`,
      })
    }
  }
  return {
    line,
    kind: 'table',
    head: head?.cells.map((cell) => textOf(cell, line)) ?? [],
    weights: hasWeights ? weights : null,
    // `#` counts the rows: which of them a letter has depends on its conditions.
    rows: rows.map((row, n) => row.cells.map((cell) => textOf(cell === '#' ? `${n + 1}` : cell, row.line))),
  }
}

function readDirective(
  { name, value }: { name: string; value: string },
  line: number,
  textOf: TextOf,
): TemplateBlock | TemplateFault {
  if (name === 'halaman baru') return { line, kind: 'page' }
  if (name === 'tabel') return { line, kind: 'named-table', name: value }
  if (name !== 'tanda tangan') return { line, message: `[[${name}]] tidak dikenal di sini.` }
  const isDated = /\bbertanggal\b/.test(value)
  const signers = value.split('|').map((part): Signer | undefined => {
    const [, heading = '', signer, stamped] =
      /^(?:(.*?)\s*=\s*)?([a-z][a-z0-9_]*)(\s+bermeterai)?$/.exec(
        part.replace(/\bbertanggal\b/, '').trim(),
      ) ?? []
    return signer === undefined
      ? undefined
      : { heading: textOf(heading, line), name: signer, isStamped: stamped !== undefined }
  })
  const known = signers.filter((one) => one !== undefined)
  if (known.length < signers.length || known.length === 0) {
    return {
      line,
      message: 'Tanda tangan harus berbentuk [[tanda tangan: PIHAK KESATU = kepala_dinas bermeterai | …]].',
    }
  }
  return { line, kind: 'signatures', isDated, signers: known }
}
