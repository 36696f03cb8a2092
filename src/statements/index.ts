export { askStatement, enterStatement, type NewStatement, type StatementResult } from './ask-statement.ts'
export {
  isStatementKind,
  type MissingStatement,
  STATEMENT_KINDS,
  type Statement,
  type StatementFault,
  type StatementKind,
  type StatementState,
} from './domain.ts'
export { statementsMissing } from './missing-statements.ts'
export { registerStatementRoutes } from './statement.routes.ts'
export { acceptedStatements, listStatements, officeDay } from './statement.store.ts'
export { statementTasks } from './waiting-statements.ts'
