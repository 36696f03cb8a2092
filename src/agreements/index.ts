export { registerAgreementRoutes } from './agreement.routes.ts'
export { findEndOfDay, listTermVersions, type TermVersion } from './agreement.store.ts'
export { type AgreementFault, AgreementFile, isAgreementCode, readAgreementFile } from './agreement-file.ts'
export {
  type AgreementInForce,
  findAgreement,
  findVisibleAgreement,
  listAgreements,
} from './agreement-in-force.store.ts'
export {
  type AgreementChange,
  changeAgreementState,
  changeAgreementStateIn,
  passProofOfConcept,
} from './change-agreement.ts'
export { changePurposesIn } from './change-purposes.ts'
export { AGREEMENT_ACTS, AGREEMENT_STATES, type AgreementAct, type AgreementState } from './domain.ts'
export { type ImportResult, importAgreement } from './import-agreement.ts'
