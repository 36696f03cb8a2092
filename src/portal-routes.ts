import type { FastifyInstance } from 'fastify'
import { registerAgencyRoutes, registerContactRoutes } from './agencies/index.ts'
import { registerAgreementRoutes, registerTermsRoutes } from './agreements/index.ts'
import { registerApprovalRoutes, registerGrantRoutes } from './approvals/index.ts'
import { registerAuditRoutes } from './audit/index.ts'
import { registerBreachRoutes } from './breaches/index.ts'
import { registerChangeRoutes } from './changes/index.ts'
import { registerCredentialRoutes } from './credentials/index.ts'
import { registerEndingRoutes } from './endings/index.ts'
import {
  registerComplianceRoutes,
  registerFeedbackDefinitionRoutes,
  registerFeedbackDeskRoutes,
  registerFeedbackDispatchRoutes,
  registerFeedbackMediaRoutes,
  registerFeedbackPackageRoutes,
  registerFeedbackTokenRoutes,
  registerFeedbackUploadRoutes,
  registerGapRoutes,
  registerProposalRoutes,
} from './feedback/index.ts'
import type { Vault } from './files/index.ts'
import type { FourEyes } from './kernel/config.ts'
import type { Pool } from './kernel/database.ts'
import type { InstallationFacts } from './kernel/installation-facts.ts'
import type { Log } from './kernel/log.ts'
import type { MediaConfig } from './kernel/media-config.ts'
import type { NikHasher } from './kernel/secrets.ts'
import type { Typesetter } from './letters/index.ts'
import { registerMeetingRoutes } from './meetings/index.ts'
import { type MailFacts, registerNotificationRoutes } from './notifications/index.ts'
import { registerObligationRoutes } from './obligations/index.ts'
import {
  type DemoAccount,
  type OidcProvider,
  type PasswordDesk,
  type PortalKeys,
  registerHolidayRoutes,
  registerOidcRoutes,
  registerPasskeyRoutes,
  registerSessionRoutes,
  registerSettingsRoutes,
  registerStaffRoutes,
} from './offices/index.ts'
import { registerOfficialRoutes } from './officials/index.ts'
import { registerPackRoutes } from './packs/index.ts'
import {
  type PaperMaker,
  registerLetterSettingsRoutes,
  registerPaperRoutes,
  registerTemplateRoutes,
} from './papers/index.ts'
import { registerProofRoutes } from './proofs/index.ts'
import { registerRenewalRoutes } from './renewals/index.ts'
import { registerReportRoutes } from './reports/index.ts'
import { registerRequestFileRoutes, registerRequestRoutes } from './requests/index.ts'
import { registerStatementRoutes } from './statements/index.ts'
import { registerTaskRoutes } from './tasks/index.ts'
import {
  type Gate,
  type GateLatency,
  registerPastRoutes,
  registerPortalVerificationRoutes,
} from './verification/index.ts'

export type PortalTools = {
  pool: Pool
  log: Log
  /** The papers' files. */
  vault: Vault
  /** Writes papers. */
  paperMaker: PaperMaker
  /** Sets letters: templates are looked at without a paper. */
  typesetter: Typesetter
  /** The gate for people at the screen. */
  gate: Gate
  keys: PortalKeys
  desk: PasswordDesk
  nikHasher: NikHasher
  fourEyes: FourEyes
  demoAccounts: () => DemoAccount[]
  /** Where people reach the portal, as configured. */
  publicUrl: string | null
  /** Whether programs can reach this server by HTTPS. */
  offersHttps: boolean
  /** By which staff may sign in. */
  oidc: OidcProvider | null
  /** The mail server for notices, as people see it. */
  mail: MailFacts
  /** Feedback on media and on to the central authority. */
  media: MediaConfig
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
  registerPastRoutes(scope, tools)
  registerTermsRoutes(scope, tools)
  registerChangeRoutes(scope, { ...tools, papers: tools.paperMaker, sealer: tools.keys.sealer })
  registerFeedbackDefinitionRoutes(scope, tools)
  registerFeedbackUploadRoutes(scope, tools)
  registerFeedbackDeskRoutes(scope, tools)
  registerFeedbackTokenRoutes(scope, tools)
  registerFeedbackMediaRoutes(scope, tools)
  registerFeedbackPackageRoutes(scope, tools)
  registerFeedbackDispatchRoutes(scope, tools)
  registerComplianceRoutes(scope, tools)
  registerGapRoutes(scope, tools)
  registerProposalRoutes(scope, tools)
  registerStatementRoutes(scope, tools)
  registerRenewalRoutes(scope, tools)
  registerEndingRoutes(scope, tools)
  registerReportRoutes(scope, tools)
  registerRequestRoutes(scope, { ...tools, sealer: tools.keys.sealer })
  registerRequestFileRoutes(scope, { ...tools, sealer: tools.keys.sealer })
  registerPaperRoutes(scope, tools)
  registerTemplateRoutes(scope, tools)
  registerLetterSettingsRoutes(scope, tools)
  registerHolidayRoutes(scope, tools)
  registerNotificationRoutes(scope, tools)
  registerObligationRoutes(scope, tools)
  registerOfficialRoutes(scope, tools)
  registerMeetingRoutes(scope, tools)
  registerBreachRoutes(scope, tools)
  registerProofRoutes(scope, tools)
  registerPackRoutes(scope, tools)
  registerTaskRoutes(scope, tools)
}
