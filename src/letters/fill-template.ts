import type { Annex, Block, Column, Fact, Letter, ListItem, Run, Signature } from './letter.ts'
import { readTemplate, type Template } from './template.ts'
import type { TemplateBlock } from './template-blocks.ts'
import type { LetterheadChoice } from './template-lines.ts'
import { fillText, type Piece, plainText, printable } from './template-text.ts'

export type LetterTable = { head: readonly string[]; rows: readonly (readonly string[])[] }

/** What a letter is filled with. Values are words, never markup: what they hold is shown as it is (LT-02). */
export type LetterData = {
  values: ReadonlyMap<string, string>
  tables: ReadonlyMap<string, LetterTable>
  /** `Purbalingga, 16 September 2025`, by whose letterhead it stands on. */
  placeAndDate(letterhead: LetterheadChoice): string
}

export type FilledLetter = Pick<Letter, 'opening' | 'body' | 'copies' | 'annexes'> & {
  letterhead: LetterheadChoice
  subject: string
}

/** Fills a template that has no faults; or names everything that it asks for and that has no value. */
export function fillTemplate(
  source: string,
  data: LetterData,
): { kind: 'filled'; letter: FilledLetter } | { kind: 'lacking'; names: string[] } {
  const holds = (name: string) =>
    (data.values.get(name) ?? '') !== '' || (data.tables.get(name)?.rows.length ?? 0) > 0
  const { template, faults } = readTemplate(source, holds)
  const [fault] = faults
  if (fault !== undefined)
    throw new Error(`a template in use is faulty, line ${fault.line}: ${fault.message}`)
  const placeAndDate = data.placeAndDate(template.letterhead)
  const filling = createFilling(data, placeAndDate)
  const letter = fill(template, filling, placeAndDate)
  return filling.lacking.size > 0
    ? { kind: 'lacking', names: [...filling.lacking] }
    : { kind: 'filled', letter }
}

type Filling = {
  lacking: Set<string>
  runs(pieces: readonly Piece[]): Run[]
  value(name: string): string | null
  blocks(blocks: readonly TemplateBlock[], isIndented: boolean): Block[]
}

function createFilling(data: LetterData, usualPlaceAndDate: string): Filling {
  const lacking = new Set<string>()
  const runs = (pieces: readonly Piece[]) =>
    fillText(
      pieces,
      (name) => data.values.get(name),
      (name) => lacking.add(name),
    )
  const value = (name: string) => printable(data.values.get(name) ?? '') || null
  const item = ({ text, body }: { text: Piece[]; body: TemplateBlock[] }): ListItem => ({
    text: runs(text),
    body: blocks(body, false),
  })
  const signature = ({
    heading,
    name,
    isStamped,
  }: {
    heading: Piece[]
    name: string
    isStamped: boolean
  }): Signature => {
    const signer = value(`nama_${name}`)
    if (signer === null) lacking.add(`nama_${name}`)
    return {
      heading: plainText(runs(heading)) || null,
      title: value(`jabatan_${name}`),
      name: signer ?? '',
      rank: value(`pangkat_${name}`),
      nip: value(`nip_${name}`),
      isStamped,
    }
  }
  const fillBlock = (block: TemplateBlock, isIndented: boolean): Block => {
    switch (block.kind) {
      case 'paragraph':
        return { kind: 'paragraph', text: runs(block.text), isIndented }
      case 'centred':
        return { kind: 'centred', text: runs(block.text) }
      case 'heading':
        return { kind: 'heading', lines: block.lines.map((line) => plainText(runs(line))) }
      case 'list':
        return { kind: 'list', style: block.style, items: block.items.map(item) }
      case 'facts':
        return {
          kind: 'facts',
          rows: block.rows.map((row) => ({ label: plainText(runs(row.label)), value: runs(row.value) })),
        }
      case 'table': {
        const rows = block.rows.map((row) => row.map(runs))
        const head = block.head.map((cell) => plainText(runs(cell)))
        return tableOf(head, rows, block.weights)
      }
      case 'named-table': {
        const table = data.tables.get(block.name)
        if (table === undefined) lacking.add(block.name)
        const rows = table?.rows.map((row) => row.map((cell) => [{ text: printable(cell) }])) ?? []
        return tableOf(table?.head.map(printable) ?? [], rows, null)
      }
      case 'signatures': {
        const placeAndDate = block.isDated ? usualPlaceAndDate : null
        return { kind: 'signatures', placeAndDate, signatures: block.signers.map(signature) }
      }
      case 'page':
        return { kind: 'page' }
    }
  }
  const blocks = (given: readonly TemplateBlock[], isIndented: boolean): Block[] =>
    given.map((block) => fillBlock(block, isIndented))
  return { lacking, runs, value, blocks }
}

