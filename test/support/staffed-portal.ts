import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { registerAgencyRoutes, registerContactRoutes } from '../../src/agencies/index.ts'
import { registerAgreementRoutes } from '../../src/agreements/index.ts'
import { registerApprovalRoutes, registerGrantRoutes } from '../../src/approvals/index.ts'
import { registerAuditRoutes } from '../../src/audit/index.ts'
import { registerCredentialRoutes } from '../../src/credentials/index.ts'
import { registerPortal } from '../../src/http/portal-access.ts'
import { createServer } from '../../src/http/server.ts'
import { type Config, type FourEyes, readConfig } from '../../src/kernel/config.ts'
import { openPool, type Pool } from '../../src/kernel/database.ts'
import { describeInstallation } from '../../src/kernel/installation-facts.ts'
import { type Log, openLog } from '../../src/kernel/log.ts'
import { openPipelinedClient } from '../../src/kernel/pipelined-client.ts'
import { openSealer } from '../../src/kernel/seal.ts'
import { enterStaff, hashToken, ROLES, type Role, registerSettingsRoutes } from '../../src/offices/index.ts'
import { csrfOf } from '../../src/offices/portal-keys.ts'
import { registerReportRoutes } from '../../src/reports/index.ts'
import {
  createGateLatency,
  openGate,
  registerPortalVerificationRoutes,
} from '../../src/verification/index.ts'
import type { Furnished } from './installation.ts'

export type PortalReply<Body> = { status: number; text: string; body: Body; header(name: string): string }

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
): Promise<StaffedPortal> {
  const folder = mkdtempSync(join(tmpdir(), 'gapura-staffed-'))
  const sealer = openSealer(join(folder, 'seal.key'))
  const { url, regions, nikHasher } = installation
  const database = { url, role: 'gapura_app', applicationName: 'gapura test portal' } as const
  const pool = openPool(database)
  const client = openPipelinedClient(database)
  const gate = openGate({ client, regions, nikHasher, log })
  const app = createServer({ log, trustedProxies: [] })
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
    registerReportRoutes(scope, { pool, latency: createGateLatency() })
  })
  await app.ready()
  return {
    app,
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
      ndaSignedOn: null,
    },
    { by: 'uji', requestId: randomUUID(), address: null },
  )
  assert.ok(entered.kind === 'entered', JSON.stringify(entered))
  const { staffId } = entered
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
    options: { withoutCsrf?: boolean; from?: string; contentType?: string } = {},
  ) => {
    const reply = await app.inject({
      method,
      url: `/api/portal${path}`,
      remoteAddress: options.from ?? DESK,
      cookies: { gapura_session: token },
      headers: {
        ...(options.withoutCsrf === true ? {} : { 'x-gapura-csrf': csrfOf(token) }),
        ...(options.contentType === undefined ? {} : { 'content-type': options.contentType }),
      },
      ...(body === undefined ? {} : { payload: body }),
    })
    const isJson = String(reply.headers['content-type']).startsWith('application/json')
    return {
      status: reply.statusCode,
      text: reply.payload,
      body: isJson ? JSON.parse(reply.payload) : {},
      header: (name: string) => String(reply.headers[name]),
    }
  }
  return {
    get: (path) => ask('GET', path, undefined),
    send: (method, path, body = {}, options = {}) => ask(method, path, body, options),
    sendFile: (path, contentType, file) => ask('POST', path, file, { contentType }),
  }
}
