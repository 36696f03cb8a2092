import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { registerAgencyRoutes, registerContactRoutes } from '../../src/agencies/index.ts'
import { registerAgreementRoutes, registerTermsRoutes } from '../../src/agreements/index.ts'
import { registerApprovalRoutes, registerGrantRoutes } from '../../src/approvals/index.ts'
import { registerAuditRoutes } from '../../src/audit/index.ts'
import { registerBreachRoutes } from '../../src/breaches/index.ts'
import { registerChangeRoutes } from '../../src/changes/index.ts'
import { registerCredentialRoutes } from '../../src/credentials/index.ts'
import { registerEndingRoutes } from '../../src/endings/index.ts'
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
} from '../../src/feedback/index.ts'
import { createVault, type Vault } from '../../src/files/index.ts'
import { registerPortal } from '../../src/http/portal-access.ts'
import { createServer } from '../../src/http/server.ts'
import { type Config, type FourEyes, readConfig } from '../../src/kernel/config.ts'
import { openPool, type Pool } from '../../src/kernel/database.ts'
import { describeInstallation } from '../../src/kernel/installation-facts.ts'
import { type Log, openLog } from '../../src/kernel/log.ts'
import { openPipelinedClient } from '../../src/kernel/pipelined-client.ts'
import { openSealer } from '../../src/kernel/seal.ts'
import type { Typesetter } from '../../src/letters/index.ts'
import { registerMeetingRoutes } from '../../src/meetings/index.ts'
import { registerNotificationRoutes } from '../../src/notifications/index.ts'
import { registerObligationRoutes } from '../../src/obligations/index.ts'
import {
  enterStaff,
  hashToken,
  ROLES,
  type Role,
  registerHolidayRoutes,
  registerSettingsRoutes,
  registerStaffRoutes,
} from '../../src/offices/index.ts'
import { csrfOf } from '../../src/offices/portal-keys.ts'
import { registerOfficialRoutes } from '../../src/officials/index.ts'
import { registerPackRoutes } from '../../src/packs/index.ts'
import {
  createPaperMaker,
  registerLetterSettingsRoutes,
  registerPaperRoutes,
  registerTemplateRoutes,
} from '../../src/papers/index.ts'
import { registerProofRoutes } from '../../src/proofs/index.ts'
import { registerRenewalRoutes } from '../../src/renewals/index.ts'
import { registerReportRoutes } from '../../src/reports/index.ts'
import { registerRequestFileRoutes, registerRequestRoutes } from '../../src/requests/index.ts'
import { registerStatementRoutes } from '../../src/statements/index.ts'
import { registerTaskRoutes } from '../../src/tasks/index.ts'
import {
  createGateLatency,
  openGate,
  registerPastRoutes,
  registerPortalVerificationRoutes,
} from '../../src/verification/index.ts'
import type { Furnished } from './installation.ts'
import { type MediaOf, mediaOf } from './media-files.ts'
import { type PlainPapers, plainPapers } from './plain-papers.ts'
import { signNda } from './statements.ts'

export type PortalReply<Body> = {
  status: number
  text: string
  /** As it came, for what is no text. */
  bytes: Buffer
  body: Body
  header(name: string): string
}

/** Someone signed in, with everything their role needs done. */
export type PortalClient = {
  staffId: number
  get<Body = Record<string, unknown>>(path: string): Promise<PortalReply<Body>>
  send<Body = Record<string, unknown>>(
    method: 'POST' | 'PUT',
    path: string,
    body?: object,
    options?: { withoutCsrf?: boolean; from?: string },
  ): Promise<PortalReply<Body>>
  sendFile<Body = Record<string, unknown>>(
    path: string,
    contentType: string,
    file: string,
  ): Promise<PortalReply<Body>>
  /** Uploads a file, as the pages do. */
  upload<Body = Record<string, unknown>>(
    path: string,
    file: { bytes: Buffer; name: string; type: string },
  ): Promise<PortalReply<Body>>
}

/** Whose account; reauthenticated unless told otherwise. */
export type Member = {
  role: Role
  username: string
  officeId: number
  agencyId?: number
  isReauthenticated?: boolean
}