function fill(template: Template, { runs, blocks }: Filling, placeAndDate: string): FilledLetter {
  const { head, shape } = template
  const lines = (pieces: readonly Piece[]) =>
    plainText(runs(pieces))
      .split('|')
      .map((line) => line.trim())
      .filter((line) => line !== '')
  const subject = plainText(runs(head.hal)).replaceAll('\u200b', '')
  const facts: Fact[] = [
    ...(head.sifat.length > 0 ? [{ label: 'Sifat', value: runs(head.sifat) }] : []),
    ...(head.lampiran.length > 0 ? [{ label: 'Lampiran', value: runs(head.lampiran) }] : []),
    { label: 'Hal', value: runs(head.hal) },
  ]
  const number = { label: 'Nomor', value: runs([NUMBER]) }
  const isLetter = shape === 'surat'
  return {
    letterhead: template.letterhead,
    subject,
    opening: isLetter
      ? { kind: 'letter', placeAndDate, facts: [number, ...facts], addressee: lines(head.kepada) }
      : { kind: 'titled', title: lines(head.judul).flatMap(balanced), numbers: lines(head.nomor) },
    body: blocks(template.body, isLetter),
    copies: template.copies.flatMap((block) =>
      block.kind === 'list' ? block.items.map(({ text }) => plainText(runs(text))) : [],
    ),
    annexes: template.annexes.map(
      ({ title, body }): Annex => ({
        facts: isLetter
          ? [number, { label: 'Tanggal', value: [{ text: placeAndDate.replace(/^.*, /, '') }] }]
          : [],
        title: lines(title).flatMap(balanced),
        body: blocks(body, false),
      }),
    ),
  }
}

/** Capitals of a title that stand in a line. */
const TITLE_WIDTH = 48

/** A title line that is too long, in parts of about the same length. */
function balanced(line: string): string[] {
  const width = Math.ceil(line.length / Math.ceil(line.length / TITLE_WIDTH))
  const parts: string[] = []
  for (const word of line.split(' ')) {
    const last = parts.at(-1)
    // A part may grow a little over its share rather than leave one word for a line of its own.
    if (last !== undefined && last.length + word.length / 2 <= width) parts.splice(-1, 1, `${last} ${word}`)
    else parts.push(word)
  }
  return parts
}

/** Letters that others number leave room for it. */
const NUMBER: Piece = {
  kind: 'placeholder',
  name: 'nomor',
  isUpper: false,
  otherwise: '....................................',
  isBold: false,
  isItalic: false,
}

/** Columns as wide as what stands in them asks for. */
function tableOf(head: string[], rows: Run[][][], weights: readonly number[] | null): Block {
  const columns = head.map((name, index): Column => {
    const texts = rows.map((row) => plainText(row[index] ?? []))
    const longest = Math.max(0, ...texts.map((text) => text.length))
    const word = Math.max(...[name, ...texts].flatMap((text) => text.split(' ').map((one) => one.length)))
    const isCentred = longest <= 4
    return { head: name, isCentred, weight: weights?.[index] ?? Math.max(5, word + 2, Math.min(longest, 48)) }
  })
  const letters = rows.flat().reduce((sum, cell) => sum + plainText(cell).length, 0)
  return { kind: 'table', columns, rows, isShort: rows.length <= 14 && letters <= 1_500 }
}
