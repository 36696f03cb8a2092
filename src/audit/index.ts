export { type AuditHead, append, lockHead, writeEntries } from './append.ts'
export { checkLog, type LogFault, type LogReport } from './check-log.ts'
export { type AuditEntry, auditEntry, elementsOfMask, maskOf } from './domain.ts'
export { type Access, findAccesses } from './find-accesses.ts'
export { indexClosedMonths, prepareAuditMonths } from './months.ts'
export {
  countOverflow,
  createRefusalLimit,
  type Overflow,
  type RefusalLimit,
  settleOverflow,
} from './overflow.ts'
export { searchAccesses } from './search-accesses.ts'
