import { hash } from 'node:crypto'
import type { Micros } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { byteaArray, int4Array, int8Array, textArray, uuidArray } from '../kernel/pg-array.ts'
import { type AuditEntry, entryText } from './domain.ts'

/** The end of the chain, locked until the transaction ends. */
export type AuditHead = { seq: number; hash: string; now: Micros }

/**
 * Locks the end of the chain. MUST be the last lock a transaction takes: whoever holds it holds up every
 * other answer of the installation.
 */
export async function lockHead(tx: Tx): Promise<AuditHead> {
  const { rows } = await tx.query<[string, string, string]>({
    name: 'audit-lock-head',
    text: `select seq, encode(hash, 'hex'), (extract(epoch from clock_timestamp()) * 1000000)::bigint
           from audit_head for update`,
    rowMode: 'array',
  })
  const row = rows[0]
  if (row === undefined) throw new Error('audit_head is empty: the log has been tampered with.')
  return { seq: Number(row[0]), hash: row[1], now: Number(row[2]) }
}

/**
 * Appends entries after a head that this transaction has locked (I1, I6). The entries become durable with
 * the commit; nothing they record may leave before it.
 *
 * @param at the instant of decision, the same that decided authority and the quota's day
 */
export async function writeEntries(
  tx: Tx,
  head: AuditHead,
  at: Micros,
  entries: readonly AuditEntry[],
): Promise<void> {
  if (entries.length === 0) return
  const { contexts, own, last } = link(head, at, entries)
  await tx.query({
    name: 'audit-append',
    text: APPEND,
    values: [
      head.seq,
      at,
      textArray(contexts.map((context) => context.event)),
      textArray(contexts.map((context) => context.outcome)),
      int4Array(contexts.map((context) => context.officeId)),
      int4Array(contexts.map((context) => context.credentialId)),
      int4Array(contexts.map((context) => context.agreementId)),
      int4Array(contexts.map((context) => context.termVersion)),
      textArray(contexts.map((context) => context.localOperator)),
      textArray(contexts.map((context) => context.address)),
      textArray(contexts.map((context) => context.declaredAddress)),
      textArray(contexts.map((context) => context.method)),
      int8Array(contexts.map((context) => context.elementMask)),
      textArray(contexts.map((context) => context.purpose)),
      textArray(contexts.map((context) => context.detail)),
      int4Array(own.context),
      uuidArray(own.requestId),
      byteaArray(own.nikHash),
      byteaArray(own.hash),
      head.seq + entries.length,
      last,
    ],
  })
}

/** Locks the head and appends, for acts outside the hot path. The entries carry the database's clock. */
export async function append(tx: Tx, entries: readonly AuditEntry[]): Promise<void> {
  const head = await lockHead(tx)
  await writeEntries(tx, head, head.now, entries)
}

// Entries of one caller share all but four columns: those travel once, and each entry names its place in them.
const APPEND = `
with moved as (update audit_head set seq = $20, hash = $21)
insert into audit_entry (seq, at, event, outcome, office_id, credential_id, agreement_id, term_version,
  local_operator, address, declared_address, method, element_mask, purpose, detail, request_id, nik_hash, hash)
select $1::bigint + e.position, timestamptz 'epoch' + $2::bigint * interval '1 microsecond',
  ($3::text[])[e.context], ($4::text[])[e.context], ($5::int[])[e.context], ($6::int[])[e.context],
  ($7::int[])[e.context], ($8::int[])[e.context], ($9::text[])[e.context], ($10::text[])[e.context],
  ($11::text[])[e.context], ($12::text[])[e.context], ($13::bigint[])[e.context], ($14::text[])[e.context],
  ($15::text[])[e.context], e.request_id, e.nik_hash, e.hash
from unnest($16::int[], $17::uuid[], $18::bytea[], $19::bytea[])
  with ordinality as e (context, request_id, nik_hash, hash, position)`

type Context = Omit<AuditEntry, 'requestId' | 'nikHash'>

type Linked = {
  contexts: Context[]
  own: { context: number[]; requestId: string[]; nikHash: (Buffer | null)[]; hash: Buffer[] }
  last: Buffer | undefined
}

/**
 * The entries with their links: SHA-256 over the previous link in hex, a line feed, and the entry as a JSON
 * array (docs/rules/audit.md A-02).
 */
function link(head: AuditHead, at: Micros, entries: readonly AuditEntry[]): Linked {
  const places = new Map<string, number>()
  const linked: Linked = {
    contexts: [],
    own: { context: [], requestId: [], nikHash: [], hash: [] },
    last: undefined,
  }
  let seq = head.seq
  let previous = head.hash
  for (const entry of entries) {
    seq += 1
    const context = contextOf(entry)
    const { event, outcome, officeId, credentialId, agreementId, termVersion } = context
    const { localOperator, address, declaredAddress, method, elementMask, purpose, detail } = context
    const caller = [event, outcome, officeId, credentialId, agreementId, termVersion]
    const call = [localOperator, address, declaredAddress, method, elementMask]
    const nikHash = entry.nikHash === null ? null : entry.nikHash.toString('hex')
    previous = hash(
      'sha256',
      `${previous}\n${JSON.stringify([seq, at, ...caller, entry.requestId, ...call, nikHash, purpose, detail])}`,
    )
    const key = JSON.stringify([caller, call, purpose, detail])
    let place = places.get(key)
    if (place === undefined) {
      place = linked.contexts.push(context)
      places.set(key, place)
    }
    linked.own.context.push(place)
    linked.own.requestId.push(entry.requestId)
    linked.own.nikHash.push(entry.nikHash)
    linked.own.hash.push(Buffer.from(previous, 'hex'))
  }
  linked.last = linked.own.hash.at(-1)
  return linked
}

function contextOf(entry: AuditEntry): Context {
  return {
    ...entry,
    localOperator: entryText(entry.localOperator),
    declaredAddress: entryText(entry.declaredAddress),
    purpose: entryText(entry.purpose),
  }
}
