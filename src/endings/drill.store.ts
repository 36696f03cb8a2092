import type { Tx } from '../kernel/database.ts'
import type { Drill } from './domain.ts'

const utc = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** What the log says of a drill: what stands before the suspension was decided before it. */
export type DrillFacts = {
  decidedAt: string
  lastAcceptedAt: string | null
  firstRefusedAt: string | null
  acceptedCount: number
  refusedCount: number
  acceptedAfter: number
}

/** @returns undefined when the log has no suspension of this User ID */
export async function findDrillFacts(tx: Tx, credentialId: number): Promise<DrillFacts | undefined> {
  const { rows } = await tx.query<DrillFacts>(
    `with suspended as (select seq, at from audit_entry where credential_id = $1 and event = 'credential.suspended'
       order by seq desc limit 1)
     select ${utc('s.at')} as "decidedAt",
       ${utc(`max(e.at) filter (where e.event = 'verification.answered' and e.seq < s.seq)`)} as "lastAcceptedAt",
       ${utc(`min(e.at) filter (where e.event = 'verification.refused' and e.seq > s.seq)`)} as "firstRefusedAt",
       count(*) filter (where e.event = 'verification.answered')::int as "acceptedCount",
       count(*) filter (where e.event = 'verification.refused')::int as "refusedCount",
       count(*) filter (where e.event = 'verification.answered' and e.seq > s.seq)::int as "acceptedAfter"
     from suspended s join audit_entry e on e.credential_id = $1 group by s.seq, s.at`,
    [credentialId],
  )
  return rows[0]
}

export async function insertDrill(
  tx: Tx,
  drill: DrillFacts & {
    officeId: number
    agreementId: number
    credentialId: number
    reason: string
    by: string
    startedAt: string
    orderedAt: string
  },
): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into revocation_drill (office_id, agreement_id, credential_id, reason, run_by, started_at, ordered_at,
       decided_at, last_accepted_at, first_refused_at, accepted_count, refused_count, accepted_after)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning id`,
    [
      drill.officeId,
      drill.agreementId,
      drill.credentialId,
      drill.reason,
      drill.by,
      drill.startedAt,
      drill.orderedAt,
      drill.decidedAt,
      drill.lastAcceptedAt,
      drill.firstRefusedAt,
      drill.acceptedCount,
      drill.refusedCount,
      drill.acceptedAfter,
    ],
  )
  const [row] = rows
  if (row === undefined) throw new Error('the drill was not inserted')
  return row.id
}

/** The drills of an office, the newest first. */
export async function listDrills(tx: Tx, officeId: number): Promise<Drill[]> {
  const { rows } = await tx.query<Drill>(
    `select d.id, a.code as agreement, g.name as agency, d.reason, d.run_by as "runBy",
       ${utc('d.started_at')} as "startedAt", ${utc('d.ordered_at')} as "orderedAt",
       ${utc('d.decided_at')} as "decidedAt", ${utc('d.last_accepted_at')} as "lastAcceptedAt",
       ${utc('d.first_refused_at')} as "firstRefusedAt", d.accepted_count as "acceptedCount",
       d.refused_count as "refusedCount", d.accepted_after as "acceptedAfter"
     from revocation_drill d join agreement a on a.id = d.agreement_id join user_agency g on g.id = a.agency_id
     where d.office_id = $1 order by d.id desc limit 100`,
    [officeId],
  )
  return rows
}
