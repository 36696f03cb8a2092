import {
  type Icon,
  IconActivity,
  IconBuilding,
  IconCalendar,
  IconCertificate,
  IconChecklist,
  IconChecks,
  IconDatabaseExport,
  IconDeviceUsb,
  IconFiles,
  IconFileText,
  IconFingerprint,
  IconForms,
  IconGitPullRequest,
  IconHash,
  IconHistory,
  IconId,
  IconKey,
  IconLayoutDashboard,
  IconListSearch,
  IconScale,
  IconSettings,
  IconShieldExclamation,
  IconSignature,
  IconTemplate,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react'
import { isRole, type Permission, type Role } from '../offices/permissions.ts'
import type { id } from './messages/id.ts'
import { PATHS } from './paths.ts'

/** A room of the portal: what stands in the menu, and which permission opens it. */
export type Door = {
  path: (typeof PATHS)[keyof typeof PATHS]
  needs: Permission
  label: keyof typeof id.nav
  icon: Icon
}

/** Every room; which of them stand in whose menu is told below. */
export const DOORS = [
  { path: PATHS.tasks, needs: 'session.own', label: 'tasks', icon: IconChecklist },
  { path: PATHS.checkNik, needs: 'verification.ask', label: 'checkNik', icon: IconId },
  { path: PATHS.history, needs: 'verification.history.own', label: 'history', icon: IconHistory },
  { path: PATHS.overview, needs: 'agency.read', label: 'overview', icon: IconLayoutDashboard },
  { path: PATHS.operators, needs: 'agency.operators.read', label: 'operators', icon: IconUsers },
  { path: PATHS.ownCredentials, needs: 'agency.credentials.read', label: 'ownCredentials', icon: IconKey },
  { path: PATHS.board, needs: 'board.read', label: 'board', icon: IconActivity },
  { path: PATHS.agencies, needs: 'office.agencies.read', label: 'agencies', icon: IconBuilding },
  { path: PATHS.requests, needs: 'agreement.read', label: 'requests', icon: IconFileText },
  { path: PATHS.agreements, needs: 'office.agreements.read', label: 'agreements', icon: IconCertificate },
  { path: PATHS.papers, needs: 'agreement.read', label: 'papers', icon: IconFiles },
  { path: PATHS.letterTemplates, needs: 'templates.manage', label: 'letterTemplates', icon: IconTemplate },
  { path: PATHS.letterSettings, needs: 'templates.manage', label: 'letterSettings', icon: IconHash },
  { path: PATHS.statements, needs: 'statements.prepare', label: 'statements', icon: IconSignature },
  { path: PATHS.calendar, needs: 'agreement.read', label: 'calendar', icon: IconCalendar },
  { path: PATHS.meetings, needs: 'meetings.read', label: 'meetings', icon: IconUsersGroup },
  { path: PATHS.breaches, needs: 'breaches.read', label: 'breaches', icon: IconShieldExclamation },
  { path: PATHS.feedback, needs: 'agency.read', label: 'feedback', icon: IconDatabaseExport },
  { path: PATHS.compliance, needs: 'feedback.read', label: 'compliance', icon: IconScale },
  {
    path: PATHS.officeFeedbackMedia,
    needs: 'feedback.media.load',
    label: 'feedbackMedia',
    icon: IconDeviceUsb,
  },
  { path: PATHS.feedbackForm, needs: 'feedback.form', label: 'feedbackForm', icon: IconForms },
  { path: PATHS.credentials, needs: 'office.credentials.read', label: 'credentials', icon: IconKey },
  { path: PATHS.staff, needs: 'staff.read', label: 'staff', icon: IconUsers },
  { path: PATHS.approvals, needs: 'approvals.read', label: 'approvals', icon: IconChecks },
  { path: PATHS.audit, needs: 'audit.read', label: 'audit', icon: IconListSearch },
  { path: PATHS.proposals, needs: 'feedback.proposals.decide', label: 'proposals', icon: IconGitPullRequest },
  { path: PATHS.nikSearch, needs: 'audit.search-nik', label: 'nikSearch', icon: IconFingerprint },
  { path: PATHS.settings, needs: 'office.settings.read', label: 'settings', icon: IconSettings },
] as const satisfies readonly Door[]

type Label = (typeof DOORS)[number]['label']

/** What stands in the menu of a role, in this order: at most eight. The first is where the role lands. */
export const MENUS = {
  'office-administrator': [
    'board',
    'agencies',
    'agreements',
    'credentials',
    'staff',
    'approvals',
    'audit',
    'settings',
  ],
  'agreement-officer': [
    'tasks',
    'requests',
    'agreements',
    'agencies',
    'papers',
    'calendar',
    'approvals',
    'credentials',
  ],
  evaluator: ['compliance', 'audit', 'nikSearch', 'board', 'agencies', 'agreements', 'calendar', 'breaches'],
  'registry-officer': ['proposals', 'nikSearch', 'tasks'],
  'central-approver': [
    'tasks',
    'requests',
    'agreements',
    'approvals',
    'agencies',
    'calendar',
    'board',
    'audit',
  ],
  auditor: ['audit', 'nikSearch', 'board', 'agencies', 'agreements', 'papers', 'credentials', 'staff'],
  'agency-head': [
    'tasks',
    'overview',
    'requests',
    'statements',
    'papers',
    'calendar',
    'operators',
    'feedback',
  ],
  'agency-pic': [
    'tasks',
    'overview',
    'requests',
    'statements',
    'papers',
    'calendar',
    'feedback',
    'ownCredentials',
  ],
  'agency-administrator': [
    'overview',
    'operators',
    'feedback',
    'statements',
    'ownCredentials',
    'tasks',
    'papers',
    'calendar',
  ],
  operator: ['checkNik', 'history', 'feedbackForm'],
} as const satisfies Record<Role, readonly Label[]>

const labelsOf = (role: string): readonly Label[] => (isRole(role) ? MENUS[role] : [])

type Person = { role: string; permissions: readonly string[] }

/** The doors of a person's menu. */
export const menuFor = ({ role, permissions }: Person) =>
  labelsOf(role).flatMap((label) =>
    DOORS.filter((door) => door.label === label && permissions.includes(door.needs)),
  )

/** Rooms that are open to a person and do not stand in the menu. */
export const otherRoomsFor = ({ role, permissions }: Person) =>
  DOORS.filter(({ label, needs }) => permissions.includes(needs) && !labelsOf(role).includes(label))

export const landingFor = (person: Person) => menuFor(person)[0]?.path ?? PATHS.sessions
