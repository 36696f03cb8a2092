import { randomUUID } from 'node:crypto'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import { int4Array, int8Array, textArray } from '../kernel/pg-array.ts'
import { lockHead, writeEntries } from './append.ts'
import { auditEntry } from './domain.ts'

/** Refusals of one kind that are not written one by one. Credential 0 stands for none recognised. */
export type Overflow = { credentialId: number; outcome: string; count: number }

/** Entries of one kind and minute that a process writes one by one before it only counts them. */
const SINGLE_ENTRIES_PER_MINUTE = 60

/**
 * Decides which refusals get an entry of their own. A flood of them must not fill the disk unnoticed, nor
 * vanish: what is beyond the limit is counted durably, in the same transaction (docs/rules/audit.md A-05).
 */
export function createRefusalLimit(limit = SINGLE_ENTRIES_PER_MINUTE) {
  let minute = 0
  let seen = new Map<string, number>()
  return {
    /** Whether this refusal still gets its own entry. */
    admits(credentialId: number, outcome: string, atMs: number): boolean {
      const now = Math.floor(atMs / 60_000)
      if (now !== minute) {
        minute = now
        seen = new Map()
      }
      const key = `${credentialId} ${outcome}`
      const count = (seen.get(key) ?? 0) + 1
      seen.set(key, count)
      return count <= limit
    },
  }
}

export type RefusalLimit = ReturnType<typeof createRefusalLimit>

/** Adds to the counts of this minute. */
export async function countOverflow(tx: Tx, overflow: readonly Overflow[]): Promise<void> {
  if (overflow.length === 0) return
  await tx.query({
    name: 'audit-count-overflow',
    text: `insert into audit_overflow (minute, credential_id, outcome, count)
      select date_trunc('minute', clock_timestamp()), o.credential_id, o.outcome, o.count
      from unnest($1::int[], $2::text[], $3::bigint[]) as o (credential_id, outcome, count)
      order by 2, 3
      on conflict (minute, credential_id, outcome) do update set count = audit_overflow.count + excluded.count`,
    values: [
      int4Array(overflow.map((o) => o.credentialId)),
      textArray(overflow.map((o) => o.outcome)),
      int8Array(overflow.map((o) => o.count)),
    ],
  })
}

/**
 * Turns the counts of closed minutes into one entry each. Any node may do it at any time; the counts move
 * and the entries appear in one transaction.
 *
 * @returns how many entries were written
 */
export async function settleOverflow(pool: Pool): Promise<number> {
  return inTx(pool, async (tx) => {
    // The head before the counts, as in the gate: in the other order the two could wait for each other.
    const head = await lockHead(tx)
    const { rows } = await tx.query(
      `with closed as (
         delete from audit_overflow where minute < date_trunc('minute', clock_timestamp()) returning *)
       select closed.minute, closed.credential_id, closed.outcome, closed.count, c.office_id, c.agreement_id
       from closed left join credential c on c.id = closed.credential_id
       order by closed.minute, closed.credential_id, closed.outcome`,
    )
    const entries = rows.map((row) =>
      auditEntry({
        event: 'verification.refusals_counted',
        outcome: row.outcome,
        officeId: row.office_id,
        credentialId: row.credential_id === 0 ? null : row.credential_id,
        agreementId: row.agreement_id,
        requestId: randomUUID(),
        detail: JSON.stringify({ minute: row.minute.toISOString(), count: Number(row.count) }),
      }),
    )
    await writeEntries(tx, head, head.now, entries)
    return entries.length
  })
}
