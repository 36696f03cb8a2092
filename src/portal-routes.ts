import type { FastifyInstance } from 'fastify'
import { registerAgencyRoutes, registerContactRoutes } from './agencies/index.ts'
import { registerAgreementRoutes } from './agreements/index.ts'
import { registerApprovalRoutes, registerGrantRoutes } from './approvals/index.ts'
import { registerAuditRoutes } from './audit/index.ts'
import { registerCredentialRoutes } from './credentials/index.ts'
import type { FourEyes } from './kernel/config.ts'
import type { Pool } from './kernel/database.ts'
import type { InstallationFacts } from './kernel/installation-facts.ts'
import type { Log } from './kernel/log.ts'
import type { NikHasher } from './kernel/secrets.ts'
import {
  type DemoAccount,
  type OidcProvider,
  type PasswordDesk,
  type PortalKeys,
  registerOidcRoutes,
  registerPasskeyRoutes,
  registerSessionRoutes,
  registerSettingsRoutes,
  registerStaffRoutes,
} from './offices/index.ts'
import { registerReportRoutes } from './reports/index.ts'
import { type Gate, type GateLatency, registerPortalVerificationRoutes } from './verification/index.ts'

export type PortalTools = {
  pool: Pool
  log: Log
  /** The gate for people at the screen. */
  gate: Gate
  keys: PortalKeys
  desk: PasswordDesk
  nikHasher: NikHasher
  fourEyes: FourEyes
  demoAccounts: () => DemoAccount[]
  /** Where people reach the portal, as configured. */
  publicUrl: string | null
  /** By which staff may sign in. */
  oidc: OidcProvider | null
  /** How long answers took in this process. */
  latency: GateLatency
  /** What this server is and stands on. */
  facts: () => Promise<InstallationFacts>
}

/** Every route of the portal's API. */
export function registerPortalRoutes(scope: FastifyInstance, tools: PortalTools): void {
  registerSessionRoutes(scope, tools)
  registerPasskeyRoutes(scope, tools)
  registerOidcRoutes(scope, tools)
  registerStaffRoutes(scope, tools)
  registerPortalVerificationRoutes(scope, tools)
  registerAgencyRoutes(scope, tools)
  registerContactRoutes(scope, tools)
  registerSettingsRoutes(scope, tools)
  registerAgreementRoutes(scope, tools)
  registerCredentialRoutes(scope, tools)
  registerGrantRoutes(scope, tools)
  registerApprovalRoutes(scope, { ...tools, sealer: tools.keys.sealer })
  registerAuditRoutes(scope, tools)
  registerReportRoutes(scope, tools)
}
