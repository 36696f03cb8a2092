import { PERMISSIONS, type Permission } from './permission-names.ts'

export { PERMISSIONS, type Permission }

type RoleRow = {
  /** Whose people have this role. */
  of: 'office' | 'agency'
  /** Whether they sign in with a second factor at all events; who need not may still set one up. */
  secondFactor: 'required' | 'optional'
  /** After so long without a request a session is over. */
  idleMinutes: number
  may: readonly Permission[]
}

const OFFICE_READS = [
  'session.own',
  'agreement.read',
  'office.agencies.read',
  'office.agreements.read',
  'office.credentials.read',
  'board.read',
  'meetings.read',
  'breaches.read',
] as const satisfies readonly Permission[]

const AGENCY_READS = [
  'session.own',
  'agreement.read',
  'agency.read',
  'agency.operators.read',
  'agency.usage.read',
  'meetings.read',
  'breaches.read',
] as const satisfies readonly Permission[]

/** Who may do what (docs/rules/staff.md, SP-01). What a row does not name is refused. */
export const ROLES = {
  'office-administrator': {
    of: 'office',
    secondFactor: 'required',
    idleMinutes: 30,
    may: [
      ...OFFICE_READS,
      'office.agencies.suspend',
      'office.credentials.manage',
      'drills.run',
      'staff.read',
      'staff.manage',
      'approvals.read',
      'approvals.access.decide',
      'approvals.staff.decide',
      'audit.read',
      'office.contacts.manage',
      'office.settings.read',
      'office.settings.manage',
      'office.installation.read',
      'proofs.schedule',
      'proofs.examine',
      'proofs.decide',
      'packs.download',
      'feedback.read',
      'templates.manage',
      'breaches.report',
    ],
  },
  'agreement-officer': {
    of: 'office',
    secondFactor: 'required',
    idleMinutes: 30,
    may: [
      ...OFFICE_READS,
      'office.agreements.change',
      'statements.prepare',
      'statements.decide',
      'renewals.ask',
      'drills.run',
      'obligations.evidence.add',
      'office.obligations.manage',
      'approvals.read',
      'approvals.access.decide',
      'office.contacts.manage',
      'office.settings.read',
      'changes.prepare',
      'changes.submit',
      'changes.check',
      'requests.prepare',
      'requests.work',
      'proofs.schedule',
      'proofs.examine',
      'proofs.decide',
      'packs.download',
      'papers.upload',
      'feedback.read',
      'feedback.define',
      'feedback.media.load',
      'feedback.media.manage',
      'templates.manage',
      'meetings.manage',
      'breaches.report',
      'breaches.decide',
    ],
  },
  evaluator: {
    of: 'office',
    secondFactor: 'required',
    idleMinutes: 30,
    may: [
      ...OFFICE_READS,
      'audit.read',
      'audit.search-nik',
      'audit.extract',
      'proofs.examine',
      'feedback.read',
      'feedback.rules.decide',
      'feedback.media.load',
      'breaches.report',
      'breaches.decide',
    ],
  },
  // Answers residents who ask who looked at their data.
  'registry-officer': {
    of: 'office',
    secondFactor: 'required',
    idleMinutes: 30,
    may: ['session.own', 'audit.search-nik', 'feedback.proposals.decide'],
  },
  // The central authority can close any access.
  'central-approver': {
    of: 'office',
    secondFactor: 'required',
    idleMinutes: 30,
    may: [
      ...OFFICE_READS,
      'office.agencies.suspend',
      'office.agreements.change',
      'approvals.read',
      'approvals.access.decide',
      'approvals.staff.decide',
      'audit.read',
      'changes.decide',
      'requests.decide',
      'proofs.decide',
      'papers.upload',
      'feedback.read',
    ],
  },
  // Reads everything, changes nothing.
  auditor: {
    of: 'office',
    secondFactor: 'required',
    idleMinutes: 30,
    may: [
      ...OFFICE_READS,
      'staff.read',
      'approvals.read',
      'audit.read',
      'audit.search-nik',
      'audit.extract',
      'office.settings.read',
      'office.installation.read',
      'feedback.read',
    ],
  },
  'agency-head': {
    of: 'agency',
    secondFactor: 'required',
    idleMinutes: 30,
    may: [
      ...AGENCY_READS,
      'statements.prepare',
      'renewals.ask',
      'changes.prepare',
      'changes.submit',
      'requests.prepare',
      'requests.submit',
      'obligations.evidence.add',
      'proofs.request',
      'papers.upload',
      'feedback.read',
      'feedback.export',
      'feedback.appeal',
      'breaches.report',
    ],
  },
  'agency-pic': {
    of: 'agency',
    secondFactor: 'required',
    idleMinutes: 30,
    may: [
      ...AGENCY_READS,
      'statements.prepare',
      'renewals.ask',
      'agency.credentials.read',
      'agency.contacts.manage',
      'changes.prepare',
      'requests.prepare',
      'obligations.evidence.add',
      'proofs.request',
      'packs.download',
      'papers.upload',
      'feedback.form',
      'feedback.send',
      'feedback.read',
      'feedback.export',
      'feedback.appeal',
      'breaches.report',
    ],
  },
  'agency-administrator': {
    of: 'agency',
    secondFactor: 'required',
    idleMinutes: 30,
    may: [
      ...AGENCY_READS,
      'statements.prepare',
      'agency.credentials.read',
      'agency.operators.manage',
      'agency.contacts.manage',
      'proofs.request',
      'packs.download',
      'papers.upload',
      'feedback.form',
      'feedback.send',
      'feedback.read',
      'feedback.export',
      'feedback.appeal',
      'breaches.report',
    ],
  },
  // Sits at a counter that the public can reach: the session ends sooner.
  operator: {
    of: 'agency',
    secondFactor: 'optional',
    idleMinutes: 15,
    may: ['session.own', 'verification.ask', 'verification.history.own', 'feedback.form'],
  },
} as const satisfies Record<string, RoleRow>

export type Role = keyof typeof ROLES

export const ROLE_NAMES = Object.keys(ROLES).filter(isRole)

export function isRole(text: string): text is Role {
  return Object.hasOwn(ROLES, text)
}

/** What a role may do, in the order of the catalogue. */
export function permissionsOf(role: Role): readonly Permission[] {
  return PERMISSIONS.filter((permission) => mayDo(role, permission))
}

export function mayDo(role: Role, permission: Permission): boolean {
  const row: RoleRow = ROLES[role]
  return row.may.includes(permission)
}

/** Whether an account of this role is opened, given back and let in anew by two people (AP-01). */
export function carriesAuthority(role: Role): boolean {
  return ROLES[role].of === 'office' || mayDo(role, 'agency.operators.manage')
}

/** Whose accounts a role may open, suspend and reset. Nobody opens a role that this table does not name. */
export const KEEPS: Partial<Record<Role, readonly Role[]>> = {
  'office-administrator': [
    'office-administrator',
    'agreement-officer',
    'evaluator',
    'registry-officer',
    'central-approver',
    'auditor',
    'agency-head',
    'agency-pic',
    'agency-administrator',
    'operator',
  ],
  'agency-administrator': ['operator'],
}
