import type { Tx } from '../../kernel/database.ts'
import type { IsoDay } from '../../registry/index.ts'
import type { Breakdown, Counts, Window } from './domain.ts'

/** Which accesses are counted. */
export type FigureFilter = {
  officeId: number
  /** null: of every agency. */
  agencyId: number | null
  agreementId: number | null
  from: IsoDay
  /** The last day that is counted. */
  until: IsoDay
  within: Window
}

/** Accesses against feedback, and how old what is owed has become (FB-121, FB-122). */
export type Figures = Counts & {
  hits: number
  /** People about whom nothing has come, by days since the first access: up to 7, 30, 90, and longer. */
  owed: [number, number, number, number]
}

export type FigureRow = Figures & {
  agencyId: number
  agency: string
  /** What the breakdown goes down to; null above it. */
  agreement: string | null
  unit: string | null
  userId: string | null
  operator: string | null
}

/** An agreement that owes feedback: by its paper, or by a definition of the office. */
export const owesFeedback = (agreement: string) =>
  `(coalesce(jsonb_array_length(${agreement}.document->'feedback'->'fields'), 0) > 0
    or exists (select from feedback_definition fd where fd.agreement_id = ${agreement}.id))`

const ANSWERED = `case $6::int when 7 then d.within_7 when 30 then d.within_30 when 90 then d.within_90
  else d.answered end`

const FROM = `
from compliance_day d join agreement a on a.id = d.agreement_id join user_agency g on g.id = a.agency_id
join credential c on c.id = d.credential_id left join staff s on s.id = c.staff_id
left join work_unit w on w.id = s.work_unit_id
where a.office_id = $1 and ($2::int is null or a.agency_id = $2) and ($3::int is null or a.id = $3)
  and d.day between $4 and $5 and ${owesFeedback('a')}`

const SUMS = `
  coalesce(sum(d.hits), 0)::float8 as hits, coalesce(sum(d.people), 0)::float8 as people,
  coalesce(sum(${ANSWERED}), 0)::float8 as answered,
  array[coalesce(sum(d.people - d.answered) filter (where age.days <= 7), 0)::float8,
    coalesce(sum(d.people - d.answered) filter (where age.days between 8 and 30), 0)::float8,
    coalesce(sum(d.people - d.answered) filter (where age.days between 31 and 90), 0)::float8,
    coalesce(sum(d.people - d.answered) filter (where age.days > 90), 0)::float8] as owed`

const AGED = FROM.replace(
  'where a.office_id',
  `cross join lateral (select (clock_timestamp() at time zone o.time_zone)::date - d.day as days
    from office o where o.id = a.office_id) age
where a.office_id`,
)

const valuesOf = ({ officeId, agencyId, agreementId, from, until, within }: FigureFilter) => [
  officeId,
  agencyId,
  agreementId,
  from,
  until,
  within,
]

/** How far each breakdown goes down. */
const LEVELS: Record<Breakdown, number> = { agency: 0, agreement: 1, unit: 2, user: 3, operator: 4 }

const COLUMNS = [
  { level: 1, sql: 'a.code', name: 'agreement' },
  { level: 2, sql: `coalesce(w.name, '')`, name: 'unit' },
  { level: 3, sql: 'c.user_id', name: '"userId"' },
  { level: 4, sql: 'd.operator', name: 'operator' },
] as const

/** More rows than this are for an export, not for reading. */
const MAX_ROWS = 500

/** Figures by agency and further down, those that owe most first. */
export async function listFigures(tx: Tx, filter: FigureFilter, by: Breakdown): Promise<FigureRow[]> {
  const level = LEVELS[by]
  const columns = COLUMNS.map((column) =>
    column.level <= level ? `${column.sql} as ${column.name}` : `null as ${column.name}`,
  )
  const grouped = COLUMNS.filter((column) => column.level <= level).map(({ sql }) => sql)
  const { rows } = await tx.query<FigureRow>(
    `select g.id as "agencyId", g.name as agency, ${columns.join(', ')}, ${SUMS} ${AGED}
     group by ${['g.id', 'g.name', ...grouped].join(', ')}
     order by sum(d.people - d.answered) desc, g.name, ${grouped.length === 0 ? 'g.id' : grouped.join(', ')}
     limit ${MAX_ROWS}`,
    valuesOf(filter),
  )
  return rows
}

/** All of it in one line. */
export async function sumFigures(tx: Tx, filter: FigureFilter): Promise<Figures> {
  const { rows } = await tx.query<Figures>(`select ${SUMS} ${AGED}`, valuesOf(filter))
  const [row] = rows
  if (row === undefined) throw new Error('a sum returned nothing')
  return row
}

export type MonthFigures = Counts & { month: string; hits: number }

/** Month by month, the oldest first; months without accesses stand with zeros. */
export async function listMonths(tx: Tx, filter: FigureFilter): Promise<MonthFigures[]> {
  const { rows } = await tx.query<MonthFigures>(
    `select to_char(m.month, 'YYYY-MM') as month, coalesce(f.hits, 0) as hits, coalesce(f.people, 0) as people,
       coalesce(f.answered, 0) as answered
     from generate_series(date_trunc('month', $4::date::timestamp), $5::date::timestamp, interval '1 month') m (month)
     left join (select date_trunc('month', d.day::timestamp) as month, sum(d.hits)::float8 as hits,
         sum(d.people)::float8 as people, sum(${ANSWERED})::float8 as answered ${FROM} group by 1) f using (month)
     order by m.month`,
    valuesOf(filter),
  )
  return rows
}

/** What a rule looks at: people first looked up on these days, and how many have feedback by now. */
export async function countForRule(
  tx: Tx,
  agreementId: number,
  { from, until }: { from: IsoDay; until: IsoDay },
): Promise<Counts> {
  const { rows } = await tx.query<Counts>(
    `select coalesce(sum(people), 0)::int as people, coalesce(sum(answered), 0)::int as answered
     from compliance_day where agreement_id = $1 and day between $2 and $3`,
    [agreementId, from, until],
  )
  return rows[0] ?? { people: 0, answered: 0 }
}
