import type { Block, Chapter, Inline } from './parse-chapter.ts'

export type Found = {
  chapter: Chapter
  /** The part of the chapter, where it is not the chapter as a whole. */
  part: { id: string; title: string } | undefined
  /** The sentence around the first word that was found. */
  excerpt: string
}

const EXCERPT_LENGTH = 160

/** Parts of chapters that hold all words, those first whose title does. Upper and lower case are one. */
export function searchGuide(chapters: readonly Chapter[], wanted: string): Found[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const hits = chapters.flatMap((chapter) =>
    partsOf(chapter).flatMap(({ part, text }) => {
      const title = `${chapter.title} ${part?.title ?? ''}`.toLowerCase()
      const all = `${title} ${text.toLowerCase()}`
      if (!words.every((word) => all.includes(word))) return []
      const inTitle = words.every((word) => title.includes(word))
      return [{ found: { chapter, part, excerpt: excerptOf(text, words) }, inTitle }]
    }),
  )
  return [...hits.filter(({ inTitle }) => inTitle), ...hits.filter(({ inTitle }) => !inTitle)].map(
    ({ found }) => found,
  )
}

function partsOf({ blocks }: Chapter) {
  const parts: { part: Found['part']; text: string }[] = [{ part: undefined, text: '' }]
  for (const block of blocks) {
    const last = parts.at(-1)
    if (block.kind === 'heading') parts.push({ part: { id: block.id, title: block.text }, text: '' })
    else if (last !== undefined) last.text = `${last.text} ${textOf(block)}`.trim()
  }
  return parts.filter(({ part, text }) => part !== undefined || text !== '')
}

const lineText = (line: readonly Inline[]) => line.map(({ text }) => text).join('')

function textOf(block: Exclude<Block, { kind: 'heading' }>): string {
  switch (block.kind) {
    case 'paragraph':
    case 'note':
      return lineText(block.text)
    case 'steps':
    case 'points':
      return block.items.map(lineText).join(' ')
    case 'table':
      return [block.head, ...block.rows].flatMap((row) => row.map(lineText)).join(' ')
    case 'picture':
      return ''
  }
}

function excerptOf(text: string, words: readonly string[]): string {
  const lower = text.toLowerCase()
  const at = Math.min(...words.map((word) => lower.indexOf(word)).filter((index) => index >= 0), text.length)
  const start = at === text.length ? 0 : Math.max(0, text.lastIndexOf('. ', at) + 1)
  const cut = text.slice(start, start + EXCERPT_LENGTH).trim()
  return start + EXCERPT_LENGTH < text.length ? `${cut} …` : cut
}
