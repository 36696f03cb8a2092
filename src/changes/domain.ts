import type { PaperKind } from '../papers/domain.ts'

/** What of an agreement can be changed while it runs (requirement 3.4). */
export const CHANGE_KINDS = ['elements', 'method', 'quota', 'bandwidth', 'address', 'holder'] as const

export type ChangeKind = (typeof CHANGE_KINDS)[number]

export function isChangeKind(text: string): text is ChangeKind {
  return CHANGE_KINDS.some((kind) => kind === text)
}

/** When a procedure asks for something: at all events, never, or only where the change grants more than before. */
export type When = 'always' | 'never' | 'when-widening'

export type Procedure = {
  /** As people call it. */
  name: string
  /** The technical study (kajian teknis) beside the agency's letter. */
  study: When
  /** Whether its signers see what the calls of the last days would have been answered. */
  whatIf: boolean
  /** Whether the central authority decides: where more is asked than it has approved, or always for more. */
  central: 'beyond-approval' | 'when-widening' | 'never'
  /** What the office writes; its number is the basis of what comes in force. */
  paper: PaperKind
  /** Whether both parties sign it. */
  isSigned: boolean
  /** Whether a second person of the office has the last word; not where no call is judged by it. */
  isGranting: boolean
}

/** Each kind with its own procedure (docs/rules/changes.md, CH-02). */
export const PROCEDURES = {
  elements: {
    name: 'Elemen data',
    study: 'when-widening',
    whatIf: true,
    central: 'beyond-approval',
    paper: 'addendum',
    isSigned: true,
    isGranting: true,
  },
  method: {
    name: 'Metode akses',
    study: 'when-widening',
    whatIf: true,
    central: 'beyond-approval',
    paper: 'addendum',
    isSigned: true,
    isGranting: true,
  },
  quota: {
    name: 'Kuota',
    study: 'when-widening',
    whatIf: true,
    central: 'when-widening',
    paper: 'addendum',
    isSigned: true,
    isGranting: true,
  },
  bandwidth: {
    name: 'Lebar pita',
    study: 'always',
    whatIf: false,
    central: 'never',
    paper: 'technical-guideline',
    isSigned: false,
    isGranting: false,
  },
  address: {
    name: 'Alamat IP LAN',
    study: 'never',
    whatIf: true,
    central: 'never',
    paper: 'technical-guideline',
    isSigned: false,
    isGranting: true,
  },
  holder: {
    name: 'Pemegang User ID',
    study: 'never',
    whatIf: false,
    central: 'never',
    paper: 'user-id-handover',
    isSigned: true,
    isGranting: true,
  },
} as const satisfies Record<ChangeKind, Procedure>

/** Where a change stands, in the words of people. */
export const CHANGE_STATES = {
  draft: 'disusun instansi',
  submitted: 'diperiksa Disdukcapil',
  returned: 'dikembalikan untuk dilengkapi',
  'at-central': 'menunggu persetujuan pusat',
  approved: 'disetujui, menunggu surat',
  issued: 'menunggu tanda tangan',
  signed: 'siap diberlakukan',
  proposed: 'menunggu petugas kedua',
  'in-effect': 'berlaku',
  rejected: 'ditolak',
  withdrawn: 'ditarik instansi',
} as const

export type ChangeState = keyof typeof CHANGE_STATES

export function isChangeState(text: string): text is ChangeState {
  return Object.hasOwn(CHANGE_STATES, text)
}

/** Nothing follows any more. */
export const CLOSED_STATES: readonly ChangeState[] = ['in-effect', 'rejected', 'withdrawn']

/** Who does an act: whoever prepares, the agency's head, the office's officer, or the central authority. */
export type Doer = 'changes.prepare' | 'changes.submit' | 'changes.check' | 'changes.decide'

export type ActRow = {
  from: readonly ChangeState[]
  /** Where it leads; the first that its conditions choose. */
  to: readonly ChangeState[]
  by: Doer
  event: string
}

/**
 * The acts on a change (CH-03). Time and the second person move it too: a proposal that was approved is in effect,
 * one that was not goes back to what it was.
 */
