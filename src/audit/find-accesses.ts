import { type TimeZone, ZONE_ABBREVIATION } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { elementsOfMask } from './domain.ts'
import type { EntryView } from './entry.store.ts'

/** One time someone asked about a NIK; `at` in the time of `zone`: the office's, or UTC where none was recognised. */
export type Access = Omit<EntryView, 'isAboutNik'> & { zone: string }

/**
 * Who asked about this NIK: newest first (UU 27/2022, the right to know). The log only holds keyed hashes,
 * so only who has the NIK can ask.
 */
export async function findAccesses(tx: Tx, nikHash: Buffer, limit: number): Promise<Access[]> {
  const { rows } = await tx.query(
    `select e.seq::int8, to_char(e.at at time zone coalesce(o.time_zone, 'UTC'), 'YYYY-MM-DD HH24:MI:SS') as at,
       o.time_zone, case when e.event = 'audit.searched' then e.detail::json->>'by' end as by,
       e.event, e.outcome, g.name as agency, a.code as agreement, c.user_id, e.local_operator, e.address, e.method,
       e.purpose, e.element_mask
     from audit_entry e
     left join office o on o.id = e.office_id
     left join agreement a on a.id = e.agreement_id
     left join user_agency g on g.id = a.agency_id
     left join credential c on c.id = e.credential_id
     where e.nik_hash = $1
     order by e.seq desc limit $2`,
    [nikHash, limit],
  )
  return rows.map((row) => ({
    seq: Number(row.seq),
    at: row.at,
    zone: zoneInWords(row.time_zone),
    event: row.event,
    outcome: row.outcome,
    agency: row.agency,
    agreement: row.agreement,
    userId: row.user_id,
    localOperator: row.local_operator,
    by: row.by,
    address: row.address,
    method: row.method,
    purpose: row.purpose,
    elements: elementsOfMask(Number(row.element_mask)),
  }))
}

function zoneInWords(zone: TimeZone | null): string {
  return zone === null ? 'UTC' : ZONE_ABBREVIATION[zone]
}
