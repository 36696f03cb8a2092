import type { Tx } from '../kernel/database.ts'
import type { AgencyState } from './domain.ts'

export type AgencyFile = {
  name: string
  kind: string
  wireName?: string
  customerId?: string
  workUnits?: readonly string[]
}

/**
 * The user agency of this name in an office, added when it is new, with the work units named.
 *
 * @param customaryWireName the segment of the wire address for an agency that has none and names none; null
 * when its agreement does not grant the web service. Where it is taken a number is added.
 */
export async function ensureAgency(
  tx: Tx,
  officeId: number,
  agency: AgencyFile,
  customaryWireName: string | null,
): Promise<{ kind: 'found'; id: number } | { kind: 'refused'; message: string }> {
  const owner = async (wireName: string): Promise<string | undefined> => {
    const taken = await tx.query(
      'select name from user_agency where office_id = $1 and wire_name = $2 and name <> $3',
      [officeId, wireName, agency.name],
    )
    return taken.rows[0]?.name
  }
  const named = agency.wireName?.toLowerCase()
  const ownerOfNamed = named === undefined ? undefined : await owner(named)
  if (ownerOfNamed !== undefined) {
    return {
      kind: 'refused',
      message: `Nama ${named} sudah dipakai ${ownerOfNamed}; sebutkan userAgency.wireName lain.`,
    }
  }
  let wireName = named ?? customaryWireName
  for (let number = 2; named === undefined && wireName !== null; number += 1) {
    if ((await owner(wireName)) === undefined) break
    wireName = `${customaryWireName}_${number}`
  }
  const { rows } = await tx.query(
    `insert into user_agency as g (office_id, name, kind, wire_name, customer_id) values ($1, $2, $3, $4, $5)
     on conflict (office_id, name) do update set
       wire_name = coalesce(g.wire_name, excluded.wire_name),
       customer_id = coalesce(g.customer_id, excluded.customer_id)
     returning id`,
    [officeId, agency.name, agency.kind, wireName, agency.customerId ?? null],
  )
  const id: number = rows[0].id
  if (agency.workUnits !== undefined) {
    await tx.query(
      'insert into work_unit (agency_id, name) select $1, unnest($2::text[]) on conflict (agency_id, name) do nothing',
      [id, agency.workUnits],
    )
  }
  return { kind: 'found', id }
}

/** The agency of this name in an office region, its row locked until the transaction ends. */
export async function findAgencyForUpdate(
  tx: Tx,
  officeCode: string,
  name: string,
): Promise<{ id: number; officeId: number; state: AgencyState } | undefined> {
  const { rows } = await tx.query(
    `select g.id, g.office_id as "officeId", g.state from user_agency g join office o on o.id = g.office_id
     where o.code = $1 and g.name = $2 for update of g`,
    [officeCode, name],
  )
  return rows[0]
}

export async function updateAgencyState(tx: Tx, id: number, state: AgencyState): Promise<void> {
  await tx.query('update user_agency set state = $2 where id = $1', [id, state])
}

export type AgencyRow = {
  officeCode: string
  name: string
  kind: string
  state: AgencyState
  wireName: string | null
  customerId: string | null
  workUnits: number
  agreements: number
}

/** All user agencies, ordered by office and name. */
export async function listAgencies(tx: Tx): Promise<AgencyRow[]> {
  const { rows } = await tx.query<AgencyRow>(
    `select o.code as "officeCode", g.name, g.kind, g.state, g.wire_name as "wireName",
       g.customer_id as "customerId",
       (select count(*)::int from work_unit w where w.agency_id = g.id) as "workUnits",
       (select count(*)::int from agreement a where a.agency_id = g.id) as agreements
     from user_agency g join office o on o.id = g.office_id order by o.code, g.name`,
  )
  return rows
}
