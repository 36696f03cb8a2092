import type { FastifyInstance } from 'fastify'
import { registerAgencyRoutes } from './agencies/index.ts'
import { registerAgreementRoutes } from './agreements/index.ts'
import { registerAuditRoutes } from './audit/index.ts'
import { registerCredentialRoutes } from './credentials/index.ts'
import type { Pool } from './kernel/database.ts'
import type { Log } from './kernel/log.ts'
import type { NikHasher } from './kernel/secrets.ts'
import {
  type DemoAccount,
  type PasswordDesk,
  type PortalKeys,
  registerSessionRoutes,
  registerStaffRoutes,
} from './offices/index.ts'
import { registerReportRoutes } from './reports/index.ts'
import { type Gate, registerPortalVerificationRoutes } from './verification/index.ts'

export type PortalTools = {
  pool: Pool
  log: Log
  /** The gate for people at the screen. */
  gate: Gate
  keys: PortalKeys
  desk: PasswordDesk
  nikHasher: NikHasher
  demoAccounts: () => DemoAccount[]
}

/** Every route of the portal's API. */
export function registerPortalRoutes(scope: FastifyInstance, tools: PortalTools): void {
  registerSessionRoutes(scope, tools)
  registerStaffRoutes(scope, tools)
  registerPortalVerificationRoutes(scope, tools)
  registerAgencyRoutes(scope, tools)
  registerAgreementRoutes(scope, tools)
  registerCredentialRoutes(scope, tools)
  registerAuditRoutes(scope, tools)
  registerReportRoutes(scope, tools)
}
