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
  const columns = columnsOf(head, at, entries)
  // Both are sent at once; on a pipelined connection they share one round trip.
  await Promise.all([
    tx.query({
      name: 'audit-insert',
      text: INSERT,
      values: [
        head.seq,
        at,
        textArray(columns.event),
        textArray(columns.outcome),
        int4Array(columns.officeId),
        int4Array(columns.credentialId),
        int4Array(columns.agreementId),
        int4Array(columns.termVersion),
        uuidArray(columns.requestId),
        textArray(columns.localOperator),
        textArray(columns.address),
        textArray(columns.declaredAddress),
        textArray(columns.method),
        int8Array(columns.elementMask),
        byteaArray(columns.nikHash),
        textArray(columns.purpose),
        textArray(columns.detail),
        byteaArray(columns.hash),
      ],
    }),
    tx.query({
      name: 'audit-move-head',
      text: 'update audit_head set seq = $1, hash = $2',
      values: [head.seq + entries.length, columns.hash.at(-1)],
    }),
  ])
}

/** Locks the head and appends, for acts outside the hot path. The entries carry the database's clock. */
export async function append(tx: Tx, entries: readonly AuditEntry[]): Promise<void> {
  const head = await lockHead(tx)
  await writeEntries(tx, head, head.now, entries)
}

const INSERT = `
insert into audit_entry (seq, at, event, outcome, office_id, credential_id, agreement_id, term_version,
  request_id, local_operator, address, declared_address, method, element_mask, nik_hash, purpose, detail, hash)
select $1::bigint + e.position, timestamptz 'epoch' + $2::bigint * interval '1 microsecond', e.event, e.outcome,
  e.office_id, e.credential_id, e.agreement_id, e.term_version, e.request_id, e.local_operator, e.address,
  e.declared_address, e.method, e.element_mask, e.nik_hash, e.purpose, e.detail, e.hash
from unnest($3::text[], $4::text[], $5::int[], $6::int[], $7::int[], $8::int[], $9::uuid[], $10::text[],
  $11::text[], $12::text[], $13::text[], $14::bigint[], $15::bytea[], $16::text[], $17::text[], $18::bytea[])
  with ordinality as e (event, outcome, office_id, credential_id, agreement_id, term_version, request_id,
  local_operator, address, declared_address, method, element_mask, nik_hash, purpose, detail, hash, position)`

type Columns = { [K in keyof AuditEntry]: AuditEntry[K][] } & { hash: Buffer[] }

/**
 * The entries by column, each with its link: SHA-256 over the previous link in hex, a line feed, and the entry
 * as a JSON array (docs/rules/audit.md A-02).
 */
function columnsOf(head: AuditHead, at: Micros, entries: readonly AuditEntry[]): Columns {
  const columns: Columns = {
    event: [],
    outcome: [],
    officeId: [],
    credentialId: [],
    agreementId: [],
    termVersion: [],
    requestId: [],
    localOperator: [],
    address: [],
    declaredAddress: [],
    method: [],
    elementMask: [],
    nikHash: [],
    purpose: [],
    detail: [],
    hash: [],
  }
  let seq = head.seq
  let previous = head.hash
  for (const entry of entries) {
    seq += 1
    const localOperator = entryText(entry.localOperator)
    const declaredAddress = entryText(entry.declaredAddress)
    const purpose = entryText(entry.purpose)
    const text = JSON.stringify([
      seq,
      at,
      entry.event,
      entry.outcome,
      entry.officeId,
      entry.credentialId,
      entry.agreementId,
      entry.termVersion,
      entry.requestId,
      localOperator,
      entry.address,
      declaredAddress,
      entry.method,
      entry.elementMask,
      entry.nikHash === null ? null : entry.nikHash.toString('hex'),
      purpose,
      entry.detail,
    ])
    previous = hash('sha256', `${previous}\n${text}`)
    columns.event.push(entry.event)
    columns.outcome.push(entry.outcome)
    columns.officeId.push(entry.officeId)
    columns.credentialId.push(entry.credentialId)
    columns.agreementId.push(entry.agreementId)
    columns.termVersion.push(entry.termVersion)
    columns.requestId.push(entry.requestId)
    columns.localOperator.push(localOperator)
    columns.address.push(entry.address)
    columns.declaredAddress.push(declaredAddress)
    columns.method.push(entry.method)
    columns.elementMask.push(entry.elementMask)
    columns.nikHash.push(entry.nikHash)
    columns.purpose.push(purpose)
    columns.detail.push(entry.detail)
    columns.hash.push(Buffer.from(previous, 'hex'))
  }
  return columns
}
