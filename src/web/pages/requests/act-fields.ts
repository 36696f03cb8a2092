import type { ActName, PaperName } from './request-words.ts'

/** What an act asks for; its name is the place in the body that is sent. */
export type ActField = {
  name: FieldName
  as: 'text' | 'area' | 'day' | 'number' | 'files' | 'lines' | 'choice' | 'flag' | 'documents'
  isMust?: boolean
  choices?: readonly string[]
}

export type FieldName =
  | 'number'
  | 'subject'
  | 'on'
  | 'comment'
  | 'files'
  | 'signatory.name'
  | 'signatory.nip'
  | 'signatory.rank'
  | 'signatory.title'
  | 'isAnnex'
  | 'bandwidthMbps'
  | 'connectionPoints'
  | 'provider'
  | 'addresses'
  | 'result'
  | 'note'
  | 'userId'
  | 'receiver.name'
  | 'receiver.title'
  | 'receiver.nip'
  | 'kind'
  | 'holder.nik'
  | 'holder.fullName'
  | 'holder.employeeNumber'
  | 'holder.employmentStatus'
  | 'holder.position'
  | 'holder.officeRegionCode'
  | 'holder.officeName'
  | 'holder.officeAddress'
  | 'holder.localUserId'
  | 'documents'

const text = (name: FieldName, isMust = false): ActField => ({ name, as: 'text', isMust })
const NUMBER = text('number')
const ON: ActField = { name: 'on', as: 'day' }
const COMMENT: ActField = { name: 'comment', as: 'area' }
const MUST_COMMENT: ActField = { name: 'comment', as: 'area', isMust: true }
const FILES: ActField = { name: 'files', as: 'files' }
const SCAN: ActField = { name: 'files', as: 'files', isMust: true }
const SIGNATORY = [
  text('signatory.name', true),
  text('signatory.title', true),
  text('signatory.nip'),
  text('signatory.rank'),
]
const LINE = [
  { name: 'bandwidthMbps', as: 'number' },
  { name: 'connectionPoints', as: 'number' },
  text('provider'),
] as const satisfies readonly ActField[]
const HANDOVER = [
  text('userId'),
  text('receiver.name', true),
  text('receiver.title', true),
  text('receiver.nip'),
  NUMBER,
  ON,
  COMMENT,
  FILES,
]

/** The form of each act that has one dialog; those that fill a page are not here. */
export const ACT_FIELDS: Partial<Readonly<Record<ActName, readonly ActField[]>>> = {
  submit: [text('number', true), text('subject'), ON, COMMENT],
  return: [MUST_COMMENT, { name: 'documents', as: 'documents' }, NUMBER, ON],
  forward: [NUMBER, ON, COMMENT, FILES],
  reject: [MUST_COMMENT, NUMBER, ON, FILES],
  endorse: [COMMENT],
  'sign-for-registry': [NUMBER, ON, ...SIGNATORY, SCAN, COMMENT],
  'sign-for-agency': [text('number', true), ON, ...SIGNATORY, SCAN, COMMENT],
  'issue-guideline': [NUMBER, { name: 'isAnnex', as: 'flag' }, ON, COMMENT],
  'request-network': [...LINE, text('number', true), ON, COMMENT],
  'allocate-network': [{ name: 'addresses', as: 'lines', isMust: true }, ...LINE, ON, COMMENT, FILES],
  'record-closed-network': [text('provider', true), ...SIGNATORY, NUMBER, ON, SCAN, COMMENT],
  'record-connection-test': [
    { name: 'result', as: 'choice', choices: ['passed', 'failed'], isMust: true },
    text('note'),
    ON,
    FILES,
  ],
  'confirm-network': [COMMENT],
  'confirm-statements': [COMMENT],
  'request-user-id': [
    { name: 'kind', as: 'choice', choices: ['development', 'production'], isMust: true },
    text('holder.nik', true),
    text('holder.fullName', true),
    text('holder.employeeNumber', true),
    { name: 'holder.employmentStatus', as: 'choice', isMust: true },
    text('holder.position', true),
    text('holder.officeRegionCode', true),
    text('holder.officeName', true),
    text('holder.officeAddress', true),
    text('holder.localUserId', true),
    COMMENT,
  ],
  'hand-over-development': HANDOVER,
  'start-proof': [COMMENT],
  'hand-over-production': HANDOVER,
  'put-in-force': [COMMENT],
  withdraw: [MUST_COMMENT],
}

/** Acts whose number is the agency's: the office's series does not give it. */
export const NUMBERED_BY_AGENCY: readonly ActName[] = [
  'submit',
  'sign-for-agency',
  'request-network',
  'reject',
]

/** The paper that an act makes, which can be read before. */
export const PAPER_OF: Partial<Readonly<Record<ActName, PaperName>>> = {
  submit: 'access-request',
  forward: 'forwarding-letter',
  endorse: 'agreement',
  'sign-for-registry': 'agreement',
  'sign-for-agency': 'agreement',
  'issue-guideline': 'technical-guideline',
  'request-network': 'ip-lan-request',
}

/** Who is asked for by name, office and number of employment. */
export const OFFICIAL_PARTS = ['name', 'title', 'nip', 'rank'] as const

/** What the texts of a form say to the server: nothing of what is empty. */
export function bodyOf(
  fields: readonly ActField[],
  values: Readonly<Record<string, string>>,
  files: readonly number[],
): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  for (const { name, as } of fields) {
    const value = as === 'files' ? (files.length > 0 ? files : undefined) : sentAs(as, values[name] ?? '')
    if (value === undefined || as === 'documents') continue
    const [first = '', second] = name.split('.')
    if (second === undefined) body[first] = value
    else body[first] = { ...Object(body[first]), [second]: value }
  }
  return body
}

function sentAs(as: ActField['as'], typed: string): unknown {
  const text = typed.trim()
  if (text === '') return undefined
  switch (as) {
    case 'flag':
      return text === 'true'
    case 'number': {
      const plain = text.replace(',', '.')
      return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : text
    }
    case 'lines':
      return text.split(/[\s,;]+/).filter((line) => line !== '')
    default:
      return text
  }
}
