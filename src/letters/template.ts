import { readBlocks, type TemplateBlock } from './template-blocks.ts'
import {
  directiveOf,
  isLetterheadChoice,
  keepLines,
  type LetterheadChoice,
  readLines,
  type SourceLine,
  type TemplateFault,
  type TemplateHead,
} from './template-lines.ts'
import { type Piece, readText } from './template-text.ts'

/** A template as it is to be filled: its conditions are decided, its placeholders are not yet filled. */
export type Template = {
  shape: 'surat' | 'naskah'
  letterhead: LetterheadChoice
  head: Record<'hal' | 'sifat' | 'lampiran' | 'kepada' | 'judul' | 'nomor', Piece[]>
  body: TemplateBlock[]
  copies: TemplateBlock[]
  annexes: { line: number; title: Piece[]; body: TemplateBlock[] }[]
}

/** What a template may speak of. */
export type Vocabulary = { placeholders: ReadonlySet<string>; tables: ReadonlySet<string> }

const HEAD_TEXTS = ['hal', 'sifat', 'lampiran', 'kepada', 'judul', 'nomor'] as const

const MAX_SOURCE = 100_000

/** Reads a template for a letter. Its faults are those of any letter of it. */
export function readTemplate(
  source: string,
  holds: (name: string) => boolean,
): { template: Template; faults: TemplateFault[]; conditions: { line: number; name: string }[] } {
  const { head, body, faults } = readLines(source)
  const kept = keepLines(body, holds)
  faults.push(...kept.faults)
  const parts = divide(kept.lines)
  const blocksOf = (lines: readonly SourceLine[]) => {
    const read = readBlocks(lines)
    faults.push(...read.faults)
    return read.blocks
  }
  const textOf = (text: string, line: number) => {
    const read = readText(text)
    faults.push(...read.faults.map((message) => ({ line, message })))
    return read.pieces
  }
  const kop = head.kop?.value ?? ''
  const template: Template = {
    shape: head.bentuk?.value === 'surat' ? 'surat' : 'naskah',
    letterhead: isLetterheadChoice(kop) ? kop : 'tanpa',
    head: headTexts(head, textOf),
    body: blocksOf(parts.body),
    copies: blocksOf(parts.copies),
    annexes: parts.annexes.map(({ line, title, lines }) => ({
      line,
      title: textOf(title, line),
      body: blocksOf(lines),
    })),
  }
  for (const one of template.copies) {
    if (one.kind !== 'list') faults.push({ line: one.line, message: 'Tembusan harus berupa daftar.' })
  }
  return { template, faults, conditions: kept.conditions }
}

function headTexts(head: TemplateHead, textOf: (text: string, line: number) => Piece[]): Template['head'] {
  const of = (key: (typeof HEAD_TEXTS)[number]) => textOf(head[key]?.value ?? '', head[key]?.line ?? 1)
  return {
    hal: of('hal'),
    sifat: of('sifat'),
    lampiran: of('lampiran'),
    kepada: of('kepada'),
    judul: of('judul'),
    nomor: of('nomor'),
  }
}

/** The body up to `[[tembusan]]` or the first `[[lampiran: …]]`; then those. */
function divide(lines: readonly SourceLine[]) {
  const body: SourceLine[] = []
  const copies: SourceLine[] = []
  const annexes: { line: number; title: string; lines: SourceLine[] }[] = []
  let into = body
  for (const line of lines) {
    const directive = directiveOf(line.text)
    if (directive?.name === 'tembusan') into = copies
    else if (directive?.name === 'lampiran') {
      const annex = { line: line.line, title: directive.value, lines: [] }
      annexes.push(annex)
      into = annex.lines
    } else into.push(line)
  }
  return { body, copies, annexes }
}

/** Everything that is wrong with a template, each fault once, in the order of the lines (LT-09). */
export function templateFaults(source: string, vocabulary: Vocabulary): TemplateFault[] {
  if (source.length > MAX_SOURCE) return [{ line: 1, message: `Templat paling banyak ${MAX_SOURCE} huruf.` }]
  const faults = new Map<string, TemplateFault>()
  const add = (fault: TemplateFault) => faults.set(`${fault.line} ${fault.message}`, fault)
  // Once with every condition met and once with none: what stands in a branch is read either way.
  for (const isMet of [true, false]) {
    const read = readTemplate(source, () => isMet)
    read.faults.forEach(add)
    for (const { line, name } of read.conditions) {
      if (!vocabulary.placeholders.has(name) && !vocabulary.tables.has(name)) add(unknown(line, name))
    }
    for (const { line, name, kind } of namesIn(read.template)) {
      const known = kind === 'table' ? vocabulary.tables : vocabulary.placeholders
      if (!known.has(name)) add(unknown(line, name))
    }
  }
  return [...faults.values()].sort((a, b) => a.line - b.line)
}

/** Everything that a template asks for, also in branches that a letter may not have. */
export function templateNames(source: string): { placeholders: Set<string>; tables: Set<string> } {
  const placeholders = new Set<string>()
  const tables = new Set<string>()
  for (const isMet of [true, false]) {
    const { template, conditions } = readTemplate(source, () => isMet)
    for (const { kind, name } of namesIn(template)) (kind === 'table' ? tables : placeholders).add(name)
    for (const { name } of conditions) placeholders.add(name)
  }
  return { placeholders, tables }
}

const unknown = (line: number, name: string) => ({
  line,
  message: `Penanda ${name === '' ? '(kosong)' : name} tidak dikenal pada jenis surat ini.`,
})

type Name = { line: number; kind: 'placeholder' | 'table'; name: string }

function namesIn(template: Template): Name[] {
  const of = (pieces: readonly Piece[], line: number): Name[] =>
    pieces.flatMap((piece) =>
      piece.kind === 'placeholder' ? [{ line, kind: 'placeholder', name: piece.name }] : [],
    )
  const inBlock = (block: TemplateBlock): Name[] => {
    const { line } = block
    switch (block.kind) {
      case 'paragraph':
      case 'centred':
        return of(block.text, line)
      case 'heading':
        return block.lines.flatMap((one) => of(one, line))
      case 'list':
        return block.items.flatMap((item) => [...of(item.text, line), ...item.body.flatMap(inBlock)])
      case 'facts':
        return block.rows.flatMap(({ label, value }) => [...of(label, line), ...of(value, line)])
      case 'table':
        return [block.head, ...block.rows].flat().flatMap((cell) => of(cell, line))
      case 'named-table':
        return [{ line, kind: 'table', name: block.name }]
      case 'signatures':
        return block.signers.flatMap(({ heading, name }) => [
          ...of(heading, line),
          { line, kind: 'placeholder', name: `nama_${name}` },
        ])
      case 'page':
        return []
    }
  }
  return [
    ...HEAD_TEXTS.flatMap((key) => of(template.head[key], 1)),
    ...[...template.body, ...template.copies].flatMap(inBlock),
    ...template.annexes.flatMap(({ line, title, body }) => [...of(title, line), ...body.flatMap(inBlock)]),
  ]
}
