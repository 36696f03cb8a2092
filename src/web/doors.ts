import {
  type Icon,
  IconActivity,
  IconBuilding,
  IconCertificate,
  IconChecks,
  IconDeviceDesktop,
  IconFingerprint,
  IconHistory,
  IconId,
  IconKey,
  IconLayoutDashboard,
  IconListSearch,
  IconSettings,
  IconUsers,
} from '@tabler/icons-react'
import type { Permission } from '../offices/permissions.ts'
import type { id } from './messages/id.ts'
import { PATHS } from './paths.ts'

/** A room of the portal: what stands in the menu, and which permission opens it. */
export type Door = {
  path: (typeof PATHS)[keyof typeof PATHS]
  needs: Permission
  label: keyof typeof id.nav
  icon: Icon
}

/** In the order of the menu. The first one that opens is where a person lands. */
export const DOORS = [
  { path: PATHS.checkNik, needs: 'verification.ask', label: 'checkNik', icon: IconId },
  { path: PATHS.history, needs: 'verification.history.own', label: 'history', icon: IconHistory },
  { path: PATHS.overview, needs: 'agency.read', label: 'overview', icon: IconLayoutDashboard },
  { path: PATHS.operators, needs: 'agency.operators.read', label: 'operators', icon: IconUsers },
  { path: PATHS.ownCredentials, needs: 'agency.credentials.read', label: 'ownCredentials', icon: IconKey },
  { path: PATHS.board, needs: 'board.read', label: 'board', icon: IconActivity },
  { path: PATHS.agencies, needs: 'office.agencies.read', label: 'agencies', icon: IconBuilding },
  { path: PATHS.agreements, needs: 'office.agreements.read', label: 'agreements', icon: IconCertificate },
  { path: PATHS.credentials, needs: 'office.credentials.read', label: 'credentials', icon: IconKey },
  { path: PATHS.staff, needs: 'staff.read', label: 'staff', icon: IconUsers },
  { path: PATHS.approvals, needs: 'approvals.read', label: 'approvals', icon: IconChecks },
  { path: PATHS.audit, needs: 'audit.read', label: 'audit', icon: IconListSearch },
  { path: PATHS.nikSearch, needs: 'audit.search-nik', label: 'nikSearch', icon: IconFingerprint },
  { path: PATHS.settings, needs: 'office.settings.read', label: 'settings', icon: IconSettings },
  { path: PATHS.sessions, needs: 'session.own', label: 'sessions', icon: IconDeviceDesktop },
] as const satisfies readonly Door[]

/** Roles that land elsewhere than behind their first door. */
const LANDINGS: Readonly<Record<string, (typeof DOORS)[number]['path']>> = {
  'agreement-officer': PATHS.agreements,
  evaluator: PATHS.audit,
  'central-approver': PATHS.agreements,
  auditor: PATHS.audit,
}

/** The doors that stand in a person's menu: at most eight (portal.md); one's own sessions hang at the name. */
export const doorsFor = (permissions: readonly string[]) =>
  DOORS.filter(({ needs, path }) => permissions.includes(needs) && path !== PATHS.sessions)

export const landingFor = (role: string, permissions: readonly string[]) =>
  LANDINGS[role] ?? doorsFor(permissions)[0]?.path ?? PATHS.sessions
