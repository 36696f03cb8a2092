import { timeZoneOfProvince } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'

/**
 * The office of a region, added when it is new. An office that exists keeps its name and time zone.
 *
 * @returns its id
 */
export async function ensureOffice(
  tx: Tx,
  office: { name: string; region: string; level: string; timeZone?: string },
): Promise<number> {
  const zone = office.timeZone ?? timeZoneOfProvince(office.region.slice(0, 2))
  const { rows } = await tx.query(
    `with added as (
       insert into office (code, name, level, time_zone) values ($1, $2, $3, $4)
       on conflict (code) do nothing returning id)
     select id from added union all select id from office where code = $1`,
    [office.region, office.name, office.level, zone],
  )
  return rows[0].id
}
