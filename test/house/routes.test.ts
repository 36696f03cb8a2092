import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { FastifyContextConfig } from 'fastify'
import { registerPortal } from '../../src/http/portal-access.ts'
import { createServer } from '../../src/http/server.ts'
import { openPool } from '../../src/kernel/database.ts'
import { openLog } from '../../src/kernel/log.ts'
import { registerPortalRoutes } from '../../src/portal-routes.ts'
import { createGateLatency } from '../../src/verification/index.ts'
import { FILES, isTest, read } from './repository.ts'

/** Every route of the product and who may call it. A new route is added here by whoever has thought about it. */
const ROUTES = {
  'GET /health': 'public',
  'DELETE /api/portal/account/passkeys/:id': 'session.own !',
  'DELETE /api/portal/account/totp': 'session.own !',
  'DELETE /api/portal/session': 'session',
  'DELETE /api/portal/sessions/:id': 'signed-in',
  'GET /api/portal/account': 'signed-in',
  'GET /api/portal/agency': 'agency.read',
  'GET /api/portal/agency/credentials': 'agency.credentials.read',
  'GET /api/portal/agency/operators': 'agency.operators.read',
  'GET /api/portal/agency/usage': 'agency.usage.read',
  'GET /api/portal/audit': 'audit.read',
  'GET /api/portal/audit/:seq': 'audit.read',
  'GET /api/portal/audit/extract': 'audit.extract',
  'GET /api/portal/board': 'board.read',
  'GET /api/portal/demo-accounts': 'public',
  'GET /api/portal/history': 'verification.history.own',
  'GET /api/portal/me': 'session',
  'GET /api/portal/office/agencies': 'office.agencies.read',
  'GET /api/portal/office/agencies/:id': 'office.agencies.read',
  'GET /api/portal/office/agreements': 'office.agreements.read',
  'GET /api/portal/agreements/:code': 'agreement.read',
  'GET /api/portal/office/contacts': 'office.settings.read',
  'GET /api/portal/office/approvals': 'approvals.read',
  'GET /api/portal/office/approvals/:id': 'approvals.read',
  'GET /api/portal/office/approvals/waiting': 'approvals.read',
  'GET /api/portal/office/credentials': 'office.credentials.read',
  'GET /api/portal/office/installation': 'office.installation.read',
  'GET /api/portal/office/settings': 'office.settings.read',
  'GET /api/portal/office/staff': 'staff.read',
  'GET /api/portal/session/oidc/callback': 'public',
  'GET /api/portal/sessions': 'signed-in',
  'GET /api/portal/sign-in-ways': 'public',
  'GET /api/portal/verification-form': 'verification.ask',
  'POST /api/portal/account/recovery-codes': 'session.own !',
  'POST /api/portal/agency/operators': 'agency.operators.manage',
  'POST /api/portal/agency/operators/:id/password-reset': 'agency.operators.manage',
  'POST /api/portal/agency/operators/:id/reactivation': 'agency.operators.manage',
  'POST /api/portal/agency/operators/:id/suspension': 'agency.operators.manage',
  'POST /api/portal/audit/check': 'audit.read',
  'POST /api/portal/audit/extract-check': 'audit.extract',
  'POST /api/portal/audit/nik-search': 'audit.search-nik',
  'POST /api/portal/matches': 'verification.ask',
  'POST /api/portal/office/agencies/:id/reactivation': 'office.agencies.suspend !',
  'POST /api/portal/office/agencies/:id/suspension': 'office.agencies.suspend !',
  'POST /api/portal/office/agreements/:code/ending': 'office.agreements.change !',
  'POST /api/portal/office/agreements/:code/reactivation': 'office.agreements.change !',
  'POST /api/portal/office/agreements/:code/revocation': 'office.agreements.change !',
  'POST /api/portal/office/agreements/:code/suspension': 'office.agreements.change !',
  'POST /api/portal/office/approvals/:id/approval': 'approvals.access.decide !',
  'POST /api/portal/office/approvals/:id/rejection': 'approvals.access.decide !',
  'POST /api/portal/office/approvals/:id/secret': 'approvals.read !',
  'POST /api/portal/office/approvals/:id/withdrawal': 'approvals.read',
  'POST /api/portal/office/credentials': 'office.credentials.manage !',
  'POST /api/portal/office/credentials/:userId/reactivation': 'office.credentials.manage !',
  'POST /api/portal/office/credentials/:userId/revocation': 'office.credentials.manage !',
  'POST /api/portal/office/credentials/:userId/rotation': 'office.credentials.manage !',
  'POST /api/portal/office/credentials/:userId/suspension': 'office.credentials.manage !',
  'POST /api/portal/office/staff': 'staff.manage !',
  'POST /api/portal/office/staff/:id/password-reset': 'staff.manage !',
  'POST /api/portal/office/staff/:id/reactivation': 'staff.manage !',
  'POST /api/portal/office/staff/:id/second-factor-reset': 'staff.manage !',
  'POST /api/portal/office/staff/:id/sessions-end': 'staff.manage !',
  'POST /api/portal/office/staff/:id/suspension': 'staff.manage !',
  'POST /api/portal/session': 'public',
  'POST /api/portal/session/oidc': 'public',
  'POST /api/portal/session/passkeys': 'session',
  'POST /api/portal/session/passkeys/options': 'session',
  'POST /api/portal/session/password': 'session',
  'POST /api/portal/session/reauthentication': 'signed-in',
  'POST /api/portal/session/reauthentication/passkey': 'signed-in',
  'POST /api/portal/session/reauthentication/passkey/options': 'signed-in',
  'POST /api/portal/session/second-factor': 'session',
  'POST /api/portal/session/second-factor/enrolment': 'session',
  'POST /api/portal/session/second-factor/enrolment/confirmation': 'session',
  'POST /api/portal/session/second-factor/passkey': 'session',
  'POST /api/portal/session/second-factor/passkey/options': 'session',
  'POST /api/portal/verifications': 'verification.ask',
  'POST /api/portal/verifications/:requestId/printing': 'verification.ask',
  'PUT /api/portal/account/passkeys/:id': 'signed-in',
  'PUT /api/portal/agency/contacts': 'agency.contacts.manage',
  'PUT /api/portal/office/agencies/:id/contacts': 'office.contacts.manage',
  'PUT /api/portal/office/agreements/:code/purposes': 'office.agreements.change !',
  'PUT /api/portal/office/contacts': 'office.contacts.manage',
  'PUT /api/portal/office/settings': 'office.settings.manage !',
}

