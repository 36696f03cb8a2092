import { Fragment } from 'react'
import { PICTURES } from '../../guide/chapters.ts'
import type { Block, Chapter, Inline } from '../../guide/parse-chapter.ts'
import { PATHS } from '../../paths.ts'
import { Note } from '../../ui/Note.tsx'
import { PathLink } from '../../ui/PathLink.tsx'

/** The text of a chapter. Without links for readers who are not signed in: they would lead back to signing in. */
export function ChapterText({ chapter, withLinks = true }: { chapter: Chapter; withLinks?: boolean }) {
  return (
    // The guide is written in Indonesian, whatever the language around it.
    <article className="guide" lang="id">
      {chapter.blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a chapter never changes while it is read
        <BlockText key={index} block={block} withLinks={withLinks} />
      ))}
    </article>
  )
}

function BlockText({ block, withLinks }: { block: Block; withLinks: boolean }) {
  switch (block.kind) {
    case 'heading':
      return (
        <h2 id={block.id} tabIndex={-1}>
          {block.text}
        </h2>
      )
    case 'paragraph':
      return (
        <p>
          <Line line={block.text} withLinks={withLinks} />
        </p>
      )
    case 'note':
      return (
        <Note tone={block.tone}>
          <Line line={block.text} withLinks={withLinks} />
        </Note>
      )
    case 'steps':
      return (
        <ol start={block.start}>
          <Items items={block.items} withLinks={withLinks} />
        </ol>
      )
    case 'points':
      return (
        <ul>
          <Items items={block.items} withLinks={withLinks} />
        </ul>
      )
    case 'picture':
      return <PictureOf name={block.name} alt={block.alt} />
    case 'table':
      return <Table block={block} withLinks={withLinks} />
  }
}

type Lines = readonly (readonly Inline[])[]

function Items({ items, withLinks }: { items: Lines; withLinks: boolean }) {
  return items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a chapter never changes while it is read
    <li key={index}>
      <Line line={item} withLinks={withLinks} />
    </li>
  ))
}

function PictureOf({ name, alt }: { name: string; alt: string }) {
  const picture = PICTURES.get(name)
  if (picture === undefined) return null
  return (
    <figure>
      <img src={picture.address} width={picture.width} height={picture.height} alt={alt} loading="lazy" />
    </figure>
  )
}

function Table({ block, withLinks }: { block: Extract<Block, { kind: 'table' }>; withLinks: boolean }) {
  const [first = []] = block.head
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={first.map(({ text }) => text).join('')}>
      <table>
        <thead>
          <tr>
            {block.head.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a chapter never changes while it is read
              <th key={index} scope="col">
                <Line line={cell} withLinks={withLinks} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a chapter never changes while it is read
            <tr key={at}>
              {row.map((cell, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a chapter never changes while it is read
                <td key={index}>
                  <Line line={cell} withLinks={withLinks} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Line({ line, withLinks }: { line: readonly Inline[]; withLinks: boolean }) {
  return line.map((piece, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a chapter never changes while it is read
    <Fragment key={index}>
      <Piece piece={piece} withLinks={withLinks} />
    </Fragment>
  ))
}

function Piece({ piece, withLinks }: { piece: Inline; withLinks: boolean }) {
  if (piece.kind === 'strong') return <strong>{piece.text}</strong>
  if (piece.kind === 'key') return <kbd>{piece.text}</kbd>
  if (piece.kind !== 'link' || !withLinks) return piece.text
  if (piece.to.startsWith('/')) return <PathLink to={piece.to}>{piece.text}</PathLink>
  return (
    <PathLink to={PATHS.guideChapter} params={{ bab: piece.to }}>
      {piece.text}
    </PathLink>
  )
}
