import assert from 'node:assert/strict'
import { it } from 'node:test'
import { createServer } from '../../src/http/server.ts'
import { openLog } from '../../src/kernel/log.ts'
import { registerWireRoutes } from '../../src/verification/index.ts'
import { FILES, read } from './repository.ts'

/** Every route of the product and who may call it. A new route is added here by whoever has thought about it. */
const ROUTES = {
  'GET /health': 'public',
  'HEAD /health': 'public',
  'POST /dukcapil/get_json/*': 'credential',
}

const ROUTE_FILES = ['src/verification/wire/wire.routes.ts']

const unused = () => {
  throw new Error('no request is made here')
}

function serverWithAllRoutes(seen: Map<string, string | undefined>) {
  const app = createServer({ log: openLog('silent'), trustedProxies: [] })
  app.addHook('onRoute', ({ method, url, config }) => {
    for (const one of [method].flat()) seen.set(`${one} ${url}`, config?.access)
  })
  registerWireRoutes(app, {
    log: openLog('silent'),
    gate: { ask: unused, stop: () => Promise.resolve() },
    authenticator: { authenticate: unused, forget: unused },
  })
  return app
}

it('every route is listed here with its access', async () => {
  const seen = new Map<string, string | undefined>()
  const app = serverWithAllRoutes(seen)
  await app.ready()
  const health = new Map([
    ['GET /health', 'public'],
    ['HEAD /health', 'public'],
  ])
  // Routes that createServer itself adds are registered before anybody can listen in.
  for (const [route, access] of health) {
    const [method = '', url = ''] = route.split(' ')
    assert.ok(app.hasRoute({ method: method === 'HEAD' ? 'HEAD' : 'GET', url }))
    seen.set(route, access)
  }
  assert.deepEqual(Object.fromEntries(seen), ROUTES)
  await app.close()
})

it('a route that declares no access cannot be registered', async () => {
  const app = createServer({ log: openLog('silent'), trustedProxies: [] })
  assert.throws(() => app.get('/open', async () => 'anything'), /declares no access/)
  await app.close()
})

it('every file of routes is one that this test knows', () => {
  assert.deepEqual(
    FILES.filter((file) => file.endsWith('.routes.ts')),
    ROUTE_FILES,
  )
  const registering = FILES.filter(
    (file) =>
      file.startsWith('src/') && /\b(app|scope)\.(get|post|put|patch|delete|all|route)[<(]/.test(read(file)),
  )
  assert.deepEqual(registering, ['src/http/server.ts', ...ROUTE_FILES])
})
