export { type Authenticator, createAuthenticator, type LoginResult } from './authenticate.ts'
export { changeState, changeStateIn, rotateSecret } from './change-credential.ts'
export { changeAddressesIn, changeHolderIn, changeQuotaIn } from './change-terms.ts'
export { registerCredentialRoutes } from './credential.routes.ts'
export { type CredentialRow, findCredential, listCredentials, listCredentialsOf } from './credential.store.ts'
export { toFieldFault } from './credential-view.ts'
export {
  CREDENTIAL_STATES,
  type CredentialFault,
  type CredentialKind,
  type CredentialState,
  type IdStyle,
  type Profile,
  STATE_ACTS,
  type StateAct,
} from './domain.ts'
export {
  type CredentialRequest,
  enterCredential,
  issueCredential,
  issueCredentialIn,
} from './issue-credential.ts'
export { liftLowered, lowerNextDay } from './lowered-quota.store.ts'
export { hashPassword, newSecret, type PreparedSecret, prepareSecret, verifyPassword } from './password.ts'
export { followHolder, issuePortalCredential, type PortalCredentialResult } from './portal-credential.ts'
export { readCredentialRequest } from './read-credential-request.ts'
export {
  enterUserIdForm,
  handOverUserId,
  openUserIdForm,
  readUserIdForms,
  type UserIdForm,
} from './user-id-form.ts'
export { EMPLOYMENT_STATUSES, maskNik, readHolder, type UserIdHolder } from './user-id-holder.ts'
