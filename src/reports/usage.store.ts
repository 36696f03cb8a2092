import type { Tx } from '../kernel/database.ts'

export type UsageRow = {
  day: string
  /** The portal's user name, or what the agency's program calls its operator. */
  username: string
  fullName: string
  hits: number
  refused: number
}

/**
 * An agency's calls of the last days by local day and operator. Reads the log by the index on User ID, and
 * months before the first day not at all.
 */
export async function listUsage(
  tx: Tx,
  of: { officeId: number; agencyId: number; days: number },
): Promise<UsageRow[]> {
  const { rows } = await tx.query<UsageRow>(
    `select to_char(e.at at time zone o.time_zone, 'YYYY-MM-DD') as day,
       coalesce(s.username, e.local_operator, c.user_id) as username,
       coalesce(s.full_name, e.local_operator, c.user_id) as "fullName",
       sum(case when e.event = 'verification.answered' then 1 else 0 end)::float8 as hits,
       sum(case e.event when 'verification.refused' then 1
         when 'verification.refusals_counted' then (e.detail::json->>'count')::bigint else 0 end)::float8 as refused
     from office o join agreement a on a.office_id = o.id join credential c on c.agreement_id = a.id
     join audit_entry e on e.credential_id = c.id
     left join staff s on s.id = c.staff_id
     where o.id = $1 and a.agency_id = $2 and e.event like 'verification.%'
       and e.at >= date_trunc('day', now() at time zone o.time_zone) at time zone o.time_zone
         - make_interval(days => $3 - 1)
       and e.at >= now() - make_interval(days => $3)
     group by 1, 2, 3 order by 1, 2`,
    [of.officeId, of.agencyId, of.days],
  )
  return rows
}

/** The last local days of an office, oldest first. */
export async function listDays(tx: Tx, officeId: number, days: number): Promise<string[]> {
  const { rows } = await tx.query<{ day: string }>(
    `select ((now() at time zone o.time_zone)::date - back)::text as day
     from office o, generate_series($2::int - 1, 0, -1) as back where o.id = $1`,
    [officeId, days],
  )
  return rows.map(({ day }) => day)
}
