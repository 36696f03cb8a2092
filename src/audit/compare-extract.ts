import { randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { inTx, type Pool } from '../kernel/database.ts'
import { append } from './append.ts'
import { checkExtract, type ExtractFault, type ExtractReport } from './check-extract.ts'
import { auditEntry } from './domain.ts'

/** As much as arrives within the time a request may take, on a network of 100 Mbit/s. */
export const MAX_EXTRACT_BYTES = 128 * 2 ** 20

const BATCH = 2_000
const MAX_FAULTS = 100

/** `isInLog`: every entry of it stands in the log as it does in the file. */
export type ExtractComparison = ExtractReport & { isInLog: boolean }

/**
 * Checks an extract as it streams in, and holds each of its entries against the log: a file that was made up whole
 * agrees with itself, but not with the log. Nothing of it is kept; that it was checked is an entry.
 */
export async function compareExtract(
  pool: Pool,
  file: AsyncIterable<Buffer>,
  who: { officeId: number; by: string; address: string },
): Promise<ExtractComparison | 'too-large'> {
  const strangers: ExtractFault[] = []
  let strangerCount = 0
  let batch: Entry[] = []
  const settle = async () => {
    const entries = batch
    batch = []
    for (const { line, seq } of await findStrangers(pool, who.officeId, entries)) {
      strangerCount += 1
      if (strangers.length < MAX_FAULTS) {
        const text = `entry ${seq} is not in the log of this office as it stands in the file`
        strangers.push({ line, seq, fault: 'not-in-log', text })
      }
    }
  }
  const size = { isTooLarge: false }
  const lines = createInterface({
    input: Readable.from(limited(file, size)),
    crlfDelay: Number.POSITIVE_INFINITY,
  })
  const report = await checkExtract(lines, {
    onEntry: (entry) => {
      batch.push(entry)
      return batch.length < BATCH ? undefined : settle()
    },
  })
  if (size.isTooLarge) return 'too-large'
  await settle()
  const faults = [...report.faults, ...strangers].slice(0, MAX_FAULTS)
  await note(pool, who, report, faults.length)
  return { ...report, faults, isInLog: strangerCount === 0 }
}

type Entry = { line: number; seq: number; hash: string }

/** The file up to what may come; more ends it. */
async function* limited(file: AsyncIterable<Buffer>, size: { isTooLarge: boolean }): AsyncGenerator<Buffer> {
  let bytes = 0
  for await (const chunk of file) {
    bytes += chunk.length
    if (bytes > MAX_EXTRACT_BYTES) {
      size.isTooLarge = true
      return
    }
    yield chunk
  }
}

/** Entries that the office's log does not have, or has with another hash. */
async function findStrangers(pool: Pool, officeId: number, entries: readonly Entry[]): Promise<Entry[]> {
  if (entries.length === 0) return []
  const { rows } = await pool.query<{ seq: string; hash: string }>(
    `select seq, encode(hash, 'hex') as hash from audit_entry
     where seq = any($1::bigint[]) and (office_id = $2 or office_id is null)`,
    [entries.map(({ seq }) => seq), officeId],
  )
  const known = new Map(rows.map(({ seq, hash }) => [Number(seq), hash]))
  return entries.filter(({ seq, hash }) => known.get(seq) !== hash)
}

async function note(
  pool: Pool,
  { officeId, by, address }: { officeId: number; by: string; address: string },
  { entries, firstSeq, lastSeq }: ExtractReport,
  faults: number,
): Promise<void> {
  await inTx(pool, (tx) =>
    append(tx, [
      auditEntry({
        event: 'audit.extract_checked',
        outcome: faults === 0 ? 'done' : 'faulty',
        requestId: randomUUID(),
        officeId,
        address,
        detail: JSON.stringify({ by, entries, firstSeq, lastSeq, faults }),
      }),
    ]),
  )
}
