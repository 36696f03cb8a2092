import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { openTestPortal, type TestPortal } from '../../test/support/portal-browser.ts'
import { type DatabaseProxy, startProxy } from '../../test/support/proxy.ts'

let database: TestDatabase
let proxy: DatabaseProxy
let portal: TestPortal

before(async () => {
  database = await createTestDatabase()
  proxy = await startProxy(database.url)
  portal = await openTestPortal(proxy.url, (scope: FastifyInstance) => {
    scope.get('/api/portal/open', { config: { access: 'public' } }, ({ signedIn }) => signedIn)
    scope.post('/api/portal/echo', { config: { access: 'public' } }, (request) => request.body)
    scope.get('/api/portal/closed', { config: { access: 'signed-in' } }, () => 'never')
  })
})
after(async () => {
  await portal.close()
  await proxy.close()
  await database.drop()
})

it('a route that forgot to ask for a session gets an error, not somebody who is nobody', async () => {
  const { status, body } = await portal.browser().get('/open')
  assert.deepEqual([status, body.code], [500, 'internal'])
})

it('every answer has the number of its request and is kept by nobody', async () => {
  for (const path of ['/open', '/closed']) {
    const { body, headers } = await portal.browser().get(path)
    assert.match(String(body.requestId), /^[0-9a-f-]{36}$/)
    assert.equal(headers['cache-control'], 'no-store')
  }
})

it('a made-up cookie is nobody', async () => {
  for (const cookie of ['', 'x', 'a'.repeat(43), 'a'.repeat(5_000), '%00', "' or 1=1"]) {
    const browser = portal.browser()
    browser.cookies.set('gapura_session', cookie)
    assert.equal((await browser.get('/closed')).status, 401)
  }
})

it('a body that is no JSON is a bad request, and is not repeated', async () => {
  for (const payload of ['{"a":', 'rahasia', '{"__proto__":{"a":1}}']) {
    const reply = await portal.app.inject({
      method: 'POST',
      url: '/api/portal/echo',
      headers: { 'content-type': 'application/json' },
      payload,
    })
    assert.equal(reply.statusCode, 400)
    assert.deepEqual(Object.keys(reply.json()), ['code', 'message', 'requestId'])
  }
})

it('a database that is away is 503, also for who is signed in, and comes back', async () => {
  const browser = portal.browser()
  browser.cookies.set('gapura_session', 'a'.repeat(43))
  proxy.shut()
  const { status, body, headers } = await browser.get('/closed')
  assert.deepEqual([status, body.code, headers['retry-after']], [503, 'unavailable', '5'])
  proxy.open()
  assert.equal((await browser.get('/closed')).status, 401)
})
