import type { Tx } from '../../kernel/database.ts'
import { SHIPPED_YEARS } from './shipped-holidays.ts'
import type { HolidayKind, HolidayYear, OfficeCalendar } from './working-days.ts'

/** One holiday of a list. */
export type Holiday = { day: string; name: string; kind: HolidayKind }

/** A year as an office keeps it. `basis` names the decree; null while it is as shipped. */
export type KeptYear = { year: number; isComplete: boolean; basis: string | null; holidays: Holiday[] }

const KEPT = `
select y.year, y.is_complete as "isComplete", y.basis,
  coalesce((select json_agg(json_build_object('day', h.day, 'name', h.name, 'kind', h.kind) order by h.day)
    from holiday h where h.office_id = y.office_id and h.year = y.year), '[]') as holidays
from holiday_year y where y.office_id = $1 order by y.year`

/** The years that an office knows: its own, and those shipped that it has not replaced. */
export async function listYears(tx: Tx, officeId: number): Promise<KeptYear[]> {
  const { rows } = await tx.query<KeptYear>(KEPT, [officeId])
  const kept = new Set(rows.map(({ year }) => year))
  const shipped = SHIPPED_YEARS.filter(({ year }) => !kept.has(year)).map(({ year, isComplete, days }) => ({
    year,
    isComplete,
    basis: null,
    holidays: [...days].map(([day, { name, kind }]) => ({ day, name, kind })),
  }))
  return [...rows, ...shipped].sort((one, other) => one.year - other.year)
}

/** What working days are counted by. */
export async function loadCalendar(tx: Tx, officeId: number): Promise<OfficeCalendar> {
  const years = await listYears(tx, officeId)
  return new Map(
    years.map(({ year, isComplete, holidays }): [number, HolidayYear] => [
      year,
      { year, isComplete, days: new Map(holidays.map(({ day, name, kind }) => [day, { name, kind }])) },
    ]),
  )
}

/** Puts a year in place of what was known of it. */
export async function replaceYear(
  tx: Tx,
  officeId: number,
  { year, isComplete, basis, holidays }: KeptYear,
): Promise<void> {
  await tx.query(
    `insert into holiday_year (office_id, year, is_complete, basis) values ($1, $2, $3, $4)
     on conflict (office_id, year) do update set is_complete = excluded.is_complete, basis = excluded.basis`,
    [officeId, year, isComplete, basis],
  )
  await tx.query('delete from holiday where office_id = $1 and year = $2', [officeId, year])
  await tx.query(
    `insert into holiday (office_id, year, day, name, kind)
     select $1, $2, * from unnest($3::date[], $4::text[], $5::text[])`,
    [
      officeId,
      year,
      holidays.map(({ day }) => day),
      holidays.map(({ name }) => name),
      holidays.map(({ kind }) => kind),
    ],
  )
}
