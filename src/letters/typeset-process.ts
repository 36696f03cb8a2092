import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Letter } from './letter.ts'

// The child process in which letters are set (typesetter.ts): a fault of the native compiler, or a letter that
// takes its memory, ends this process and not the server.

type Compiler = {
  pdf(what: object, how: object): Buffer
  svg(what: object): string
  evictCache(maxAge: number): void
  mapShadow(path: string, content: Buffer): void
  resetShadow(): void
}

type Compilers = { NodeCompiler: { create(options: object): Compiler } }

/** What the parent sends, and what it gets back. */
export type TypesetRequest = { n: number; letter: Letter; isDrawing: boolean }

export type TypesetReply = { n: number } & (
  | { kind: 'set'; pdf: Uint8Array; svg: string | null }
  | { kind: 'unprintable'; characters: string[] }
  | { kind: 'failed'; message: string }
)

const PACKAGES = [
  '@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu',
  '@myriaddreamin/typst-ts-node-compiler-linux-x64-musl',
  '@myriaddreamin/typst-ts-node-compiler-linux-arm64-gnu',
  '@myriaddreamin/typst-ts-node-compiler-darwin-arm64',
]

/** PDF/A-2 with its structure tagged and all its text readable: what archives and screen readers ask for. */
const STANDARD = 'a-2a'

const SOURCE = readFileSync(join(import.meta.dirname, 'letter.typ'), 'utf8')

const compiler = loadCompilers().NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [] })

function loadCompilers(): Compilers {
  const require = createRequire(import.meta.url)
  for (const name of PACKAGES) {
    try {
      return require(name)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND')) throw error
    }
  }
  throw new Error('No Typst compiler is installed for this platform: letters cannot be set.')
}

function setLetter(letter: Letter, isDrawing: boolean): { pdf: Buffer; svg: string | null } {
  const emblem = letter.letterhead?.emblem ?? null
  const path = emblem === null ? null : emblem.mediaType === 'image/png' ? '/emblem.png' : '/emblem.jpg'
  if (emblem !== null && path !== null) {
    compiler.mapShadow(join(import.meta.dirname, path), Buffer.from(emblem.base64, 'base64'))
  }
  const [year = 0, month = 0, day = 0] = letter.date.split('-').map(Number)
  const letterhead = letter.letterhead === null ? null : { ...letter.letterhead, emblem: path }
  const source = {
    mainFileContent: SOURCE,
    inputs: { letter: JSON.stringify({ ...letter, letterhead, year, month, day }) },
  }
  try {
    const madeAt = Date.UTC(year, month - 1, day) / 1_000
    const pdf = compiler.pdf(source, { pdfStandard: STANDARD, pdfTags: true, creationTimestamp: madeAt })
    // Not `plainSvg`: there the white of the last page lies over the first.
    return { pdf, svg: isDrawing ? withoutSelection(compiler.svg(source)) : null }
  } finally {
    compiler.resetShadow()
    // `compile` keeps what it has compiled: about 1 MB a letter.
    compiler.evictCache(0)
  }
}

/** A drawing is looked at: the text that lies over it invisibly, to be selected, doubles its size. */
const withoutSelection = (svg: string) => svg.replace(/<foreignObject.*?<\/foreignObject>/gs, '')

/** Characters that no font of a letter has: the compiler names each of them in a message of its own. */
function unprintableIn(message: string): string[] {
  const named = [...message.matchAll(/the text `\\"(.+?)\\"` could not be displayed/gu)].map(
    ([, one = '']) => one,
  )
  return [...new Set(named)].map((one) => {
    const code = /u\{([0-9a-f]+)\}/.exec(one)?.[1]
    return code === undefined ? one : `U+${code.toUpperCase()}`
  })
}

function answer({ n, letter, isDrawing }: TypesetRequest): TypesetReply {
  try {
    return { n, kind: 'set', ...setLetter(letter, isDrawing) }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const characters = unprintableIn(message)
    return characters.length > 0
      ? { n, kind: 'unprintable', characters }
      : { n, kind: 'failed', message: message.slice(0, 500) }
  }
}

// The terminal sends its signals to the whole group; the server ends this process by closing the channel.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => undefined)
process.on('disconnect', () => process.exit(0))
process.on('message', (request: TypesetRequest) => {
  process.send?.(answer(request))
})
