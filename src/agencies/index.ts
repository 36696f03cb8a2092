export { type AgencyRow, ensureAgency, listAgencies } from './agency.store.ts'
export { type AgencyChange, changeAgencyState } from './change-agency.ts'
export { AGENCY_ACTS, AGENCY_STATES, type AgencyAct, type AgencyState } from './domain.ts'
