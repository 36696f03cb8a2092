import { FORWARD, RETURN } from './check-request.ts'
import { APPROVE, REJECT } from './decide-request.ts'
import type { Act } from './domain.ts'
import { DRAFT, ENDORSE } from './draft-agreement.ts'
import {
  ALLOCATE_NETWORK,
  CONFIRM_NETWORK,
  CONFIRM_STATEMENTS,
  ISSUE_GUIDELINE,
  RECORD_CLOSED_NETWORK,
  RECORD_CONNECTION_TEST,
  REQUEST_NETWORK,
} from './prepare-network.ts'
import { SAVE, SUBMIT, WITHDRAW } from './prepare-request.ts'
import { SIGN_FOR_AGENCY, SIGN_FOR_REGISTRY } from './sign-agreement.ts'
import { type ActDoing, type Asked, type RequestTools, type StepResult, takeStep } from './take-step.ts'
import {
  HAND_OVER_DEVELOPMENT,
  HAND_OVER_PRODUCTION,
  PUT_IN_FORCE,
  REQUEST_USER_ID,
  START_PROOF,
} from './user-ids.ts'

/** What each act of src/requests/domain.ts does. */
const DOINGS: Readonly<Record<Act, ActDoing>> = {
  save: SAVE,
  submit: SUBMIT,
  return: RETURN,
  forward: FORWARD,
  approve: APPROVE,
  reject: REJECT,
  draft: DRAFT,
  endorse: ENDORSE,
  'sign-for-registry': SIGN_FOR_REGISTRY,
  'sign-for-agency': SIGN_FOR_AGENCY,
  'issue-guideline': ISSUE_GUIDELINE,
  'request-network': REQUEST_NETWORK,
  'allocate-network': ALLOCATE_NETWORK,
  'record-closed-network': RECORD_CLOSED_NETWORK,
  'record-connection-test': RECORD_CONNECTION_TEST,
  'confirm-network': CONFIRM_NETWORK,
  'confirm-statements': CONFIRM_STATEMENTS,
  'request-user-id': REQUEST_USER_ID,
  'hand-over-development': HAND_OVER_DEVELOPMENT,
  'start-proof': START_PROOF,
  'hand-over-production': HAND_OVER_PRODUCTION,
  'put-in-force': PUT_IN_FORCE,
  withdraw: WITHDRAW,
}

/** Does an act on a request, in a transaction of its own. */
export function doAct(tools: RequestTools, act: Act, asked: Asked): Promise<StepResult> {
  return takeStep(tools, act, DOINGS[act], asked)
}
