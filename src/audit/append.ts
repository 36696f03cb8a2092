import type { Micros } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { byteaArray, int4Array, int8Array, textArray, uuidArray } from '../kernel/pg-array.ts'
import type { AuditEntry } from './domain.ts'
import { linkEntries } from './link-entries.ts'

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
  const { contexts, own, last } = linkEntries(head, at, entries)
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
