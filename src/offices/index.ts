export { type Holiday, type KeptYear, listYears, loadCalendar } from './calendar/holiday.store.ts'
export {
  addDays,
  addMonths,
  addWorkingDays,
  type CountedDay,
  isWorkingDay,
  type OfficeCalendar,
  orNextWorkingDay,
} from './calendar/working-days.ts'
export {
  changeStaffStateIn,
  isKeptBy,
  type Keeper,
  resetAccount,
  resetPasswordIn,
  resetSecondFactorIn,
} from './change-staff.ts'
export { ACCESS_REFUSALS, type AccessRefusal, checkAccess } from './check-access.ts'
export { nextStep, type SessionRecord } from './domain.ts'
export { enterDemoStaff } from './enter-demo-staff.ts'
export { type EnterResult, enterStaff, enterStaffIn } from './enter-staff.ts'
export { registerHolidayRoutes } from './holiday.routes.ts'
export { OFFICE_SETTINGS } from './office-settings.ts'
export { registerOidcRoutes } from './oidc.routes.ts'
export { createOidcProvider, type OidcProvider } from './oidc-provider.ts'
export { purgeOidc } from './oidc-sign-in.ts'
export { actorOf, idIn, originOf, SESSION_COOKIE } from './origin.ts'
export { registerPasskeyRoutes } from './passkey.routes.ts'
export {
  carriesAuthority,
  isRole,
  KEEPS,
  mayDo,
  PERMISSIONS,
  type Permission,
  permissionsOf,
  ROLE_NAMES,
  ROLES,
  type Role,
} from './permissions.ts'
export { hashToken, type PortalKeys, portalKeys, requireSealKey } from './portal-keys.ts'
export { readPerson } from './read-person.ts'
export { type Actor, staffName } from './record-staff.ts'
export { type DemoAccount, registerSessionRoutes } from './session.routes.ts'
export { findSession, isOfSuspended, purgeSessions } from './session.store.ts'
export { registerSettingsRoutes } from './settings.routes.ts'
export { createPasswordDesk, type PasswordDesk } from './sign-in.ts'
export { purgeAttempts } from './sign-in-failure.store.ts'
export type { Access, SignedIn } from './signed-in.ts'
export { registerStaffRoutes } from './staff.routes.ts'
export { findOfficeId, findStaffForUpdate, findStaffId, type NewStaff, type StaffRow } from './staff.store.ts'
export type { Task, TaskSource } from './task.ts'
