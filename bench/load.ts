import { connect, type Socket } from 'node:net'

/**
 * A load generator for one address: a closed loop of keep-alive connections, each with one request under
 * way. It runs in a process of its own and writes requests that were made beforehand, so that it takes as
 * little as possible of the two cores it shares with what it measures.
 *
 * Usage: node load.ts '{"port":…,"connections":…,"seconds":…,"warmUpSeconds":…,"requests":["…"]}'
 * Prints one line of JSON: requests, seconds, rate, p50, p99, max (ms), failures. With `isOnce` each body is sent once,
 * and the time counts from the first to the last answer.
 */
type Order = {
  port: number
  connections: number
  seconds: number
  warmUpSeconds: number
  path: string
  bodies: string[]
  headers?: Record<string, string>
  isOnce?: boolean
}

const order = await readOrder()
const headers = Object.entries({ host: 'bench', 'content-type': 'application/json', ...order.headers })
const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')
const requests = order.bodies.map((body) =>
  Buffer.from(
    `POST ${order.path} HTTP/1.1\r\n${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  ),
)

const EMPTY = Buffer.alloc(0)
const shared = Buffer.alloc(64 * 1024)
const HEADER_END = Buffer.from('\r\n\r\n')
const LENGTH = Buffer.from('content-length: ')

let latencies: number[] = []
let failures = 0
let next = 0
let running = true
const everySent = Promise.withResolvers<void>()
const sockets: Socket[] = []

let started = performance.now()
for (let index = 0; index < order.connections; index += 1) sockets.push(open())
if (order.isOnce === true) {
  await everySent.promise
} else {
  await pause(order.warmUpSeconds * 1000)
  latencies = []
  failures = 0
  started = performance.now()
  await pause(order.seconds * 1000)
}
const seconds = (performance.now() - started) / 1000
running = false
const taken = latencies.sort((a, b) => a - b)
for (const socket of sockets) socket.destroy()
const at = (share: number) => taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? 0
console.log(
  JSON.stringify({
    requests: taken.length,
    rate: taken.length / seconds,
    p50: at(0.5),
    p99: at(0.99),
    max: at(1),
    failures,
  }),
)

function open(): Socket {
  let sentAt = 0
  let received: Buffer = EMPTY
  const send = () => {
    if (!running) return
    if (order.isOnce === true && next >= requests.length) return
    sentAt = performance.now()
    socket.write(requests[next++ % requests.length] ?? '')
  }
  const receive = (length: number, buffer: Uint8Array) => {
    const data = Buffer.from(buffer.buffer, buffer.byteOffset, length)
    const response = received.length === 0 ? data : Buffer.concat([received, data])
    if (completeLength(response) === undefined) {
      // The buffer is written over by the next read.
      received = Buffer.from(response)
      return true
    }
    latencies.push(performance.now() - sentAt)
    // "HTTP/1.1 200": the digit behind the space.
    if (response[9] !== 0x32) failures += 1
    received = EMPTY
    if (order.isOnce === true && latencies.length === requests.length) everySent.resolve()
    send()
    return true
  }
  // All connections read into one buffer: nothing is allocated for a response that comes in one piece.
  const socket = connect({
    port: order.port,
    host: '127.0.0.1',
    noDelay: true,
    onread: { buffer: shared, callback: receive },
  })
  socket.on('connect', send)
  socket.on('error', () => {
    failures += 1
  })
  return socket
}

/** The length of a response when all of it has arrived. Fastify writes header names in lower case. */
function completeLength(data: Buffer): number | undefined {
  const end = data.indexOf(HEADER_END)
  if (end === -1) return undefined
  const at = data.indexOf(LENGTH)
  let length = 0
  for (let index = at + LENGTH.length; data[index] !== 0x0d; index += 1)
    length = length * 10 + (data[index] ?? 0) - 48
  return data.length >= end + 4 + length ? end + 4 + length : undefined
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

async function readOrder(): Promise<Order> {
  let text = ''
  for await (const chunk of process.stdin) text += chunk
  return JSON.parse(text)
}
