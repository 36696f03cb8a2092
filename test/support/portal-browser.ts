import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { Secret, TOTP } from 'otpauth'
import { registerGrantRoutes } from '../../src/approvals/index.ts'
import { registerPortal } from '../../src/http/portal-access.ts'
import { createServer } from '../../src/http/server.ts'
import type { Pool } from '../../src/kernel/database.ts'
import { openPool } from '../../src/kernel/database.ts'
import { openLog } from '../../src/kernel/log.ts'
import { openSealer } from '../../src/kernel/seal.ts'
import {
  createPasswordDesk,
  enterDemoStaff,
  type PasswordDesk,
  type PortalKeys,
  portalKeys,
  ROLES,
  type Role,
  registerPasskeyRoutes,
  registerSessionRoutes,
  registerStaffRoutes,
} from '../../src/offices/index.ts'
import { createTestDatabase } from './database.ts'
import { signNda } from './statements.ts'
import { enterAgencies } from './two-agencies.ts'

/** What routes of the portal are registered with. */
export type PortalParts = { pool: Pool; keys: PortalKeys; desk: PasswordDesk }

export type TestPortal = PortalParts & {
  app: FastifyInstance
  /** A browser that has not signed in, at an address of its own. */
  browser(address?: string): Browser
  close(): Promise<void>
}

/** The portal's API on a test database, with the application's rights and the routes that a test wants. */
export async function openTestPortal(
  url: string,
  register: (scope: FastifyInstance, parts: PortalParts) => void,
): Promise<TestPortal> {
  const folder = mkdtempSync(join(tmpdir(), 'gapura-portal-'))
  const pool = openPool({ url, role: 'gapura_app', applicationName: 'gapura test portal' })
  const log = openLog('silent')
  const keys = portalKeys(openSealer(join(folder, 'seal.key')))
  const parts = { pool, keys, desk: createPasswordDesk() }
  const app = createServer({ log, trustedProxies: [] })
  registerPortal(app, { pool, log }, (scope) => register(scope, parts))
  await app.ready()
  return {
    ...parts,
    app,
    browser: (address = '10.88.0.70') => createBrowser(app, address),
    close: async () => {
      await app.close()
      await pool.end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type Reply = { status: number; body: Record<string, unknown>; headers: Record<string, unknown> }

export type Browser = ReturnType<typeof createBrowser>

/** Keeps cookies and the token against forgery, as the portal's pages do. */
function createBrowser(app: FastifyInstance, address: string) {
  const cookies = new Map<string, string>()
  let csrf: string | undefined
  async function ask(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const options: InjectOptions = {
      method,
      url: `/api/portal${path}`,
      remoteAddress: address,
      cookies: Object.fromEntries(cookies),
      headers: { ...(csrf === undefined ? {} : { 'x-gapura-csrf': csrf }), ...headers },
      ...(body === undefined ? {} : { payload: body }),
    }
    const response = await app.inject(options)
    for (const { name, value } of response.cookies) {
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const isJson = String(response.headers['content-type']).startsWith('application/json')
    const answer: Record<string, unknown> = isJson ? response.json() : {}
    if (typeof answer.csrf === 'string') csrf = answer.csrf
    return { status: response.statusCode, body: answer, headers: response.headers }
  }
  return {
    cookies,
    get: (path: string, headers?: Record<string, string>) => ask('GET', path, undefined, headers),
    post: (path: string, body: object = {}, headers?: Record<string, string>) =>
      ask('POST', path, body, headers),
    put: (path: string, body: object) => ask('PUT', path, body),
    delete: (path: string) => ask('DELETE', path),
    /** Signs in completely. */
    async signIn(account: TestAccount): Promise<void> {
      const { username, password } = account
      const first = await ask('POST', '/session', { username, password })
      assert.equal(first.status, 200, JSON.stringify(first.body))
      if (account.totpSecret === null) return
      const second = await ask('POST', '/session/second-factor', { code: account.code() })
      assert.deepEqual([second.status, second.body.next], [200, 'ready'], JSON.stringify(second.body))
    },
    /** Gives password and code once more, for a dangerous act. */
    async reauthenticate(account: TestAccount): Promise<void> {
      const code = account.totpSecret === null ? '' : account.code()
      const reply = await ask('POST', '/session/reauthentication', { password: account.password, code })
      assert.equal(reply.status, 204, JSON.stringify(reply.body))
    },
  }
}

export type TestAccount = {
  username: string
  password: string
  totpSecret: string | null
  /** A code that has not been used: three are accepted within one step of the clock. */
  code(): string
}

/** An account whose password need not be changed, with a second factor where its role asks for one. */
export async function enterAccount(
  parts: Pick<PortalParts, 'pool' | 'keys'>,
  given: { role: Role; officeId: number; agencyId?: number; username?: string; agreementCode?: string },
): Promise<TestAccount> {
  const { role, officeId, agencyId = null, username = role, agreementCode } = given
  const entered = await enterDemoStaff(parts.pool, parts.keys, {
    role,
    officeId,
    agencyId,
    username,
    fullName: 'Contoh Pegawai',
    workUnitId: null,
    nip: null,
    ...(agreementCode === undefined ? {} : { agreementCode }),
  })
  if (role === 'operator') {
    const { rows } = await parts.pool.query('select id from staff where username = $1', [username])
    await signNda(parts.pool, rows[0].id)
  }
  return { username, ...entered, code: codesOf(entered.totpSecret) }
}

const STEP_MS = 30_000

/** Codes of a second factor, each of a later step than the one before. */
export function codesOf(secret: string | null): () => string {
  let last = 0
  return () => {
    assert.ok(secret !== null, 'this account has no second factor')
    const totp = new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 })
    const step = Math.max(Math.floor(Date.now() / STEP_MS) - 1, last + 1)
    last = step
    return totp.generate({ timestamp: step * STEP_MS })
  }
}

/** A migrated database with two agencies of one office and one of another, and the routes of accounts over it. */
export async function openAccounts() {
  const database = await createTestDatabase()
  await database.pool.query('select audit_prepare_months(current_date)')
  const agencies = await enterAgencies(database.pool)
  const portal = await openTestPortal(database.url, (scope, parts) => {
    registerSessionRoutes(scope, { ...parts, demoAccounts: () => [] })
    registerPasskeyRoutes(scope, { ...parts, publicUrl: null })
    registerStaffRoutes(scope, parts)
    // What the rooms' own tests look at is the act; who must agree to it is tested in src/approvals.
    registerGrantRoutes(scope, { ...parts, fourEyes: 'single' })
  })
  const { officeId, agencyId } = agencies.health
  const enter = (username: string, role: Role) =>
    enterAccount(portal, {
      role,
      username,
      officeId,
      ...(ROLES[role].of === 'agency' ? { agencyId } : {}),
    })
  return {
    portal,
    agencies,
    url: database.url,
    query: async (sql: string, values: unknown[] = []) => (await database.pool.query(sql, values)).rows,
    /** An account of the first agency, or of its office. */
    enter,
    /** What the log says of an account, oldest first. */
    events: async (username: string): Promise<string[]> => {
      const { rows } = await database.pool.query(
        `select event, outcome from audit_entry where detail::json->>'username' = $1 order by seq`,
        [username],
      )
      return rows.map(({ event, outcome }) => (outcome === 'done' ? event : `${event}: ${outcome}`))
    },
    close: async () => {
      await portal.close()
      await database.drop()
    },
  }
}

export type Accounts = Awaited<ReturnType<typeof openAccounts>>
