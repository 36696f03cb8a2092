import type { AgreementAct, AgreementState } from '../agreements/index.ts'
import type { PaperKind } from '../papers/domain.ts'

type GroundRow = {
  name: string
  /** What it does to the agreement; null: the term was over, and nothing is left to do. */
  act: Exclude<AgreementAct, 'reactivate'> | null
  letter: PaperKind
  /** What the letter names as its ground, where nothing else is written. */
  clause: string
}

/** The ways in which access under an agreement ends, or is suspended (requirement 3.6, docs/rules/endings.md). */
export const GROUNDS = {
  'term-over': {
    name: 'Jangka waktu berakhir',
    act: null,
    letter: 'ending-letter',
    clause: 'berakhirnya jangka waktu Perjanjian Kerja Sama',
  },
  mutual: {
    name: 'Kesepakatan bersama',
    act: 'end',
    letter: 'ending-letter',
    clause: 'kesepakatan tertulis para pihak',
  },
  'institution-changed': {
    name: 'Perubahan kelembagaan',
    act: 'end',
    letter: 'ending-letter',
    clause: 'perubahan kelembagaan Pihak Kedua',
  },
  breach: {
    name: 'Pelanggaran',
    act: 'revoke',
    letter: 'revocation-letter',
    clause: 'pelanggaran kewajiban menjaga kerahasiaan data',
  },
  'breach-suspected': {
    name: 'Dugaan pelanggaran',
    act: 'suspend',
    letter: 'suspension-letter',
    clause: 'pemeriksaan dugaan pelanggaran',
  },
  'force-majeure': {
    name: 'Keadaan kahar',
    act: 'suspend',
    letter: 'suspension-letter',
    clause: 'keadaan kahar',
  },
} as const satisfies Record<string, GroundRow>

export type Ground = keyof typeof GROUNDS

export const GROUND_NAMES = Object.keys(GROUNDS).filter(isGround)

export function isGround(text: string): text is Ground {
  return Object.hasOwn(GROUNDS, text)
}

/** Whether a ground can be given for an agreement as it is (EN-02). */
export function isPossible(
  ground: Ground,
  agreement: { state: AgreementState; isOver: boolean; isTermOverNoted: boolean },
): boolean {
  const { act } = GROUNDS[ground]
  if (act === null) return agreement.state === 'in_force' && agreement.isOver && !agreement.isTermOverNoted
  if (act === 'suspend') return agreement.state === 'in_force' && !agreement.isOver
  return agreement.state === 'in_force' || agreement.state === 'suspended'
}

/** One ending as it was decided, and when the last call was let in before it (EN-06). */
export type Ending = {
  id: number
  ground: Ground
  act: 'suspend' | 'end' | 'revoke' | null
  reason: string
  paperId: number | null
  orderedBy: string
  orderedAt: string
  decidedAt: string
  lastAcceptedAt: string | null
  firstRefusedAt: string | null
}

/** How fast a revocation took hold, as measured on this installation. */
export type Drill = {
  id: number
  agreement: string
  agency: string
  reason: string
  runBy: string
  startedAt: string
  orderedAt: string
  decidedAt: string
  lastAcceptedAt: string | null
  firstRefusedAt: string | null
  acceptedCount: number
  refusedCount: number
  /** Calls that the log has as answered behind the suspension; any number but 0 is a fault of the gate. */
  acceptedAfter: number
}
