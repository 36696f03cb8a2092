import type { AgreementFile } from '../agreements/index.ts'
import { addDays, addMonths, addWorkingDays, type OfficeCalendar } from '../offices/index.ts'
import type { IsoDay } from '../registry/index.ts'
import { type Basis, OBLIGATION_KINDS, type Obligation, type ObligationKind } from './domain.ts'

type Terms = Pick<
  AgreementFile,
  | 'cardReader'
  | 'iso27001CertificateDueMonths'
  | 'semesterReportDueWorkingDays'
  | 'renewalRequestDueMonthsBeforeEnd'
  | 'userIdHandover'
>

/** What of an agreement's paper obliges. */
export type Paper = Pick<AgreementFile, 'methods'> & { [K in keyof Terms]?: Terms[K] | undefined }

/** What has happened under an agreement, in days of its office. */
export type Life = {
  signedOn: IsoDay
  /** The last day of the term. */
  lastDay: IsoDay
  /** The day on which it ended, by its term or by an act; null: it has not. */
  overSince: IsoDay | null
  /** The day on which the agency asked to go on. */
  renewalAskedOn: IsoDay | null
  /** Forms by which a User ID was asked for, and the minutes that answered each. */
  userIdRequests: readonly { id: number; number: string | null; askedOn: IsoDay; metOn: IsoDay | null }[]
  /** Accepted statements that end before the agreement does. */
  statements: readonly { id: number; kind: string; signer: string; lastDay: IsoDay; metOn: IsoDay | null }[]
  /** Changes after which the application has to be shown again. */
  proofs: readonly { id: number; title: string; dueOn: IsoDay; metOn: IsoDay | null }[]
  /** Meetings with the agency that were held. */
  meetings: readonly { kind: string; on: IsoDay }[]
  /** What people have added. */
  own: readonly { id: number; title: string; detail: string; owedBy: Obligation['owedBy']; dueOn: IsoDay }[]
}

/** What is customary where a paper names no term (docs/rules/obligations.md). */
export const CUSTOMARY = {
  readersMonths: 12,
  semesterWorkingDays: 10,
  renewalMonths: 2,
  handoverWeeks: 2,
} as const

/**
 * Everything that an agreement obliges its parties to, from its paper and its life; ordered by due date. Nothing
 * of it is stored, so that a corrected list of holidays or a paper that comes in is seen at once.
 */
export function obligationsOf(paper: Paper, life: Life, calendar: OfficeCalendar): Obligation[] {
  return [
    ...certificate(paper, life),
    ...readers(paper, life),
    ...semesterReports(paper, life, calendar),
    ...renewal(paper, life),
    ...handovers(paper, life),
    ...yearly(life),
    ...life.statements.map(({ id, kind, signer, lastDay, metOn }) =>
      obligation('statement-renewal', `${id}`, {
        about: `${STATEMENT_NAMES[kind] ?? kind} ${signer}`.trim(),
        dueOn: lastDay,
        basis: { by: 'end-of-statement' },
        metOn,
      }),
    ),
    ...life.proofs.map(({ id, title, dueOn, metOn }) =>
      obligation('proof-of-concept', `${id}`, { about: title, dueOn, basis: { by: 'change' }, metOn }),
    ),
    ...life.own.map(({ id, title, detail, owedBy, dueOn }) => ({
      ...obligation('own', `${id}`, { about: detail, dueOn, basis: { by: 'hand' } }),
      title,
      owedBy,
    })),
  ].sort((one, other) =>
    one.dueOn === other.dueOn ? compare(one.key, other.key) : compare(one.dueOn, other.dueOn),
  )
}

