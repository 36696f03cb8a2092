export { type AuditHead, append, lockHead, writeEntries } from './append.ts'
export { findHistoryStart, turnBack } from './as-of.ts'
export { registerAuditRoutes } from './audit.routes.ts'
export { type CallEntry, countTriedFeedback, listCallsOf } from './calls.store.ts'
export { checkExtract, type ExtractFault, type ExtractReport } from './check-extract.ts'
export { checkLog, type LogFault, type LogReport } from './check-log.ts'
export { compareExtract } from './compare-extract.ts'
export { type AuditEntry, auditEntry, elementsOfMask, type Mandate, maskOf } from './domain.ts'
export type { EntryDetail, EntryView } from './entry.store.ts'
export { type Access, findAccesses } from './find-accesses.ts'
export { findLastLogCheck } from './log-check.ts'
export { indexClosedMonths, prepareAuditMonths } from './months.ts'
export {
  countOverflow,
  createRefusalLimit,
  type Overflow,
  type RefusalLimit,
  settleOverflow,
} from './overflow.ts'
export { searchAccesses } from './search-accesses.ts'
