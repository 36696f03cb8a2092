import { createHash } from 'node:crypto'

/**
 * An independent check of an extract of the audit log. It shares no code with what writes the
 * log or the extract: the pages of docs/rules are all they have in common. It needs no installation.
 */
export type ExtractFault = {
  line: number
  seq: number | null
  fault: 'unreadable' | 'altered' | 'order' | 'unlinked' | 'cut' | 'not-in-log'
  text: string
}

export type ExtractReport = {
  entries: number
  firstSeq: number | null
  lastSeq: number | null
  /** The end of the log when the extract was made, as it says itself. */
  head: { seq: number; hash: string } | null
  faults: ExtractFault[]
}

const MAX_FAULTS = 100
const ENTRY_PARTS = 17

/**
 * Derives the link of every entry again, and holds neighbours against each other.
 *
 * A whole extract that somebody made up agrees with itself: `expected`, a number and hash noted elsewhere, is
 * what ties it to the log.
 */
export async function checkExtract(
  lines: AsyncIterable<string> | Iterable<string>,
  options: {
    expected?: { seq: number; hash: string }
    /** Told of every entry that can be read, before the next line is. */
    onEntry?: (entry: { line: number; seq: number; hash: string }) => Promise<void> | undefined
  } = {},
): Promise<ExtractReport> {
  const report: ExtractReport = { entries: 0, firstSeq: null, lastSeq: null, head: null, faults: [] }
  let line = 0
  let last: { seq: number; hash: string } | null = null
  let isExpectedSeen = options.expected === undefined
  const note = (fault: ExtractFault['fault'], seq: number | null, text: string) => {
    if (report.faults.length < MAX_FAULTS) report.faults.push({ line, seq, fault, text })
  }
  const expect = (seq: number, hash: string) => {
    if (options.expected?.seq !== seq) return
    isExpectedSeen = true
    if (options.expected.hash !== hash) note('cut', seq, `entry ${seq} is not the one noted earlier`)
  }
  for await (const text of lines) {
    line += 1
    if (text.trim() === '') continue
    const value = parse(text)
    if (line === 1) {
      if (value?.format !== 'gapura-audit-extract' || value.version !== 1) {
        note('unreadable', null, 'the first line is not the heading of an extract')
      }
      continue
    }
    if (report.head !== null) {
      note('order', null, 'there are lines behind the closing one')
      break
    }
    if (value?.end === true) {
      const head = readHead(value.head)
      if (head === undefined || value.entries !== report.entries) {
        note('cut', null, 'the closing line does not tell the number of entries that are there')
      }
      report.head = head ?? { seq: 0, hash: '' }
      expect(report.head.seq, report.head.hash)
      continue
    }
    const read = readEntry(value)
    if (read === undefined) {
      note('unreadable', null, `line ${line} is no entry`)
      continue
    }
    const { seq, entry, previous, hash } = read
    const derived = createHash('sha256')
      .update(`${previous}\n${JSON.stringify(entry)}`)
      .digest('hex')
    if (derived !== hash) note('altered', seq, `entry ${seq} was altered`)
    if (last !== null && seq <= last.seq) note('order', seq, `entry ${seq} stands behind entry ${last.seq}`)
    if (last !== null && seq === last.seq + 1 && previous !== last.hash) {
      note('unlinked', seq, `entry ${seq} does not follow the entry before it`)
    }
    expect(seq, hash)
    last = { seq, hash }
    report.entries += 1
    report.firstSeq ??= seq
    report.lastSeq = seq
    const noted = options.onEntry?.({ line, seq, hash })
    if (noted !== undefined) await noted
  }
  if (report.head === null) note('cut', null, 'the closing line is missing: the extract is not complete')
  if (last !== null && report.head?.seq === last.seq && report.head.hash !== last.hash) {
    note('unlinked', last.seq, 'the last entry is not the end of the log that the closing line names')
  }
  if (!isExpectedSeen) {
    note('cut', options.expected?.seq ?? null, 'the entry noted earlier is not in this extract')
  }
  return report
}

type Json = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parse(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

const isLink = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)

function readEntry(value: Json | undefined) {
  if (value === undefined || !Array.isArray(value.entry) || value.entry.length !== ENTRY_PARTS)
    return undefined
  const entry: readonly unknown[] = value.entry
  const [seq] = entry
  const { previous, hash } = value
  if (!Number.isSafeInteger(seq) || typeof seq !== 'number') return undefined
  return isLink(previous) && isLink(hash) ? { seq, entry, previous, hash } : undefined
}

function readHead(value: unknown): { seq: number; hash: string } | undefined {
  if (!isRecord(value) || typeof value.seq !== 'number' || !isLink(value.hash)) return undefined
  return { seq: value.seq, hash: value.hash }
}
