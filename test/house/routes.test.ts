import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { FastifyContextConfig } from 'fastify'
import { registerFeedbackApiRoutes, registerFeedbackWireRoutes } from '../../src/feedback/index.ts'
import { registerPortal } from '../../src/http/portal-access.ts'
import { createServer } from '../../src/http/server.ts'
import { openPool } from '../../src/kernel/database.ts'
import { openLog } from '../../src/kernel/log.ts'
import { registerPortalRoutes } from '../../src/portal-routes.ts'
import { createGateLatency } from '../../src/verification/index.ts'
import { FILES, isTest, read } from './repository.ts'
import { ROUTES } from './routes.ts'

const ROUTE_FILES = [
  'src/agencies/agency.routes.ts',
  'src/agencies/contact.routes.ts',
  'src/agreements/agreement.routes.ts',
  'src/agreements/terms.routes.ts',
  'src/approvals/approval.routes.ts',
  'src/approvals/grant.routes.ts',
  'src/audit/audit.routes.ts',
  'src/breaches/breach.routes.ts',
  'src/changes/change.routes.ts',
  'src/credentials/credential.routes.ts',
  'src/endings/ending.routes.ts',
  'src/feedback/compliance/compliance.routes.ts',
  'src/feedback/compliance/gap.routes.ts',
  'src/feedback/definition/definition.routes.ts',
  'src/feedback/desk/desk.routes.ts',
  'src/feedback/desk/token.routes.ts',
  'src/feedback/feedback-api.routes.ts',
  'src/feedback/feedback-wire.routes.ts',
  'src/feedback/media/dispatch.routes.ts',
  'src/feedback/media/media.routes.ts',
  'src/feedback/media/package.routes.ts',
  'src/feedback/proposals/proposal.routes.ts',
  'src/feedback/upload/upload.routes.ts',
  'src/meetings/meeting.routes.ts',
  'src/notifications/notification.routes.ts',
  'src/obligations/obligation.routes.ts',
  'src/offices/holiday.routes.ts',
  'src/offices/oidc.routes.ts',
  'src/offices/passkey.routes.ts',
  'src/offices/session.routes.ts',
  'src/offices/settings.routes.ts',
  'src/offices/staff.routes.ts',
  'src/officials/official.routes.ts',
  'src/packs/pack.routes.ts',
  'src/papers/letter-settings.routes.ts',
  'src/papers/paper.routes.ts',
  'src/papers/template.routes.ts',
  'src/proofs/proof.routes.ts',
  'src/renewals/renewal.routes.ts',
  'src/reports/report.routes.ts',
  'src/requests/request-file.routes.ts',
  'src/requests/request.routes.ts',
  'src/statements/statement.routes.ts',
  'src/tasks/task.routes.ts',
  'src/verification/past/past.routes.ts',
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
  const desk = { ask: unused, waiting: () => 0, stop: () => Promise.resolve() }
  registerFeedbackWireRoutes(app, { desk, authenticator: { authenticate: unused, forget: unused } })
  registerFeedbackApiRoutes(app, { desk })
  registerPortal(app, { pool, log }, (scope) =>
    registerPortalRoutes(scope, {
      pool,
      log,
      vault: { store: unused, open: unused },
      paperMaker: { issue: unused, preview: unused },
      typesetter: { set: unused, draw: unused, close: unused },
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
      offersHttps: false,
      oidc: null,
      mail: null,
      media: { mediaKeyFile: '', mediaSignKeyFile: '', centralRecipient: null, forwarding: null },
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
