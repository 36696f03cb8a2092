export { registerAgreementRoutes } from './agreement.routes.ts'
export {
  findEndOfDay,
  insertCentralApproval as ensureCentralApproval,
  listTermVersions,
  type TermVersion,
} from './agreement.store.ts'
export { listRegisteredAddresses, registerAddresses } from './agreement-address.store.ts'
export { type CodedFile, findDocument } from './agreement-document.store.ts'
export { type AgreementDraft, readDraft, signingFaults } from './agreement-draft.ts'
export { type AgreementFault, AgreementFile, isAgreementCode, readAgreementFile } from './agreement-file.ts'
export {
  type AgreementInForce,
  findAgreement,
  findVisibleAgreement,
  listAgreements,
  listAgreementsOf,
} from './agreement-in-force.store.ts'
export {
  type Amendment,
  amendAgreementIn,
  changeNetworkIn,
  findAgreementWithFile,
  findFileInForce,
} from './amend-agreement.ts'
export {
  type AgreementChange,
  changeAgreementState,
  changeAgreementStateIn,
  noteGuidelineIn,
  passProofOfConcept,
  passProofOfConceptIn,
} from './change-agreement.ts'
export { changePurposesIn } from './change-purposes.ts'
export {
  AGREEMENT_ACTS,
  AGREEMENT_STATES,
  type AgreementAct,
  type AgreementState,
  type AgreementTerm,
  termOf,
} from './domain.ts'
export { type ImportResult, importAgreement, importAgreementIn } from './import-agreement.ts'
export { registerTermsRoutes } from './terms.routes.ts'
