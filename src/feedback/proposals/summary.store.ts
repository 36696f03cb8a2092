import type { Tx } from '../../kernel/database.ts'

export type OpenSummary = {
  kinds: { field: string; count: number; oldestAt: string; oldestDays: number }[]
  /** Accepted proposals that an import has brought another value for; null: none. */
  importContested: { count: number; oldestAt: string } | null
}

/** How much waits for an office's registry officers, and since when. */
export async function summariseOpen(tx: Tx, officeId: number): Promise<OpenSummary> {
  const { rows } = await tx.query<{ field: string; count: number; at: Date; days: number }>(
    `select field, count(*)::int as count, min(made_at) as at,
       floor(extract(epoch from clock_timestamp() - min(made_at)) / 86400)::int as days
     from registry_proposal
     where office_id = $1 and state = 'open' group by field order by field`,
    [officeId],
  )
  const { rows: disputed } = await tx.query<{ count: number; at: Date | null }>(
    `select count(*)::int as count, min(h.contested_at) as at
     from resident_hold h join resident_change c on c.id = h.change_id
     join registry_proposal p on p.id = c.proposal_id
     where h.contested_at is not null and p.office_id = $1 and p.state = 'accepted'`,
    [officeId],
  )
  const [found] = disputed
  return {
    kinds: rows.map(({ field, count, at, days }) => ({
      field,
      count,
      oldestAt: at.toISOString(),
      oldestDays: days,
    })),
    importContested:
      found === undefined || found.at === null
        ? null
        : { count: found.count, oldestAt: found.at.toISOString() },
  }
}

/** The agencies that have sent evidence of an office's proposals. */
export async function listProposingAgencies(
  tx: Tx,
  officeId: number,
): Promise<{ id: number; name: string }[]> {
  const { rows } = await tx.query<{ id: number; name: string }>(
    `select u.id, u.name from user_agency u where u.office_id = $1
       and exists (select from registry_proposal_evidence e where e.agency_id = u.id)
     order by u.name`,
    [officeId],
  )
  return rows
}

/** Offices with registry officers, by time zone. */
export async function listOfficesWithOfficers(tx: Tx, timeZone: string): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>(
    `select distinct o.id from office o join staff s on s.office_id = o.id
     where o.time_zone = $1 and s.role = 'registry-officer' and s.state = 'active' order by o.id`,
    [timeZone],
  )
  return rows.map(({ id }) => id)
}

/** Notes that an office is told today; false: it has been. */
export async function insertDigest(tx: Tx, officeId: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into registry_proposal_digest (office_id, day)
     select id, (clock_timestamp() at time zone time_zone)::date from office where id = $1
     on conflict do nothing`,
    [officeId],
  )
  return rowCount === 1
}
