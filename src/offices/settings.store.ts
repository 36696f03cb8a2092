import type { TimeZone } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import type { OfficeSettings } from './office-settings.ts'

/** An office in itself, with what it has set. */
export type OfficeCard = {
  code: string
  name: string
  level: string
  timeZone: TimeZone
  address: string | null
  settings: OfficeSettings
}

type Row = Omit<OfficeCard, 'settings'> & OfficeSettings

/** @param lock holds the office's row until the transaction ends, so that changes follow each other */
export async function getOfficeCard(tx: Tx, officeId: number, lock = false): Promise<OfficeCard> {
  const { rows } = await tx.query<Row>(
    `select o.code, o.name, o.level, o.time_zone as "timeZone", o.address,
       s.clear_after_seconds as "clearAfterSeconds", s.office_idle_minutes as "officeIdleMinutes",
       s.agency_idle_minutes as "agencyIdleMinutes", s.operator_idle_minutes as "operatorIdleMinutes"
     from office o left join office_setting s on s.office_id = o.id where o.id = $1
     ${lock ? 'for no key update of o' : ''}`,
    [officeId],
  )
  const row = rows[0]
  if (row === undefined) throw new Error('the office of a session is gone, though offices are never deleted')
  const { code, name, level, timeZone, address, ...settings } = row
  return { code, name, level, timeZone, address, settings }
}

export async function updateOfficeSettings(
  tx: Tx,
  officeId: number,
  { settings, address }: Pick<OfficeCard, 'settings' | 'address'>,
): Promise<void> {
  await tx.query('update office set address = $2 where id = $1 and address is distinct from $2', [
    officeId,
    address,
  ])
  await tx.query(
    `insert into office_setting (office_id, clear_after_seconds, office_idle_minutes, agency_idle_minutes,
       operator_idle_minutes) values ($1, $2, $3, $4, $5)
     on conflict (office_id) do update set clear_after_seconds = excluded.clear_after_seconds,
       office_idle_minutes = excluded.office_idle_minutes, agency_idle_minutes = excluded.agency_idle_minutes,
       operator_idle_minutes = excluded.operator_idle_minutes`,
    [
      officeId,
      settings.clearAfterSeconds,
      settings.officeIdleMinutes,
      settings.agencyIdleMinutes,
      settings.operatorIdleMinutes,
    ],
  )
}