const ROUTE_FILES = [
  'src/agencies/agency.routes.ts',
  'src/agencies/contact.routes.ts',
  'src/agreements/agreement.routes.ts',
  'src/approvals/approval.routes.ts',
  'src/approvals/grant.routes.ts',
  'src/audit/audit.routes.ts',
  'src/credentials/credential.routes.ts',
  'src/offices/oidc.routes.ts',
  'src/offices/passkey.routes.ts',
  'src/offices/session.routes.ts',
  'src/offices/settings.routes.ts',
  'src/offices/staff.routes.ts',
  'src/reports/report.routes.ts',
  'src/verification/portal/portal.routes.ts',
]

const unused = () => {
  throw new Error('no request is made here')
}

/** One word for an access; `!` where the password must be given again. */
function wordOf(access: FastifyContextConfig['access']): string | undefined {
  if (typeof access !== 'object') return access
  return `${access.permission}${access.reauthenticated === true ? ' !' : ''}`
}

function serverWithAllRoutes(seen: Map<string, string | undefined>) {
  const log = openLog('silent')
  const app = createServer({ log, trustedProxies: [] })
  app.addHook('onRoute', ({ method, url, config }) => {
    for (const one of [method].flat()) {
      // A HEAD beside each GET has the GET's access.
      if (one !== 'HEAD') seen.set(`${one} ${url}`, wordOf(config?.access))
    }
  })
  // Never connected: no request is made.
  const pool = openPool({ url: 'postgres://nobody@127.0.0.1:1/none', applicationName: 'gapura test' })
  const key = Buffer.alloc(32)
  registerPortal(app, { pool, log }, (scope) =>
    registerPortalRoutes(scope, {
      pool,
      log,
      gate: { ask: unused, waiting: () => 0, stop: () => Promise.resolve() },
      keys: {
        sealer: { seal: unused, open: unused, derive: unused, keyId: key },
        device: key,
        recoveryCode: key,
        attempt: key,
        passkey: key,
        oidc: key,
      },
      desk: { check: unused, hash: unused, failures: { admits: unused } },
      nikHasher: { hash: unused, fingerprint: '' },
      fourEyes: 'required',
      demoAccounts: () => [],
      publicUrl: null,
      oidc: null,
      latency: createGateLatency(),
      facts: unused,
    }),
  )
  return app
}

it('every route is listed here with its access', async () => {
  const seen = new Map<string, string | undefined>()
  const app = serverWithAllRoutes(seen)
  await app.ready()
  // What createServer itself adds is registered before anybody can listen in.
  assert.ok(app.hasRoute({ method: 'GET', url: '/health' }))
  seen.set('GET /health', 'public')
  assert.deepEqual(Object.fromEntries(seen), ROUTES)
  await app.close()
})

it('a route that declares no access cannot be registered', async () => {
  const app = createServer({ log: openLog('silent'), trustedProxies: [] })
  assert.throws(() => app.get('/open', async () => 'anything'), /declares no access/)
  await app.close()
})

it('a route that asks for a session cannot stand where none is checked', async () => {
  const app = createServer({ log: openLog('silent'), trustedProxies: [] })
  for (const access of ['session', 'signed-in', { permission: 'audit.read' }] as const) {
    assert.throws(
      () => app.get('/open', { config: { access } }, async () => 'anything'),
      /outside the portal/,
    )
  }
  await app.close()
})

it('every file of routes is one that this test knows', () => {
  assert.deepEqual(
    FILES.filter((file) => file.endsWith('.routes.ts')),
    ROUTE_FILES,
  )
  const registering = FILES.filter(
    (file) =>
      file.startsWith('src/') &&
      !isTest(file) &&
      /\b(app|scope)\.(get|post|put|patch|delete|all|route)[<(]/.test(read(file)),
  )
  assert.deepEqual(registering.sort(), ['src/http/server.ts', 'src/http/web-files.ts', ...ROUTE_FILES].sort())
})