export type StaffedPortal = {
  app: FastifyInstance
  /** The one its routes keep files in. */
  vault: Vault
  /** Where its keys for media lie; none are made. */
  media: MediaOf
  /** What was ordered of the maker of papers. */
  papers: PlainPapers
  /** Opens an account and a session of it, past password and second factor. */
  signIn(member: Member): Promise<PortalClient>
  close(): Promise<void>
}

/** Where the tests' browsers stand: within the networks that test credentials have registered. */
const DESK = '10.88.0.70'

const CONFIG = configOf({ GAPURA_DATA_DIR: tmpdir() })

function configOf(env: Record<string, string>): Config {
  const read = readConfig(env, tmpdir())
  assert.ok(read.kind === 'read')
  return read.config
}

/** The rooms' routes over a test installation, with the application's rights in the database. */
export async function openStaffedPortal(
  installation: Pick<Furnished, 'url' | 'pool' | 'regions' | 'nikHasher'>,
  log: Log = openLog('silent'),
  // What the rooms' own tests look at is the act; who must agree to it is tested in src/approvals.
  fourEyes: FourEyes = 'single',
  /** Sets the papers of requests as the product does. */
  typesetter?: Typesetter,
): Promise<StaffedPortal> {
  const folder = mkdtempSync(join(tmpdir(), 'gapura-staffed-'))
  const sealer = openSealer(join(folder, 'seal.key'))
  const { url, regions, nikHasher } = installation
  const database = { url, role: 'gapura_app', applicationName: 'gapura test portal' } as const
  const pool = openPool(database)
  const client = openPipelinedClient(database)
  const gate = openGate({ client, regions, nikHasher, log })
  const app = createServer({ log, trustedProxies: [] })
  const papers = plainPapers()
  const media = mediaOf(folder)
  registerPortal(app, { pool, log }, (scope) => {
    registerPortalVerificationRoutes(scope, { gate, pool, log })
    registerAgencyRoutes(scope, { pool })
    registerContactRoutes(scope, { pool })
    registerSettingsRoutes(scope, { pool, facts: () => describeInstallation(CONFIG, pool, []) })
    registerAgreementRoutes(scope, { pool })
    registerCredentialRoutes(scope, { pool })
    registerGrantRoutes(scope, { pool, fourEyes })
    registerApprovalRoutes(scope, { pool, sealer, fourEyes })
    registerAuditRoutes(scope, { pool, nikHasher })
    registerPastRoutes(scope, { pool })
    registerTermsRoutes(scope, { pool })
    registerFeedbackUploadRoutes(scope, { pool })
    registerFeedbackDefinitionRoutes(scope, { pool })
    registerFeedbackDeskRoutes(scope, { pool, nikHasher })
    registerFeedbackTokenRoutes(scope, { pool })
    registerFeedbackMediaRoutes(scope, { pool, media })
    registerFeedbackPackageRoutes(scope, { pool, media, paperMaker: papers })
    registerFeedbackDispatchRoutes(scope, { pool, media })
    registerProposalRoutes(scope, { pool })
    registerComplianceRoutes(scope, { pool })
    registerGapRoutes(scope, { pool, vault: createVault(sealer), nikHasher })
    registerChangeRoutes(scope, { pool, vault: createVault(sealer), papers, sealer, fourEyes })
    registerHolidayRoutes(scope, { pool })
    registerStaffRoutes(scope, { pool })
    registerNotificationRoutes(scope, { pool, mail: null })
    registerObligationRoutes(scope, { pool, vault: createVault(sealer) })
    registerTaskRoutes(scope, { pool })
    registerPaperRoutes(scope, { pool, vault: createVault(sealer) })
    registerLetterSettingsRoutes(scope, { pool })
    if (typesetter !== undefined) registerTemplateRoutes(scope, { pool, typesetter })
    registerReportRoutes(scope, { pool, latency: createGateLatency() })
    const plain = { publicUrl: null, offersHttps: false, paperMaker: papers }
    registerStatementRoutes(scope, { pool, paperMaker: papers })
    registerRenewalRoutes(scope, { pool, paperMaker: papers })
    registerEndingRoutes(scope, { pool, gate, paperMaker: papers })
    registerProofRoutes(scope, { pool, nikHasher, fourEyes, ...plain })
    const vault = createVault(sealer)
    const paperMaker =
      typesetter === undefined
        ? papers
        : createPaperMaker({ typesetter, vault, signer: null, siteUrl: 'https://gapura.example' })
    const requestTools = { pool, vault, paperMaker, sealer, fourEyes }
    registerRequestRoutes(scope, requestTools)
    registerRequestFileRoutes(scope, requestTools)
    registerPackRoutes(scope, { pool, ...plain })
    registerOfficialRoutes(scope, { pool, paperMaker })
    registerMeetingRoutes(scope, { pool, paperMaker })
    registerBreachRoutes(scope, { pool, paperMaker })
  })
  await app.ready()
  return {
    app,
    vault: createVault(sealer),
    papers,
    media,
    signIn: async (member) => {
      const { staffId, token } = await openSession(installation.pool, member)
      return { staffId, ...clientOf(app, token) }
    },
    close: async () => {
      await app.close()
      await gate.stop()
      await client.end()
      await pool.end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function openSession(
  pool: Pool,
  { role, username, officeId, agencyId, isReauthenticated = true }: Member,
) {
  const entered = await enterStaff(
    pool,
    {
      role,
      username,
      officeId,
      agencyId: agencyId ?? null,
      workUnitId: null,
      fullName: `Petugas ${username}`,
      nip: null,
    },
    { by: 'uji', requestId: randomUUID(), address: null },
  )
  assert.ok(entered.kind === 'entered', JSON.stringify(entered))
  const { staffId } = entered
  // What the rooms' own tests look at is not the NDA: every operator has signed theirs.
  if (role === 'operator') await signNda(pool, staffId)
  const needsFactor = ROLES[role].secondFactor === 'required'
  await pool.query(
    `update staff set must_change_password = false, totp_secret_sealed = case when $2 then '\\x00'::bytea end,
       totp_confirmed_at = case when $2 then now() end where id = $1`,
    [staffId, needsFactor],
  )
  const token = randomBytes(32).toString('base64url')
  await pool.query(
    `insert into staff_session (token_hash, staff_id, absolute_until, second_factor_at, reauthenticated_at, address,
       user_agent)
     values ($1, $2, now() + interval '1 hour', now(), case when $3 then now() end, $4, 'uji')`,
    [hashToken(token), staffId, isReauthenticated, DESK],
  )
  return { staffId, token }
}

function clientOf(app: FastifyInstance, token: string): Omit<PortalClient, 'staffId'> {
  const ask = async (
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body: object | string | undefined,
    options: { withoutCsrf?: boolean; from?: string; contentType?: string; fileName?: string } = {},
  ) => {
    const reply = await app.inject({
      method,
      url: `/api/portal${path}`,
      remoteAddress: options.from ?? DESK,
      cookies: { gapura_session: token },
      headers: {
        ...(options.withoutCsrf === true ? {} : { 'x-gapura-csrf': csrfOf(token) }),
        ...(options.contentType === undefined ? {} : { 'content-type': options.contentType }),
        ...(options.fileName === undefined ? {} : { 'x-file-name': encodeURIComponent(options.fileName) }),
      },
      ...(body === undefined ? {} : { payload: body }),
    })
    const isJson = String(reply.headers['content-type']).startsWith('application/json')
    return {
      status: reply.statusCode,
      text: reply.payload,
      bytes: reply.rawPayload,
      body: isJson ? JSON.parse(reply.payload) : {},
      header: (name: string) => String(reply.headers[name]),
    }
  }
  return {
    get: (path) => ask('GET', path, undefined),
    send: (method, path, body = {}, options = {}) => ask(method, path, body, options),
    sendFile: (path, contentType, file) => ask('POST', path, file, { contentType }),
    upload: (path, { bytes, name, type }) => ask('PUT', path, bytes, { contentType: type, fileName: name }),
  }
}
