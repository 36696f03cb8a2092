import type { IsoDay } from '../registry/index.ts'

/** Who owes something under an agreement. */
export const PARTIES = { agency: 'Lembaga Pengguna', office: 'Disdukcapil' } as const

export type Party = keyof typeof PARTIES

/** What an agreement obliges its parties to (docs/rules/obligations.md), and who owes it. */
export const OBLIGATION_KINDS = {
  'iso-27001': { title: 'Sertifikat ISO/IEC 27001', owedBy: 'agency' },
  'card-readers': { title: 'Pengadaan perangkat pembaca KTP-el', owedBy: 'agency' },
  'semester-report': { title: 'Laporan semester pemanfaatan data', owedBy: 'agency' },
  'renewal-request': { title: 'Permohonan perpanjangan perjanjian', owedBy: 'agency' },
  'statement-renewal': { title: 'Pembaruan pernyataan', owedBy: 'agency' },
  'proof-of-concept': { title: 'Proof of Concept setelah perubahan', owedBy: 'agency' },
  'user-id-handover': { title: 'Serah terima User ID', owedBy: 'office' },
  socialisation: { title: 'Sosialisasi pemanfaatan data', owedBy: 'office' },
  'technical-guidance': { title: 'Bimbingan teknis', owedBy: 'office' },
  own: { title: 'Kewajiban lain', owedBy: 'agency' },
} as const satisfies Record<string, { title: string; owedBy: Party }>

export type ObligationKind = keyof typeof OBLIGATION_KINDS

export function isObligationKind(text: string): text is ObligationKind {
  return Object.hasOwn(OBLIGATION_KINDS, text)
}

/** Where a due date comes from. `isCustom`: the paper names no term, and the customary one is used. */
export type Basis =
  | { by: 'months-after-signing'; months: number; isCustom: boolean }
  | { by: 'working-days-after'; days: number; from: IsoDay; isCustom: boolean }
  | { by: 'months-before-end'; months: number; isCustom: boolean }
  | { by: 'weeks-after-request'; weeks: number; from: IsoDay; isCustom: boolean }
  | { by: 'year-of-agreement'; year: number }
  | { by: 'end-of-statement' }
  | { by: 'change' }
  | { by: 'hand' }

/** One thing that is owed, by one day. */
export type Obligation = {
  /** Names it within its agreement, the same whenever it is derived: `semester-report:2026-1`. */
  key: string
  kind: ObligationKind
  title: string
  /** Which one of its kind: the semester, the statement; '' where there is but one. */
  about: string
  owedBy: Party
  /** The last day that is in time. */
  dueOn: IsoDay
  /** The years of the count whose holidays are not all known: the day may turn out to be a later one. */
  uncertainYears: number[]
  basis: Basis
  /** The day on which the life of the agreement shows that it was met; null: it shows nothing. */
  metOn: IsoDay | null
}

/** What people did about one; `open` after it was rejected or opened again. */
export type StoredState = 'open' | 'submitted' | 'done' | 'waived'

/** How an obligation stands, in the words of people. */
export const OBLIGATION_STATES = {
  due: 'belum',
  submitted: 'menunggu diperiksa',
  done: 'selesai',
  late: 'terlambat',
  waived: 'dibebaskan',
  lapsed: 'gugur',
} as const

export type ObligationState = keyof typeof OBLIGATION_STATES

export function isObligationState(text: string): text is ObligationState {
  return Object.hasOwn(OBLIGATION_STATES, text)
}

/** So long after its end nothing is asked for any more under an agreement (OB-12). */
export const CLAIMED_AFTER_END_DAYS = 60

/** What people may do about an obligation, from which state, and what it leaves in the log. */
export const OBLIGATION_ACTS = {
  accept: { from: ['due', 'late', 'submitted'], to: 'done', event: 'obligation.accepted' },
  reject: { from: ['submitted'], to: 'open', event: 'obligation.rejected' },
  waive: { from: ['due', 'late', 'submitted'], to: 'waived', event: 'obligation.waived' },
  reopen: { from: ['done', 'waived'], to: 'open', event: 'obligation.reopened' },
} as const satisfies Record<string, { from: readonly ObligationState[]; to: StoredState; event: string }>

export type ObligationAct = keyof typeof OBLIGATION_ACTS

/** What people did about an obligation, as it is stored. */
export type Stored = {
  agreementId: number
  key: string
  state: StoredState
  kind: string
  title: string
  dueOn: IsoDay
  metOn: IsoDay | null
  note: string | null
  changedBy: string
  changedOn: IsoDay
}

/**
 * How an obligation stands on a day. What people decided goes before what the agreement's life shows.
 *
 * @param overSince the day on which the agreement ended; null: it has not
 */
export function stateOf(
  obligation: Pick<Obligation, 'dueOn' | 'metOn'>,
  stored: Pick<Stored, 'state'> | undefined,
  { today, overSince }: { today: IsoDay; overSince: IsoDay | null },
): ObligationState {
  if (stored?.state === 'done' || stored?.state === 'waived') return stored.state
  if (obligation.metOn !== null && stored?.state !== 'open') return 'done'
  if (stored?.state === 'submitted') return 'submitted'
  if (overSince !== null && daysBetween(overSince, today) > CLAIMED_AFTER_END_DAYS) return 'lapsed'
  return today > obligation.dueOn ? 'late' : 'due'
}

/** From one day to another; negative when the other is earlier. */
export function daysBetween(from: IsoDay, until: IsoDay): number {
  return Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}
