import assert from 'node:assert/strict'
import { globSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, it } from 'node:test'
import { PERMISSIONS } from '../../offices/permissions.ts'
import { id } from '../messages/check-nik/id.ts'
import { PATHS } from '../paths.ts'
import { type Block, type Inline, parseChapter } from './parse-chapter.ts'
import { chapterAt, PLACES } from './places.ts'
import { searchGuide } from './search-guide.ts'

const FOLDER = import.meta.dirname
const MAX_PICTURE_BYTES = 60_000

const chapters = globSync('chapters/*.md', { cwd: FOLDER })
  .filter((file) => basename(file) !== 'README.md')
  .map((file) => parseChapter(basename(file, '.md'), readFileSync(join(FOLDER, file), 'utf8')))
  .sort((a, b) => a.order - b.order)

const slugs = new Set(chapters.map(({ slug }) => slug))

const linesOf = (block: Block): readonly (readonly Inline[])[] => {
  if (block.kind === 'paragraph' || block.kind === 'note') return [block.text]
  if (block.kind === 'steps' || block.kind === 'points') return block.items
  return block.kind === 'table' ? [block.head, ...block.rows].flat() : []
}

const piecesOf = (blocks: readonly Block[]) => blocks.flatMap(linesOf).flat()

describe('the chapters of the guide', () => {
  it('each is read, with a place of its own, and belongs to permissions that exist', () => {
    assert.ok(chapters.length >= 18)
    assert.equal(new Set(chapters.map(({ order }) => order)).size, chapters.length)
    const known: readonly string[] = PERMISSIONS
    assert.deepEqual(
      chapters.flatMap(({ slug, needs }) =>
        needs.filter((one) => !known.includes(one)).map((one) => `${slug}: ${one}`),
      ),
      [],
    )
  })

  it('links lead to chapters and pages that exist', () => {
    const pages: readonly string[] = Object.values(PATHS)
    const broken = chapters.flatMap(({ slug, blocks }) =>
      piecesOf(blocks)
        .flatMap((piece) => (piece.kind === 'link' ? [piece.to] : []))
        .filter((to) => !(to.startsWith('/') ? pages.includes(to) : slugs.has(to)))
        .map((to) => `${slug}: ${to}`),
    )
    assert.deepEqual(broken, [])
  })

  it('every page has its chapter', () => {
    const outside: readonly string[] = [
      PATHS.home,
      PATHS.signIn,
      PATHS.signInGuide,
      PATHS.guide,
      PATHS.guideChapter,
    ]
    const without = Object.values(PATHS).filter(
      (path) => !outside.includes(path) && !slugs.has(chapterAt(path) ?? ''),
    )
    assert.deepEqual(without, [])
    assert.deepEqual(
      PLACES.filter(([, slug]) => !slugs.has(slug)),
      [],
    )
  })

  it('names every outcome by the title that the screen shows', () => {
    const cells = new Set(
      chapters
        .filter(({ slug }) => slug === 'arti-hasil')
        .flatMap(({ blocks }) => blocks.flatMap(linesOf))
        .map((line) => line.map(({ text }) => text).join('')),
    )
    const titles = Object.values(id.outcome).flatMap((words) =>
      typeof words === 'string' ? [] : [words.title],
    )
    // A refusal of no outcome, and the heading over a comparison, are no results.
    const own: readonly string[] = ['Permintaan ditolak', 'Hasil pencocokan']
    assert.deepEqual(
      titles.filter((title) => !cells.has(title) && !own.includes(title)),
      [],
    )
  })
})

describe('the pictures of the guide', () => {
  const named = chapters.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'picture' ? [block.name] : [])),
  )
  const made = globSync('pictures/*.webp', { cwd: FOLDER }).map((file) => basename(file, '.webp'))
  const sizes: unknown = JSON.parse(readFileSync(join(FOLDER, 'pictures/sizes.json'), 'utf8'))

  it('each that a chapter names is there, each that is there is named, and its size is known', () => {
    assert.deepEqual([...new Set(named)].sort(), made.sort())
    assert.deepEqual(Object.keys(Object(sizes)).sort(), made)
  })

  it('none is heavier than a slow line bears', () => {
    assert.deepEqual(
      made.filter((name) => statSync(join(FOLDER, `pictures/${name}.webp`)).size > MAX_PICTURE_BYTES),
      [],
    )
  })
})

const HEAD = 'judul: Uji\nkelompok: Umum\nurutan: 1\nwewenang: semua\n\n'

describe('parseChapter', () => {
  const rows: readonly (readonly [string, string, readonly Block[]])[] = [
    [
      'lines of a paragraph are one',
      'satu\ndua',
      [{ kind: 'paragraph', text: [{ kind: 'text', text: 'satu dua' }] }],
    ],
    [
      'steps go on after a picture with their number',
      '1. satu\n   dua\n\n![gambar](masuk)\n\n2. tiga',
      [
        { kind: 'steps', start: 1, items: [[{ kind: 'text', text: 'satu dua' }]] },
        { kind: 'picture', name: 'masuk', alt: 'gambar' },
        { kind: 'steps', start: 2, items: [[{ kind: 'text', text: 'tiga' }]] },
      ],
    ],
    [
      'marks inside a line',
      '**a** `b` [c](masuk)',
      [
        {
          kind: 'paragraph',
          text: [
            { kind: 'strong', text: 'a' },
            { kind: 'text', text: ' ' },
            { kind: 'key', text: 'b' },
            { kind: 'text', text: ' ' },
            { kind: 'link', text: 'c', to: 'masuk' },
          ],
        },
      ],
    ],
    [
      'what looks like markup or leads out of the portal is text',
      '<b>x</b> [y](https://example.org)',
      [{ kind: 'paragraph', text: [{ kind: 'text', text: '<b>x</b> [y](https://example.org)' }] }],
    ],
    ['a warning', '>! awas', [{ kind: 'note', tone: 'warn', text: [{ kind: 'text', text: 'awas' }] }]],
  ]
  for (const [name, text, expected] of rows) {
    it(name, () => assert.deepEqual(parseChapter('uji', HEAD + text).blocks, expected))
  }

  for (const [name, text] of [
    ['a mark that nothing knows', '# Judul'],
    ['a table without its line of dashes', '| a | b |\n| c | d |'],
    ['a row that is too short', '| a | b |\n|---|---|\n| c |'],
  ] as const) {
    it(`says where ${name} stands`, () => {
      assert.throws(() => parseChapter('uji', HEAD + text), /guide chapter uji, line \d+/)
    })
  }
})

describe('searchGuide', () => {
  it('finds parts that hold all words, titles first', () => {
    const [first] = searchGuide(chapters, 'papan pantau')
    assert.equal(first?.chapter.slug, 'papan-pantau')
    const recovery = searchGuide(chapters, 'KODE pemulihan').map(({ chapter, part }) => [
      chapter.slug,
      part?.id,
    ])
    assert.ok(recovery.some(([slug, part]) => slug === 'masuk' && part === 'memasang-kode-kedua'))
    assert.deepEqual(searchGuide(chapters, 'tidakadakatanya'), [])
    assert.deepEqual(searchGuide(chapters, '  '), [])
  })
})