const STATEMENT_NAMES: Readonly<Record<string, string>> = {
  sptjm: 'SPTJM',
  nda: 'NDA',
  'closed-network': 'Pernyataan jaringan tertutup',
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

function obligation(
  kind: ObligationKind,
  which: string,
  rest: { dueOn: IsoDay; basis: Basis; about?: string; metOn?: IsoDay | null; uncertainYears?: number[] },
): Obligation {
  const { title, owedBy } = OBLIGATION_KINDS[kind]
  return {
    key: which === '' ? kind : `${kind}:${which}`,
    kind,
    title,
    owedBy,
    about: '',
    metOn: null,
    uncertainYears: [],
    ...rest,
  }
}

function certificate({ iso27001CertificateDueMonths: months }: Paper, { signedOn }: Life): Obligation[] {
  if (months === undefined) return []
  const dueOn = addMonths(signedOn, months)
  return [
    obligation('iso-27001', '', { dueOn, basis: { by: 'months-after-signing', months, isCustom: false } }),
  ]
}

/** Owed where readers are required, or a least number of them is named, and the agreement reads cards at all. */
function readers({ methods, cardReader }: Paper, { signedOn }: Life): Obligation[] {
  if (cardReader === undefined || !methods.includes('card-reader')) return []
  if (!cardReader.required && cardReader.minimumPerWorkUnit === undefined) return []
  const months = cardReader.withinMonths ?? CUSTOMARY.readersMonths
  const least = cardReader.minimumPerWorkUnit
  return [
    obligation('card-readers', '', {
      dueOn: addMonths(signedOn, months),
      about: least === undefined ? '' : `paling sedikit ${least} unit setiap unit kerja`,
      basis: { by: 'months-after-signing', months, isCustom: cardReader.withinMonths === undefined },
    }),
  ]
}

/** One for each half of a year that ends within the term. */
function semesterReports(
  { semesterReportDueWorkingDays }: Paper,
  { signedOn, lastDay }: Life,
  calendar: OfficeCalendar,
): Obligation[] {
  const days = semesterReportDueWorkingDays ?? CUSTOMARY.semesterWorkingDays
  const found: Obligation[] = []
  for (let year = Number(signedOn.slice(0, 4)); year <= Number(lastDay.slice(0, 4)); year += 1) {
    for (const [half, from, name] of [
      [1, `${year}-06-30`, 'Januari–Juni'],
      [2, `${year}-12-31`, 'Juli–Desember'],
    ] as const) {
      if (from < signedOn || from > lastDay) continue
      const { day, incompleteYears } = addWorkingDays(from, days, calendar)
      found.push(
        obligation('semester-report', `${year}-${half}`, {
          dueOn: day,
          uncertainYears: incompleteYears,
          about: `${name} ${year}`,
          basis: {
            by: 'working-days-after',
            days,
            from,
            isCustom: semesterReportDueWorkingDays === undefined,
          },
        }),
      )
    }
  }
  return found
}

function renewal(
  { renewalRequestDueMonthsBeforeEnd }: Paper,
  { lastDay, renewalAskedOn }: Life,
): Obligation[] {
  const months = renewalRequestDueMonthsBeforeEnd ?? CUSTOMARY.renewalMonths
  return [
    obligation('renewal-request', '', {
      dueOn: addMonths(lastDay, -months),
      metOn: renewalAskedOn,
      basis: {
        by: 'months-before-end',
        months,
        isCustom: renewalRequestDueMonthsBeforeEnd === undefined,
      },
    }),
  ]
}

function handovers({ userIdHandover }: Paper, { userIdRequests }: Life): Obligation[] {
  const weeks = userIdHandover?.dueWeeksAfterRequest ?? CUSTOMARY.handoverWeeks
  return userIdRequests.map(({ id, number, askedOn, metOn }) =>
    obligation('user-id-handover', `${id}`, {
      dueOn: addDays(askedOn, weeks * 7),
      about: number === null ? '' : `formulir ${number}`,
      metOn,
      basis: { by: 'weeks-after-request', weeks, from: askedOn, isCustom: userIdHandover === undefined },
    }),
  )
}

/** The papers oblige the office to both and name no day: once in each year of the agreement. */
function yearly({ signedOn, lastDay, meetings }: Life): Obligation[] {
  const found: Obligation[] = []
  for (let year = 1; addMonths(signedOn, (year - 1) * 12) <= lastDay && year <= 20; year += 1) {
    const begin = addMonths(signedOn, (year - 1) * 12)
    const end = addDays(addMonths(signedOn, year * 12), -1)
    const dueOn = end < lastDay ? end : lastDay
    // A last year of a few days is none of its own.
    if (year > 1 && dueOn < addMonths(signedOn, (year - 1) * 12 + 1)) continue
    for (const kind of ['socialisation', 'technical-guidance'] as const) {
      found.push(
        obligation(kind, `${year}`, {
          dueOn,
          about: `tahun ke-${year} perjanjian`,
          metOn: meetings.find((one) => one.kind === kind && one.on >= begin && one.on <= end)?.on ?? null,
          basis: { by: 'year-of-agreement', year },
        }),
      )
    }
  }
  return found
}
