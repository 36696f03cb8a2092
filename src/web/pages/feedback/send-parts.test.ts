import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { test } from 'node:test'
import type { Answer } from '../../api/client.ts'
import { type Sending, sendParts, type Target } from './send-parts.ts'

const FILE = new Blob(['aaaabbbbccccdd'])
const part = (n: number, text: string) => ({ n, sha256: hash('sha256', text) })
const TARGET: Target = { id: 7, sizeBytes: 14, partBytes: 4, parts: [] }

const refused = (status: number): Answer<unknown> => ({
  kind: 'refused',
  problem: {
    status,
    code: 'uji',
    message: '',
    fields: [],
    requestId: undefined,
    retryAfterSeconds: undefined,
  },
})

/** Sends with a server that answers as told, first to last, and then takes everything. */
async function send(target: Target, answers: readonly Answer<unknown>[] = [], stopAfter = 100, file = FILE) {
  const put: [number, string][] = []
  const states: Sending[] = []
  const pauses: number[] = []
  const stopping = new AbortController()
  let clock = 0
  const left = [...answers]
  await sendParts(target, file, {
    put: async (_, n, bytes) => {
      put.push([n, new TextDecoder().decode(bytes)])
      clock += 1_000
      if (put.length >= stopAfter) stopping.abort()
      return left.shift() ?? { kind: 'ok', value: undefined }
    },
    hash: async (bytes) => hash('sha256', bytes),
    pause: async (ms) => void pauses.push(ms),
    now: () => clock,
    tell: (state) => states.push(state),
    signal: stopping.signal,
  })
  return { put, pauses, states, last: states.at(-1) }
}

test('every part is sent, the last as short as it is', async () => {
  const { put, last, states } = await send(TARGET)
  assert.deepEqual(put, [
    [0, 'aaaa'],
    [1, 'bbbb'],
    [2, 'cccc'],
    [3, 'dd'],
  ])
  assert.deepEqual(last, { kind: 'done' })
  assert.deepEqual(states.at(-2), {
    kind: 'sending',
    bytesThere: 14,
    bytesPerSecond: 3.5,
    isWaiting: false,
  })
})

test('FB-76 only missing parts are sent', async () => {
  const { put, states } = await send({ ...TARGET, parts: [part(0, 'aaaa'), part(2, 'cccc')] })
  assert.deepEqual(
    put.map(([n]) => n),
    [1, 3],
  )
  assert.deepEqual(states[1], { kind: 'sending', bytesThere: 8, bytesPerSecond: null, isWaiting: false })
})

const OTHERS: readonly [string, Partial<Target>][] = [
  ['of another size', { sizeBytes: 15 }],
  ['with another beginning', { parts: [part(0, 'axaa')] }],
]
for (const [name, change] of OTHERS) {
  test(`FB-76 a file ${name} is another file, and nothing of it is sent`, async () => {
    const { put, last } = await send({ ...TARGET, ...change })
    assert.deepEqual([put, last], [[], { kind: 'other-file' }])
  })
}

test('a connection that breaks is waited out, longer each time', async () => {
  const { put, pauses, last, states } = await send(TARGET, [refused(0), refused(503), refused(0)])
  assert.deepEqual(
    put.map(([n]) => n),
    [0, 0, 0, 0, 1, 2, 3],
  )
  assert.deepEqual([pauses, last], [[1_000, 2_000, 4_000], { kind: 'done' }])
  assert.ok(states.some((state) => state.kind === 'sending' && state.isWaiting))
})

test('what stays refused stops the sending, with the reason', async () => {
  const { put, last } = await send(TARGET, [refused(401)])
  assert.deepEqual([put.length, last?.kind], [1, 'stopped'])
})

test('a file that is gone from its place is told', async () => {
  const gone = new Blob(['x'.repeat(14)])
  gone.slice = () => ({ size: 4, arrayBuffer: () => Promise.reject(new Error('gone')) }) as Blob
  assert.deepEqual((await send(TARGET, [], 100, gone)).last, { kind: 'unreadable' })
})

test('nothing more is told once nobody wants it', async () => {
  const { put, last } = await send(TARGET, [], 2)
  assert.deepEqual([put.length, last?.kind], [2, 'sending'])
})
