import type { Permission } from '../offices/index.ts'

/** How far a request has come, in the order of the path, and in the words of people. */
export const REQUEST_STATES = {
  drafting: 'disusun',
  submitted: 'diajukan',
  returned: 'dikembalikan',
  forwarded: 'diteruskan ke pusat',
  approved: 'disetujui pusat',
  rejected: 'ditolak pusat',
  drafted: 'perjanjian dirancang',
  endorsed: 'rancangan disahkan',
  'signed-by-registry': 'ditandatangani Pihak Kesatu',
  'signed-by-agency': 'ditandatangani Pihak Kedua',
  signed: 'ditandatangani kedua pihak',
  'guideline-issued': 'petunjuk teknis terbit',
  'network-ready': 'jaringan siap',
  'statements-signed': 'pernyataan lengkap',
  development: 'User ID pengembangan',
  'proof-of-concept': 'Proof of Concept',
  production: 'User ID produksi',
  'in-force': 'berlaku',
  withdrawn: 'ditarik',
} as const

export type RequestState = keyof typeof REQUEST_STATES

export const REQUEST_STATE_NAMES = Object.keys(REQUEST_STATES).filter(isRequestState)

export function isRequestState(text: string): text is RequestState {
  return Object.hasOwn(REQUEST_STATES, text)
}

type ActRow = {
  label: string
  event: string
  permission: Permission
  /** Within five minutes of giving the password again: acts that bind a party or open access. */
  isDangerous: boolean
  /** From which state to which; an act that leads back to its state adds a fact to it. */
  moves: Partial<Record<RequestState, RequestState>>
}

const stays = <S extends RequestState>(...states: S[]) =>
  Object.fromEntries(states.map((state) => [state, state])) as Partial<Record<S, S>>

/**
 * Every act on a request: who may do it, and from where it leads to where (docs/rules/requests.md, RQ-01). What is
 * not here cannot happen. What else an act asks for is told by its own use case.
 */
