import { type DecidedField, type IsoDay, nameOfCode } from '../../registry/index.ts'

/** A proposal waits, or was decided, or came to be what the registry has anyway. */
export const PROPOSAL_STATES = ['open', 'accepted', 'rejected', 'settled'] as const

export type ProposalState = (typeof PROPOSAL_STATES)[number]

/** What makes a proposal need a look of its own. */
export const PROPOSAL_MARKS = ['contested', 'doubtful', 'unknown'] as const

export type ProposalMark = (typeof PROPOSAL_MARKS)[number]

/** A proposal as far as deciding it needs. */
export type Proposal = {
  id: number
  field: DecidedField
  nik: string
  nikHash: Buffer
  oldValue: string | null
  newValue: string
  isDoubtful: boolean
  isContested: boolean
  state: ProposalState
}

/** Why a proposal is not accepted. */
export const REFUSALS = ['not-open', 'unknown', 'contested', 'doubtful', 'stale'] as const

export type Refusal = (typeof REFUSALS)[number]

export type Judgement = 'accept' | 'settle' | Refusal

/** The status of who died, as the registry stores it. */
export const DECEASED = '2'

/**
 * Whether a proposal may be accepted (FB-105 to FB-108).
 *
 * @param live what the registry has now, in the order of the field's columns; undefined: it does not know the NIK
 * @param seen what the officer saw as the registry's value on the proposal's own page; undefined: one of many, where
 * only what nothing speaks against is accepted
 */
export function judge(
  proposal: Proposal,
  live: readonly (string | null)[] | undefined,
  seen: { value: string | null } | undefined,
): Judgement {
  if (proposal.state !== 'open') return 'not-open'
  if (live === undefined) return 'unknown'
  if (saysAlready(proposal, live)) return 'settle'
  const [value = null] = live
  if (seen !== undefined) return seen.value === value ? 'accept' : 'stale'
  if (proposal.isContested) return 'contested'
  if (proposal.isDoubtful) return 'doubtful'
  return value === proposal.oldValue ? 'accept' : 'stale'
}

/** Whether the registry has the proposed value; of a death it wants the proof as well (FB-101). */
export function saysAlready(
  { field, newValue }: Pick<Proposal, 'field' | 'newValue'>,
  [value = null, proof = null]: readonly (string | null)[],
): boolean {
  return value === newValue && (field !== 'death' || proof !== null)
}

/** The papers that agencies named as proof. */
export type Proof = { rowId: number; documentNo: string | null; documentOn: IsoDay | null }

/** What an accepted proposal writes, in the order of the field's columns. */
export function valuesToWrite(
  { field, newValue }: Pick<Proposal, 'field' | 'newValue'>,
  proof: Proof | undefined,
): (string | null)[] {
  if (field !== 'death') return [newValue]
  return [newValue, proof?.documentNo ?? null, proof?.documentOn ?? null]
}

/** The proof that is written where nobody chose one: the first with a day, else the first. */
export const usualProof = (proofs: readonly Proof[]): Proof | undefined =>
  proofs.find(({ documentOn }) => documentOn !== null) ?? proofs[0]

const CODED = {
  'blood-type': 'GOL_DARAH',
  occupation: 'JENIS_PKRJN',
  education: 'PDDK_AKH',
} as const

const STATUS_NAMES = ['AKTIF', 'MENINGGAL', 'GANDA', 'NON AKTIF']

/** A stored value as people read it; null where there is none. */
export function nameOfValue(field: DecidedField, value: string | null): string | null {
  if (value === null || field === 'birth-certificate') return value
  if (field === 'death') return STATUS_NAMES[Number(value) - 1] ?? value
  return nameOfCode(CODED[field], Number(value)) ?? value
}

/** A NIK whose birth date cannot be read: enough to tell rows of a list apart. */
export const maskedNik = (nik: string): string => `${nik.slice(0, 6)}••••••${nik.slice(12)}`
