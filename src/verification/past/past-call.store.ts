import type { Tx } from '../../kernel/database.ts'
import { isOutcome } from '../outcomes.ts'
import type { PastCall } from './domain.ts'

type Row = {
  seq: string
  atMicros: string
  atText: string
  event: string
  outcome: string
  officeId: number | null
  credentialId: number | null
  agreementId: number | null
  termVersion: number | null
  requestId: string
  localOperator: string | null
  address: string | null
  declaredAddress: string | null
  method: string | null
  elementMask: string
  hasNik: boolean
  purpose: string | null
  detail: string | null
}

/**
 * The call of an entry.
 *
 * @param officeId whose people ask; null: whoever has the machine
 * @returns undefined when there is no such entry, or it is another office's; 'other' when it is of no single call
 */
export async function findPastCall(
  tx: Tx,
  of: { seq: number; officeId: number | null },
): Promise<PastCall | 'other' | undefined> {
  const { rows } = await tx.query<Row>(
    `select seq, (extract(epoch from at) * 1000000)::bigint as "atMicros", at::text as "atText", event, outcome,
       office_id as "officeId", credential_id as "credentialId", agreement_id as "agreementId",
       term_version as "termVersion", request_id as "requestId", local_operator as "localOperator", address,
       declared_address as "declaredAddress", method, element_mask as "elementMask",
       nik_hash is not null as "hasNik", purpose, detail
     from audit_entry where seq = $1 and ($2::int is null or office_id = $2 or office_id is null)`,
    [of.seq, of.officeId],
  )
  const row = rows[0]
  if (row === undefined) return undefined
  const isCall = row.event === 'verification.answered' || row.event === 'verification.refused'
  if (!isCall || row.method === null || !isOutcome(row.outcome)) return 'other'
  const { seq, atMicros, elementMask, detail, outcome, method, ...rest } = row
  return {
    ...rest,
    seq: Number(seq),
    at: Number(atMicros),
    outcome,
    method,
    elementMask: Number(elementMask),
    reason: detail,
  }
}

/** How many hits a credential had on a day before an entry: what the quota counted then (I3). */
export async function countHitsBefore(
  tx: Tx,
  of: { credentialId: number; seq: number; dayStart: number; at: number },
): Promise<number> {
  const { rows } = await tx.query<{ hits: number }>(
    `select count(*)::int as hits from audit_entry
     where credential_id = $1 and seq < $2 and event = 'verification.answered'
       and at >= timestamptz 'epoch' + $3::bigint * interval '1 microsecond'
       and at <= timestamptz 'epoch' + $4::bigint * interval '1 microsecond'`,
    [of.credentialId, of.seq, of.dayStart, of.at],
  )
  return rows[0]?.hits ?? 0
}