export const CHANGE_ACTS = {
  edit: {
    from: ['draft', 'returned'],
    to: ['draft', 'returned'],
    by: 'changes.prepare',
    event: 'change.written',
  },
  attach: {
    from: ['draft', 'returned', 'submitted', 'at-central'],
    to: ['draft', 'returned', 'submitted', 'at-central'],
    by: 'changes.prepare',
    event: 'change.attached',
  },
  submit: { from: ['draft', 'returned'], to: ['submitted'], by: 'changes.submit', event: 'change.submitted' },
  withdraw: {
    from: ['draft', 'submitted', 'returned', 'at-central', 'approved', 'issued'],
    to: ['withdrawn'],
    by: 'changes.submit',
    event: 'change.withdrawn',
  },
  return: { from: ['submitted'], to: ['returned'], by: 'changes.check', event: 'change.returned' },
  accept: {
    from: ['submitted'],
    to: ['approved', 'at-central'],
    by: 'changes.check',
    event: 'change.accepted',
  },
  reject: {
    from: ['submitted', 'approved'],
    to: ['rejected'],
    by: 'changes.check',
    event: 'change.rejected',
  },
  'approve-centrally': {
    from: ['at-central'],
    to: ['approved'],
    by: 'changes.decide',
    event: 'change.approved',
  },
  'reject-centrally': {
    from: ['at-central'],
    to: ['rejected'],
    by: 'changes.decide',
    event: 'change.rejected',
  },
  issue: { from: ['approved'], to: ['issued', 'signed'], by: 'changes.check', event: 'change.paper_issued' },
  'sign-agency': { from: ['issued'], to: ['issued', 'signed'], by: 'changes.submit', event: 'change.signed' },
  'sign-office': { from: ['issued'], to: ['issued', 'signed'], by: 'changes.check', event: 'change.signed' },
  // The terms have moved since it was written: it is written anew against those of now.
  reissue: {
    from: ['issued', 'signed'],
    to: ['approved'],
    by: 'changes.check',
    event: 'change.taken_back',
  },
  effect: {
    from: ['signed'],
    to: ['proposed', 'in-effect'],
    by: 'changes.check',
    event: 'change.put_into_effect',
  },
} as const satisfies Record<string, ActRow>

export type ChangeAct = keyof typeof CHANGE_ACTS

export const CHANGE_ACT_NAMES = Object.keys(CHANGE_ACTS).filter(isChangeAct)

export function isChangeAct(text: string): text is ChangeAct {
  return Object.hasOwn(CHANGE_ACTS, text)
}

/** What keeps somebody from an act: not theirs, or not now. */
export type ActFault = 'role' | 'state'

/**
 * Whether an act may be done (CH-03); the first thing that forbids it.
 *
 * @param may whether the person's role has a permission
 */
export function actFault(
  act: ChangeAct,
  state: ChangeState,
  may: (permission: Doer) => boolean,
): ActFault | undefined {
  const row: ActRow = CHANGE_ACTS[act]
  if (!may(row.by)) return 'role'
  return row.from.includes(state) ? undefined : 'state'
}

export const ATTACHMENT_KINDS = ['letter', 'study', 'central-approval', 'other'] as const

export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number]

export function isAttachmentKind(text: string): text is AttachmentKind {
  return ATTACHMENT_KINDS.some((kind) => kind === text)
}

/** What a change lacks for being submitted; a package is complete or names what is missing (CH-05). */
export type Missing = 'letter-number' | 'letter-file' | 'study' | 'what-if'

export function missingOf(change: {
  kind: ChangeKind
  isWidening: boolean
  letterNumber: string | null
  letterOn: string | null
  attached: readonly AttachmentKind[]
  hasWhatIf: boolean
}): Missing[] {
  const { study, whatIf }: Procedure = PROCEDURES[change.kind]
  const asked = (when: When) => when === 'always' || (when === 'when-widening' && change.isWidening)
  const missing: Missing[] = []
  if (change.letterNumber === null || change.letterOn === null) missing.push('letter-number')
  if (!change.attached.includes('letter')) missing.push('letter-file')
  if (asked(study) && !change.attached.includes('study')) missing.push('study')
  if (whatIf && !change.hasWhatIf) missing.push('what-if')
  return missing
}
