import { setImmediate } from 'node:timers/promises'
import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import { pdfTokens, unescapeNames } from './pdf-tokens.ts'

const inflateAsync = promisify(inflate)

/** Why a PDF is refused, by the name in it that says so (F-06). */
const REFUSED_NAMES: Readonly<Record<string, keyof typeof FAULTS>> = {
  JavaScript: 'script',
  JS: 'script',
  XFA: 'script',
  Launch: 'act',
  SubmitForm: 'act',
  ImportData: 'act',
  GoToE: 'act',
  GoToR: 'act',
  Rendition: 'act',
  RichMedia: 'act',
  AA: 'act',
  EmbeddedFile: 'attachment',
  EmbeddedFiles: 'attachment',
  FileAttachment: 'attachment',
  Encrypt: 'locked',
}

const AGAIN = 'Cetak ulang berkas ke PDF, lalu unggah hasilnya.'

const FAULTS = {
  script: `PDF ini memuat skrip. ${AGAIN}`,
  act: `PDF ini memuat perintah yang dijalankan saat dibuka atau diklik. ${AGAIN}`,
  attachment: `PDF ini memuat berkas lain di dalamnya. ${AGAIN}`,
  locked: 'PDF ini terkunci. Simpan tanpa kata sandi dan tanpa pembatasan, lalu unggah lagi.',
  broken: `PDF ini rusak atau tidak lengkap. ${AGAIN}`,
  opaque: `Susunan PDF ini tidak dapat diperiksa. ${AGAIN}`,
} as const

/** Between so many tokens (some milliseconds) others have their turn: the gate's callers wait on the same thread. */
const TOKENS_AT_ONCE = 20_000

/** Object streams hold dictionaries of some hundred bytes each: this is far beyond a document of 10 MB. */
const MAX_INFLATED_BYTES = 16 * 1024 * 1024

/** Long enough not to come up by chance in what is compressed: looked for in all bytes, whatever they seem to be. */
const MIN_LONG_NAME = 6
const LONG_NAMES = Object.keys(REFUSED_NAMES).filter((name) => name.length >= MIN_LONG_NAME)
const LONG_NAME = new RegExp(`/(${LONG_NAMES.join('|')})(?![^\\0\\t\\n\\f\\r ()<>[\\]{}/%])`)

/**
 * What is wrong with a PDF, in words for whoever uploads it; undefined when nothing in it acts (F-06). The
 * table of references is not believed: every object in the bytes is looked at, and every object stream is
 * unpacked, so that nothing depends on which of them a reader finds.
 */
export async function pdfFault(bytes: Buffer): Promise<string | undefined> {
  if (bytes.toString('latin1', 0, 5) !== '%PDF-') return FAULTS.broken
  if (bytes.lastIndexOf('%%EOF') === -1 || bytes.lastIndexOf('startxref') === -1) return FAULTS.broken
  const [, long] = LONG_NAME.exec(unescapeNames(bytes).toString('latin1')) ?? []
  if (long !== undefined) return faultOf(long)

  // A string that is never closed, begun again and again, would take the square of the size.
  const budget: Budget = { left: 4 * bytes.length + 1_000_000, tokens: 0 }
  const packed: number[] = []
  for (const start of objectStarts(bytes)) {
    const found = await readObject(bytes, start, budget)
    if (budget.left < 0) return FAULTS.opaque
    if (found.fault !== undefined) return found.fault
    if (found.isObjectStream) {
      if (found.data === undefined || !found.isPlainFlate) return FAULTS.opaque
      packed.push(found.data)
    }
  }
  return faultInPacked(bytes, packed)
}

const faultOf = (name: string): string | undefined => {
  const kind = Object.hasOwn(REFUSED_NAMES, name) ? REFUSED_NAMES[name] : undefined
  return kind === undefined ? undefined : FAULTS[kind]
}

