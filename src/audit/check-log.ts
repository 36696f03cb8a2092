import { createHash } from 'node:crypto'
import type { Pool } from '../kernel/database.ts'

/**
 * An independent check of the audit log. It shares no code with the writer on purpose: a fault in the
 * writer's idea of a link must not be repeated here (I6). The format is docs/rules/audit.md.
 */
export type LogFault = { seq: string; fault: 'gap' | 'altered' | 'head' | 'cut' | 'order'; text: string }

export type LogReport = { entries: number; lastSeq: string; lastHash: string; faults: LogFault[] }

const PAGE = 20_000
const MAX_FAULTS = 100
const GENESIS = '0'.repeat(64)
const BEFORE_ALL = [String(-(2n ** 63n)), '0']

/**
 * Reads the whole log in order and derives every link again.
 *
 * @param expected a sequence number and hash noted earlier elsewhere; finds a tail that was cut off and re-linked
 */
export async function checkLog(
  pool: Pool,
  options: {
    expected?: { seq: string; hash: string }
    onProgress?: (entries: number) => void
    pageSize?: number
  } = {},
): Promise<LogReport> {
  const faults: LogFault[] = []
  const note = (fault: LogFault) => {
    if (faults.length < MAX_FAULTS) faults.push(fault)
  }
  const client = await pool.connect()
  try {
    // One snapshot for all pages and the head, while the gate goes on answering.
    await client.query('begin isolation level repeatable read read only')
    let last = { seq: 0n, hash: GENESIS }
    // Every row is read, wherever it was put: before the first one, or a second time under the same number.
    let cursor = BEFORE_ALL
    let entries = 0
    let expectedSeen = options.expected === undefined || options.expected.seq === '0'
    for (;;) {
      const { rows } = await client.query<string[]>({
        text: PAGE_SQL,
        values: [...cursor, options.pageSize ?? PAGE],
        rowMode: 'array',
      })
      if (rows.length === 0) break
      for (const row of rows) {
        const [seqText = '', link = '', ...fields] = row
        cursor = [seqText, fields[0] ?? '0']
        const seq = BigInt(seqText)
        if (seq > last.seq + 1n) {
          note({ seq: seqText, fault: 'gap', text: `entry ${last.seq + 1n} is missing` })
        } else if (seq !== last.seq + 1n) {
          note({ seq: seqText, fault: 'order', text: `entry ${seqText} stands twice or before the first` })
        }
        const derived = createHash('sha256')
          .update(last.hash)
          .update('\n')
          .update(encode(seqText, fields))
          .digest('hex')
        if (derived !== link) {
          note({ seq: seqText, fault: 'altered', text: `entry ${seqText} or its predecessor was altered` })
        }
        if (options.expected?.seq === seqText) {
          expectedSeen = true
          if (options.expected.hash !== link) {
            note({ seq: seqText, fault: 'cut', text: `entry ${seqText} is not the one noted earlier` })
          }
        }
        last = { seq, hash: link }
      }
      entries += rows.length
      options.onProgress?.(entries)
    }
    if (!expectedSeen) {
      note({
        seq: options.expected?.seq ?? '',
        fault: 'cut',
        text: `the log ends at ${last.seq}, before the noted entry`,
      })
    }
    const head = await client.query<string[]>({
      text: `select seq::text, encode(hash, 'hex') from audit_head`,
      rowMode: 'array',
    })
    const [headSeq, headHash] = head.rows[0] ?? []
    if (headSeq !== last.seq.toString() || headHash !== last.hash) {
      note({
        seq: last.seq.toString(),
        fault: 'head',
        text: `the head is at ${headSeq}, the log ends at ${last.seq}`,
      })
    }
    return { entries, lastSeq: last.seq.toString(), lastHash: last.hash, faults }
  } finally {
    await client.query('rollback')
    client.release()
  }
}

// Every field as text, in the order of the link's array. The order names the table: plain `seq` would be the
// text of the list, in which 10 comes before 2.
const PAGE_SQL = `
select seq::text, encode(hash, 'hex'), (extract(epoch from at) * 1000000)::bigint::text, event, outcome,
  office_id::text, credential_id::text, agreement_id::text, term_version::text, request_id::text,
  local_operator, address, declared_address, method, element_mask::text, encode(nik_hash, 'hex'), purpose, detail
from audit_entry e
where e.seq >= $1 and (e.seq > $1 or e.at > timestamptz 'epoch' + $2::bigint * interval '1 microsecond')
order by e.seq, e.at limit $3`

const NUMERIC_FIELDS = new Set([0, 3, 4, 5, 6, 12])

function encode(seq: string, fields: readonly (string | null)[]): string {
  const parts = fields.map((field, index) => {
    if (field === null) return 'null'
    return NUMERIC_FIELDS.has(index) ? field : JSON.stringify(field)
  })
  return `[${seq},${parts.join(',')}]`
}
