/** What can have happened to data at a user agency (PB Pasal 2(2)g: it is fully answerable). */
export const BREACH_KINDS = {
  leak: 'Kebocoran data',
  misuse: 'Penyalahgunaan di luar tujuan',
  sharing: 'Pemberian kepada pihak lain',
  storage: 'Penyimpanan data hasil akses',
  'lost-credential': 'User ID atau perangkat hilang',
  other: 'Lainnya',
} as const

export type BreachKind = keyof typeof BREACH_KINDS

export const isBreachKind = (text: string): text is BreachKind => Object.hasOwn(BREACH_KINDS, text)

export type BreachState = 'reported' | 'examined' | 'decided' | 'closed'

export const DECISIONS = {
  unfounded: 'Tidak terbukti',
  warning: 'Teguran',
  suspension: 'Penangguhan akses',
  revocation: 'Pencabutan akses',
} as const

export type Decision = keyof typeof DECISIONS

export const isDecision = (text: string): text is Decision => Object.hasOwn(DECISIONS, text)

/** What can be done about a breach, and in which states (BR-03). */
export const ACTS = {
  notify: ['reported', 'examined'],
  examine: ['reported'],
  'tell-people': ['reported', 'examined', 'decided'],
  'tell-authority': ['reported', 'examined', 'decided'],
  note: ['reported', 'examined', 'decided'],
  decide: ['examined'],
  close: ['decided'],
} as const satisfies Record<string, readonly BreachState[]>

export type BreachAct = keyof typeof ACTS

export function isPossible(
  act: BreachAct,
  breach: Pick<Breach, 'state' | 'peopleToldAt' | 'authorityToldAt' | 'decision'>,
): boolean {
  const states: readonly BreachState[] = ACTS[act]
  if (!states.includes(breach.state)) return false
  if (act === 'tell-people') return breach.peopleToldAt === null
  if (act === 'tell-authority') return breach.authorityToldAt === null
  // Nobody need be told of what did not happen; of all else both must have been.
  if (act === 'close' && breach.decision !== 'unfounded') {
    return breach.peopleToldAt !== null && breach.authorityToldAt !== null
  }
  return true
}

/** The people concerned and the authority are told within so many hours of the discovery (UU 27/2022 Pasal 46). */
export const CLOCK_HOURS = 72

export type BreachStep = {
  n: number
  act: BreachAct | 'report'
  note: string
  paperId: number | null
  by: string
  at: string
}

export type Breach = {
  id: number
  officeId: number
  code: string
  agencyId: number
  agency: string
  agreement: string | null
  agreementId: number | null
  kind: BreachKind
  description: string
  /** ISO 8601 in UTC, as all times here. */
  discoveredAt: string
  /** The end of the 3 × 24 hours. */
  dueAt: string
  /** The day of it, where the office is. */
  dueOn: string
  /** Hours until then, whole; negative when they are over. */
  hoursLeft: number
  affectedPeople: number | null
  elements: string[]
  reportedBy: string
  reportedAt: string
  state: BreachState
  peopleToldAt: string | null
  peopleToldHow: string | null
  authorityToldAt: string | null
  authorityToldHow: string | null
  decision: Decision | null
  decisionReason: string | null
  decidedAt: string | null
}

/** How many people can be concerned. */
export const isCount = (people: number): boolean => people >= 0 && people <= 300_000_000
