export { type AuditHead, append, lockHead, writeEntries } from './append.ts'
export { checkLog, type LogReport } from './check-log.ts'
export { type AuditEntry, auditEntry, elementsOfMask, maskOf } from './domain.ts'
export { findAccesses } from './find-accesses.ts'
export {
  countOverflow,
  createRefusalLimit,
  type Overflow,
  type RefusalLimit,
  settleOverflow,
} from './overflow.ts'