export const ACTS = {
  save: {
    label: 'Simpan rancangan permohonan',
    event: 'request.saved',
    permission: 'requests.prepare',
    isDangerous: false,
    moves: { drafting: 'drafting', returned: 'drafting' },
  },
  submit: {
    label: 'Ajukan permohonan',
    event: 'request.submitted',
    permission: 'requests.submit',
    isDangerous: false,
    moves: { drafting: 'submitted' },
  },
  return: {
    label: 'Kembalikan untuk dilengkapi',
    event: 'request.returned',
    permission: 'requests.work',
    isDangerous: false,
    moves: { submitted: 'returned' },
  },
  forward: {
    label: 'Teruskan ke Ditjen Dukcapil',
    event: 'request.forwarded',
    permission: 'requests.work',
    isDangerous: false,
    moves: { submitted: 'forwarded' },
  },
  approve: {
    label: 'Setujui',
    event: 'request.approved',
    permission: 'requests.decide',
    isDangerous: true,
    moves: { forwarded: 'approved' },
  },
  reject: {
    label: 'Tolak',
    event: 'request.rejected',
    permission: 'requests.decide',
    isDangerous: true,
    moves: { forwarded: 'rejected' },
  },
  draft: {
    label: 'Susun perjanjian',
    event: 'request.agreement_drafted',
    permission: 'requests.work',
    isDangerous: false,
    moves: { approved: 'drafted', drafted: 'drafted', endorsed: 'drafted' },
  },
  endorse: {
    label: 'Sahkan rancangan perjanjian',
    event: 'request.agreement_endorsed',
    permission: 'approvals.access.decide',
    isDangerous: true,
    moves: { drafted: 'endorsed' },
  },
  'sign-for-registry': {
    label: 'Catat tanda tangan Pihak Kesatu',
    event: 'request.signed_by_registry',
    permission: 'requests.work',
    isDangerous: true,
    moves: { endorsed: 'signed-by-registry', 'signed-by-agency': 'signed' },
  },
  'sign-for-agency': {
    label: 'Catat tanda tangan Pihak Kedua',
    event: 'request.signed_by_agency',
    permission: 'requests.submit',
    isDangerous: true,
    moves: { endorsed: 'signed-by-agency', 'signed-by-registry': 'signed' },
  },
  'issue-guideline': {
    label: 'Terbitkan petunjuk teknis',
    event: 'request.guideline_issued',
    permission: 'requests.work',
    isDangerous: false,
    moves: { signed: 'guideline-issued' },
  },
  'request-network': {
    label: 'Mohon alokasi IP LAN',
    event: 'request.network_requested',
    permission: 'requests.prepare',
    isDangerous: false,
    moves: stays('guideline-issued'),
  },
  'allocate-network': {
    label: 'Alokasikan IP LAN',
    event: 'request.network_allocated',
    permission: 'requests.work',
    isDangerous: true,
    moves: stays('guideline-issued'),
  },
  'record-closed-network': {
    label: 'Catat pernyataan jaringan tertutup',
    event: 'request.closed_network_stated',
    permission: 'requests.prepare',
    isDangerous: false,
    moves: stays('guideline-issued'),
  },
  'record-connection-test': {
    label: 'Catat uji koneksi',
    event: 'request.connection_tested',
    permission: 'requests.work',
    isDangerous: false,
    moves: stays('guideline-issued'),
  },
  'confirm-network': {
    label: 'Nyatakan jaringan siap',
    event: 'request.network_confirmed',
    permission: 'requests.work',
    isDangerous: false,
    moves: { 'guideline-issued': 'network-ready' },
  },
  'confirm-statements': {
    label: 'Nyatakan pernyataan lengkap',
    event: 'request.statements_confirmed',
    permission: 'requests.work',
    isDangerous: false,
    moves: { 'network-ready': 'statements-signed' },
  },
  'request-user-id': {
    label: 'Ajukan formulir User ID',
    event: 'request.user_id_requested',
    permission: 'requests.prepare',
    isDangerous: false,
    moves: stays('statements-signed', 'development', 'proof-of-concept'),
  },
  'hand-over-development': {
    label: 'Serahkan User ID pengembangan',
    event: 'request.development_handed_over',
    permission: 'requests.work',
    isDangerous: false,
    moves: { 'statements-signed': 'development' },
  },
  'start-proof': {
    label: 'Mulai Proof of Concept',
    event: 'request.proof_started',
    permission: 'requests.prepare',
    isDangerous: false,
    moves: { 'statements-signed': 'proof-of-concept', development: 'proof-of-concept' },
  },
  'hand-over-production': {
    label: 'Serahkan User ID produksi',
    event: 'request.production_handed_over',
    permission: 'requests.work',
    isDangerous: false,
    moves: {
      'statements-signed': 'production',
      development: 'production',
      'proof-of-concept': 'production',
    },
  },
  'put-in-force': {
    label: 'Nyatakan berlaku',
    event: 'request.put_in_force',
    permission: 'requests.work',
    isDangerous: false,
    moves: { production: 'in-force' },
  },
  withdraw: {
    label: 'Tarik permohonan',
    event: 'request.withdrawn',
    permission: 'requests.submit',
    isDangerous: false,
    moves: {
      drafting: 'withdrawn',
      submitted: 'withdrawn',
      returned: 'withdrawn',
      forwarded: 'withdrawn',
      approved: 'withdrawn',
      drafted: 'withdrawn',
      endorsed: 'withdrawn',
    },
  },
} as const satisfies Record<string, ActRow>

export type Act = keyof typeof ACTS

export const ACT_NAMES = Object.keys(ACTS).filter(isAct)

export function isAct(text: string): text is Act {
  return Object.hasOwn(ACTS, text)
}

/** Where an act leads from a state; undefined when it cannot be done there. */
export function targetOf(act: Act, state: RequestState): RequestState | undefined {
  const { moves }: ActRow = ACTS[act]
  return moves[state]
}

export type StepDecision =
  | { kind: 'moves'; to: RequestState }
  | { kind: 'forbidden' }
  /** It leads nowhere from here. */
  | { kind: 'misplaced' }

/**
 * Whether an act may be done, by who does it and where the request is (RQ-01).
 *
 * @param may whether the person's role has a permission
 */
export function decideStep(
  act: Act,
  state: RequestState,
  may: (permission: Permission) => boolean,
): StepDecision {
  if (!may(ACTS[act].permission)) return { kind: 'forbidden' }
  const to = targetOf(act, state)
  return to === undefined ? { kind: 'misplaced' } : { kind: 'moves', to }
}

export type RequestFault = { field: string; code: string; message: string }

/** What the central authority has fixed. */
export type Approval = {
  number: string
  date: string
  purpose: string
  elements: string[]
  methods: string[]
  /** Names of the feedback fields. */
  feedback: string[]
  /** The longest term, in months from the day of signing. */
  termMonths: number
  quotaAfterProofOfConcept: number | 'unlimited' | null
}