/** Behind each `obj` and `trailer`: where readers begin to read, whether or not a table leads there. */
function* objectStarts(bytes: Buffer): Generator<number> {
  for (const keyword of ['obj', 'trailer']) {
    for (let at = bytes.indexOf(keyword); at !== -1; at = bytes.indexOf(keyword, at + 1)) {
      const before = String.fromCharCode(bytes[at - 1] ?? 32)
      if (!/[a-zA-Z]/.test(before)) yield at + keyword.length
    }
  }
}

const ENDS: ReadonlySet<string> = new Set(['stream', 'endobj', 'endstream', 'obj', 'xref', 'startxref'])

type ReadObject = {
  fault: string | undefined
  isObjectStream: boolean
  /** Packed in the one way that this program unpacks. */
  isPlainFlate: boolean
  /** Where the data of its stream begins. */
  data: number | undefined
}

/** Bytes that may still be read, and tokens that were. */
type Budget = { left: number; tokens: number }

async function takeTurns(budget: { tokens: number }) {
  budget.tokens += 1
  if (budget.tokens % TOKENS_AT_ONCE === 0) await setImmediate()
}

async function readObject(bytes: Buffer, start: number, budget: Budget): Promise<ReadObject> {
  const names = new Map<string, string>()
  const read: ReadObject = { fault: undefined, isObjectStream: false, isPlainFlate: false, data: undefined }
  let depth = 0
  let last = ''
  let before = start
  let isEnded = false
  for (const { kind, text, end } of pdfTokens(bytes, start)) {
    budget.left -= end - before
    before = end
    if (budget.left < 0) return read
    await takeTurns(budget)
    if (last !== '') names.set(last, kind === 'name' ? `/${text}` : text)
    last = kind === 'name' ? text : ''
    if (kind === 'name') read.fault ??= faultOf(text)
    if (text === '<<' && kind === 'punct') depth += 1
    if (text === '>>' && kind === 'punct') depth -= 1
    if (kind === 'word' && depth <= 0 && ENDS.has(text)) {
      if (text === 'stream') read.data = startOfData(bytes, end)
      isEnded = true
      break
    }
  }
  if (!isEnded) budget.left -= bytes.length - before
  // Where a document opens is a place in it; anything else is an act.
  if (names.has('OpenAction') && names.get('OpenAction') !== '[') read.fault ??= FAULTS.act
  const all = new Set([...names.keys(), ...[...names.values()].map((value) => value.slice(1))])
  read.isObjectStream = all.has('ObjStm') || (names.has('First') && names.has('N') && read.data !== undefined)
  read.isPlainFlate = isPlainFlate(names)
  return read
}

/** `/Filter /FlateDecode`, or a list of nothing else; no parameters. */
function isPlainFlate(names: ReadonlyMap<string, string>): boolean {
  const filter = names.get('Filter')
  const isFlate = filter === '/FlateDecode' || (filter === '[' && names.has('FlateDecode'))
  const hasOther = [...names.keys()].some((name) => name.endsWith('Decode') && name !== 'FlateDecode')
  return isFlate && !hasOther && !names.has('DecodeParms') && !names.has('Crypt') && !names.has('F')
}

/** The end of the line behind `stream`. */
function startOfData(bytes: Buffer, end: number): number {
  if (bytes[end] === 13 && bytes[end + 1] === 10) return end + 2
  return bytes[end] === 10 || bytes[end] === 13 ? end + 1 : end
}

async function faultInPacked(bytes: Buffer, packed: readonly number[]): Promise<string | undefined> {
  const budget: Budget = { left: MAX_INFLATED_BYTES, tokens: 0 }
  for (const data of new Set(packed)) {
    if (budget.left <= 0) return FAULTS.opaque
    const content = await inflateAsync(bytes.subarray(data), { maxOutputLength: budget.left }).catch(
      () => undefined,
    )
    if (content === undefined) return FAULTS.opaque
    budget.left -= content.length
    let last = ''
    for (const { kind, text } of pdfTokens(content, 0)) {
      await takeTurns(budget)
      const fault = kind === 'name' ? faultOf(text) : undefined
      if (fault !== undefined) return fault
      if (last === 'OpenAction' && text !== '[') return FAULTS.act
      last = kind === 'name' ? text : ''
    }
  }
  return undefined
}
