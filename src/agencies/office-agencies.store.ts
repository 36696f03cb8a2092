import type { Tx } from '../kernel/database.ts'
import type { AgencyState } from './domain.ts'

/** A user agency as the office that serves it sees it. */
export type OfficeAgency = {
  id: number
  name: string
  kind: string
  state: AgencyState
  agreements: number
  /** Agreements that grant something at this moment. */
  inForce: number
  /** Of the office's local day. */
  hitsToday: number
}

/** The user agencies of an office, by name. */
export async function listOfficeAgencies(tx: Tx, officeId: number): Promise<OfficeAgency[]> {
  const { rows } = await tx.query<OfficeAgency>(
    `select g.id, g.name, g.kind, g.state, count(a.id)::int as agreements,
       (count(a.id) filter (where a.state = 'in_force' and g.state = 'active'
         and clock_timestamp() >= a.valid_from and clock_timestamp() < a.valid_until))::int as "inForce",
       coalesce((
         select sum(q.used) from quota_use q join credential c on c.id = q.credential_id
         join agreement own on own.id = c.agreement_id
         where own.agency_id = g.id and q.day = (clock_timestamp() at time zone o.time_zone)::date
       ), 0)::float8 as "hitsToday"
     from user_agency g join office o on o.id = g.office_id left join agreement a on a.agency_id = g.id
     where g.office_id = $1 group by g.id, o.id order by g.name`,
    [officeId],
  )
  return rows
}

/** One agency in itself, without its agreements. */
export type AgencyCard = {
  id: number
  name: string
  kind: string
  state: AgencyState
  officeCode: string
  workUnits: string[]
}

/** undefined when it does not exist, or is another office's. */
export async function findAgencyCard(
  tx: Tx,
  of: { officeId: number; agencyId: number },
): Promise<AgencyCard | undefined> {
  const { rows } = await tx.query<AgencyCard>(
    `select g.id, g.name, g.kind, g.state, o.code as "officeCode",
       coalesce((select array_agg(w.name order by w.name) from work_unit w where w.agency_id = g.id), '{}')
         as "workUnits"
     from user_agency g join office o on o.id = g.office_id where g.id = $1::bigint and g.office_id = $2`,
    [of.agencyId, of.officeId],
  )
  return rows[0]
}
