import assert from 'node:assert/strict'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { openLog } from '../kernel/log.ts'
import { createServer } from './server.ts'

/** One call over a connection that is kept; what the answer says of the connection. */
function call(port: number, agent: http.Agent): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    http
      .request({ port, host: '127.0.0.1', method: 'POST', path: '/x', agent }, (response) => {
        response.resume().on('end', () => resolve(response.headers.connection))
      })
      .on('error', reject)
      .end('{}')
  })
}

test('a server that is told to stop ends, though programs go on calling without a pause', async () => {
  const app = createServer({
    log: openLog('silent'),
    trustedProxies: [],
    beforeRouter: (_request, response) => {
      setTimeout(() => response.end('ok'), 5)
      return true
    },
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const agent = new http.Agent({ keepAlive: true })
  let answered = 0
  let isRefused = false
  const caller = async () => {
    while (!isRefused) {
      await call(port, agent).then(
        () => (answered += 1),
        () => (isRefused = true),
      )
    }
  }
  const callers = [caller(), caller(), caller()]
  while (answered < 30) await call(port, agent)
  await app.close()
  await Promise.all(callers)
  assert.ok(isRefused)
  await assert.rejects(call(port, new http.Agent()), { code: 'ECONNREFUSED' })
  agent.destroy()
})

test('a connection that is kept is told that it ends with the answer, once the server stops', async () => {
  let release: () => void = () => undefined
  const app = createServer({
    log: openLog('silent'),
    trustedProxies: [],
    beforeRouter: (_request, response) => {
      release = () => response.end('ok')
      return true
    },
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const agent = new http.Agent({ keepAlive: true })
  const first = call(port, agent)
  await new Promise((resolve) => app.server.once('request', resolve))
  const closed = app.close()
  release()
  assert.equal(await first, 'keep-alive')
  // The connection is idle now, and ended for the server.
  await closed
  agent.destroy()
})
