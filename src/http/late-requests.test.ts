import assert from 'node:assert/strict'
import http, { type IncomingMessage } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { watchLateRequests } from './late-requests.ts'

const LIMIT_MS = 50

const head = (method: string, type: string, length: number) =>
  `${method} / HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`

const ROWS = [
  { name: 'a body that does not come', sent: head('POST', 'application/json', 10), isLate: true },
  { name: 'half a body', sent: `${head('POST', 'application/json', 10)}{"a"`, isLate: true },
  { name: 'a whole body', sent: `${head('POST', 'application/json', 2)}{}`, isLate: false },
  { name: 'a file on its way', sent: head('PUT', 'application/pdf', 10), isLate: false },
  { name: 'a request without a body', sent: 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', isLate: false },
]

for (const { name, sent, isLate } of ROWS) {
  test(`${isLate ? 'ends' : 'leaves'} ${name}`, async (t) => {
    const ended: IncomingMessage[] = []
    const watch = watchLateRequests((request) => ended.push(request), LIMIT_MS)
    const server = http.createServer((request) => {
      watch(request)
      request.resume()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    t.after(() => {
      socket.destroy()
      server.close()
    })
    socket.write(sent)
    await wait(LIMIT_MS * 4)
    assert.equal(ended.length, isLate ? 1 : 0)
  })
}

test('forgets a request whose connection broke', async (t) => {
  const ended: IncomingMessage[] = []
  const watch = watchLateRequests((request) => ended.push(request), LIMIT_MS)
  const server = http.createServer((request) => {
    watch(request)
    request.on('error', () => undefined).resume()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close())
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.write(head('POST', 'application/json', 10))
  await wait(LIMIT_MS / 5)
  socket.destroy()
  await wait(LIMIT_MS * 4)
  assert.equal(ended.length, 0)
})
