import type { Tx } from '../kernel/database.ts'
import type { Fields } from '../kernel/fields.ts'
import type { FieldFault } from '../kernel/problem.ts'
import { longDay } from '../letters/index.ts'
import { addMonths, type KeptYear, listYears, type SignedIn } from '../offices/index.ts'
import { type IsoDay, parseDay } from '../registry/index.ts'
import type { CalendarEntry } from './calendar-file.ts'
import {
  daysBetween,
  isObligationKind,
  isObligationState,
  OBLIGATION_STATES,
  type ObligationKind,
  type ObligationState,
  PARTIES,
  type Party,
} from './domain.ts'
import { readObligations, type StandingObligation } from './read-obligations.ts'

/** What of the calendar somebody wants to see. */
export type CalendarFilter = {
  from: IsoDay
  until: IsoDay
  agencyId: number | null
  kind: ObligationKind | null
  state: ObligationState | null
  owedBy: Party | null
}

/** An obligation with the agreement that it is of. */
export type CalendarItem = Omit<StandingObligation, 'evidence' | 'stored'> & {
  code: string
  number: string
  agency: string
  agencyId: number
}

/** Obligations and ends of agreements between two days, with what is known of their holidays. */
export type CalendarView = {
  today: IsoDay
  from: IsoDay
  until: IsoDay
  items: CalendarItem[]
  ends: { day: IsoDay; code: string; number: string; agency: string }[]
  holidays: { day: IsoDay; name: string; kind: string }[]
  /** Years in between whose holidays are not all known. */
  incompleteYears: number[]
}

const MAX_DAYS = 3 * 366

/** Reads a filter; without days from a month ago to a year ahead. */
export function readCalendarFilter(
  query: Fields,
  today: IsoDay,
): { kind: 'read'; filter: CalendarFilter } | { kind: 'faulty'; faults: FieldFault[] } {
  const faults: FieldFault[] = []
  const day = (name: string, usual: IsoDay): IsoDay => {
    const written = query.text(name)
    const read = written === '' ? usual : parseDay(written)
    if (read === undefined) faults.push({ field: name, message: 'Tanggal tidak sah.' })
    return read ?? usual
  }
  const from = day('from', addMonths(today, -1))
  const until = day('until', addMonths(from, 13))
  const span = daysBetween(from, until)
  if (span < 0 || span > MAX_DAYS)
    faults.push({ field: 'until', message: 'Rentang kalender paling panjang tiga tahun.' })
  const [kind, state, owedBy] = [query.text('kind'), query.text('state'), query.text('owedBy')]
  return faults.length > 0
    ? { kind: 'faulty', faults }
    : {
        kind: 'read',
        filter: {
          from,
          until,
          agencyId: query.integer('agency') ?? null,
          kind: isObligationKind(kind) ? kind : null,
          state: isObligationState(state) ? state : null,
          owedBy: owedBy === 'agency' || owedBy === 'office' ? owedBy : null,
        },
      }
}

/** The calendar of whoever asks: an office's of all its agencies, an agency's of its own. */
export async function readCalendar(tx: Tx, who: SignedIn, filter: CalendarFilter): Promise<CalendarView> {
  const { from, until, kind, state, owedBy } = filter
  const agencyId = who.agencyId ?? filter.agencyId
  const found = await readObligations(tx, { officeId: who.officeId, agencyId })
  const years = await listYears(tx, who.officeId)
  const isIn = (day: IsoDay) => day >= from && day <= until
  const items = found.flatMap(({ agreement, obligations }) =>
    obligations
      .filter((one) => isIn(one.dueOn))
      .filter((one) => kind === null || one.kind === kind)
      .filter((one) => state === null || one.state === state)
      .filter((one) => owedBy === null || one.owedBy === owedBy)
      .map(({ evidence: _, stored: __, ...one }): CalendarItem => {
        const { code, number, agency } = agreement
        return { ...one, code, number, agency, agencyId: agreement.agencyId }
      }),
  )
  const isPlain = kind === null && state === null && owedBy === null
  return {
    today: await officeDay(tx, who.officeId),
    from,
    until,
    items: items.sort((one, other) => (one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : 0)),
    ends: found
      .filter(({ agreement: { life } }) => isPlain && isIn(life.lastDay))
      .map(({ agreement: { code, number, agency, life } }) => ({ day: life.lastDay, code, number, agency })),
    holidays: years.flatMap(({ holidays }) => holidays).filter(({ day }) => isIn(day)),
    incompleteYears: incompleteBetween(years, from, until),
  }
}

function incompleteBetween(years: readonly KeptYear[], from: IsoDay, until: IsoDay): number[] {
  const complete = new Set(years.filter(({ isComplete }) => isComplete).map(({ year }) => year))
  const found: number[] = []
  for (let year = Number(from.slice(0, 4)); year <= Number(until.slice(0, 4)); year += 1) {
    if (!complete.has(year)) found.push(year)
  }
  return found
}

/** Today, as an office has it. */
export async function officeDay(tx: Tx, officeId: number): Promise<IsoDay> {
  const { rows } = await tx.query<{ today: IsoDay }>(
    `select (clock_timestamp() at time zone time_zone)::date::text as today from office where id = $1`,
    [officeId],
  )
  return rows[0]?.today ?? ''
}

/** The same as entries of a calendar file; what is waived or lapsed is left out. */
export function toCalendarEntries({ items, ends }: CalendarView): CalendarEntry[] {
  const open = items.filter(({ state }) => state !== 'waived' && state !== 'lapsed')
  return [
    ...open.map((one) => ({
      id: `${one.code}.${one.key.replace(':', '.')}`,
      day: one.dueOn,
      title: `${one.title}${one.about === '' ? '' : ` (${one.about})`} – ${one.agency}`,
      description: [
        `Perjanjian ${one.number}`,
        `Berkewajiban: ${PARTIES[one.owedBy]}`,
        `Keadaan: ${OBLIGATION_STATES[one.state]}`,
        ...(one.uncertainYears.length === 0
          ? []
          : [`Hari libur tahun ${one.uncertainYears.join(', ')} belum lengkap: jatuh tempo dapat bergeser`]),
      ].join('\n'),
    })),
    ...ends.map(({ code, day, number, agency }) => ({
      id: `${code}.end`,
      day,
      title: `Perjanjian berakhir – ${agency}`,
      description: `Perjanjian ${number} berlaku sampai dengan ${longDay(day)}`,
    })),
  ]
}
