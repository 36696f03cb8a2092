/** What other features may use of the registry. */
export {
  daysInMonth,
  fromEpochDay,
  type IsoDay,
  isCalendarDay,
  parseDay,
  toEpochDay,
  toIsoDay,
} from './calendar-day.ts'
export {
  changeResidents,
  type LiveValues,
  listResidentChanges,
  lockResidentRows,
  type PastChange,
  type ResidentChange,
  valuesOf,
} from './change-residents.ts'
export {
  columnsOf,
  DECIDED_FIELD_NAMES,
  type DecidedField,
  isDecidedField,
} from './decided-columns.ts'
export * from './elements.ts'
export { findResidents, RegistryUnavailable, type ResidentView } from './find-residents.ts'
export { DEFAULT_REFERENCE_DATE, generateResidents, type PopulationOptions } from './generate-residents.ts'
export {
  type ImportOptions,
  type ImportProgress,
  type ImportResult,
  importResidents,
} from './import-residents.ts'
export { loadResidents } from './load-residents.ts'
export { isMoment } from './moment.ts'
export {
  isWellFormedKk,
  isWellFormedNik,
  type MalformedNik,
  Nik,
  type NikFault,
  type ParsedNik,
  parseNik,
  type Sex,
} from './nik.ts'
export { holdsNik, reasonFault } from './nik-in-text.ts'
export { type CodedElement, codeOfName, nameOfCode, REFERENCE_TABLES } from './reference-tables.ts'
export { nameOfArea } from './region-source.ts'
export { loadRegionNames, type RegionNames, seedRegions, type VillageNames } from './regions.ts'
export { lockResidents, shareResidents } from './resident-hold.store.ts'
export type { ResidentColumn, ResidentRow } from './resident-row.ts'
export { writeResidentsCsv } from './residents-csv.ts'
export { RESIDENT_STATUS, type ResidentStatus, type Space, statusOfCode, TABLE_OF_SPACE } from './status.ts'
export { type SerialRange, SYNTHETIC_SERIALS } from './synthetic/number-issuer.ts'
