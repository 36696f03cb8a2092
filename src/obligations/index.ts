export { actOnObligation, addEvidence, addOwnObligation } from './act-on-obligation.ts'
export {
  OBLIGATION_STATES,
  type Obligation,
  type ObligationKind,
  type ObligationState,
} from './domain.ts'
export { registerObligationRoutes } from './obligation.routes.ts'
export { obligationTasks } from './obligation-tasks.ts'
export { type AgreementObligations, readObligations, type StandingObligation } from './read-obligations.ts'
export { DAILY_REMINDERS, REMIND_TASK, reminding, remindOffices } from './remind.ts'
