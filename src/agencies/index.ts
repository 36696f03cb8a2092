export { ensureAgency } from './agency.store.ts'
export { AGENCY_ACTS, type AgencyAct, changeAgencyState } from './change-agency.ts'
