import assert from 'node:assert/strict'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { agreementFile, enterAgreement } from '../support/agreement.ts'
import { issue, setUpInstallation, type TestInstallation } from '../support/installation.ts'
import { type ServerProcess, startNode } from '../support/server-process.ts'

// Whatever bytes come: never a 5xx, never another NIK than was sent, never a value to the wrong caller.

const PATH = '/dukcapil/get_json/33-13/rsud_contoh/CALL_NIK'
const agent = new Agent({ keepAlive: true, maxSockets: 16 })

let installation: TestInstallation
let server: ServerProcess
let login: { user_id: string; password: string }

before(async () => {
  installation = await setUpInstallation({ people: 50 })
  await enterAgreement(installation.pool, agreementFile())
  const issued = await issue(installation.pool, { userId: 'rsud.acak', profile: 'G2', quotaPerDay: null })
  login = { user_id: issued.userId, password: issued.secret }
  server = await startNode(installation)
})

after(async () => {
  agent.destroy()
  await server.stop()
  await installation.close()
})

function send(
  body: Buffer | string,
  options: { path?: string; headers?: Record<string, string>; method?: string } = {},
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const { path = PATH, headers = { 'content-type': 'application/json' }, method = 'POST' } = options
    const sent = request(`${server.address}${path}`, { method, agent, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const code = (text: string) => JSON.parse(text).content?.[0]?.RESPONSE_CODE

describe('any bytes as a body', () => {
  test('random bytes are refused, never a server error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
        const { status, text } = await send(Buffer.from(bytes))
        assert.equal(status, 200)
        assert.ok(!text.includes('"NIK"'))
      }),
      { numRuns: 300 },
    )
  })

  test('any strings in any field of a valid request', async () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.constantFrom(
        '\u0000',
        '\ud800',
        '\uffff',
        '💥',
        '\u202e',
        "'; drop table resident; --",
        'a'.repeat(5_000),
      ),
      fc.integer(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.integer(), { maxLength: 3 }),
    )
    const fields = fc.dictionary(
      fc.constantFrom(
        'nik',
        'NIK',
        'ip_user',
        'User_ID',
        'user_id_lokal',
        'TRESHOLD',
        'NAMA_LGKP',
        'TGL_LHR',
        '__proto__',
      ),
      value,
    )
    await fc.assert(
      fc.asyncProperty(fields, async (random) => {
        const { status, text } = await send(JSON.stringify({ ...random, ...login }))
        assert.equal(status, 200, text)
        assert.ok(
          ['07', '15', '13', '03'].includes(code(text)) || text.includes('Data Tidak Ditemukan'),
          text,
        )
      }),
      { numRuns: 300 },
    )
  })

  test('any strings as User ID and password', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(text, text, async (userId, password) => {
        const reply = await send(
          JSON.stringify({ user_id: userId, password, nik: installation.people[0]?.nik }),
        )
        assert.ok(reply.status === 200 || reply.status === 503, `${reply.status}`)
        assert.ok(!reply.text.includes('NAMA_LGKP'))
      }),
      { numRuns: 60 },
    )
  })
})

describe('a NIK is never changed on its way', () => {
  const rows: [what: string, nik: string, expected: string][] = [
    ['beyond the safe integers', '9171010101909991', '13'],
    ['seventeen digits as a number', '91710101019099912', '15'],
    ['in exponent form', '9.171010101909991e15', '15'],
    ['with a fraction', '9171010101909991.0', '15'],
    ['negative', '-9171010101909991', '15'],
  ]
  for (const [what, nik, expected] of rows) {
    test(`${what}: as a bare number`, async () => {
      const body = JSON.stringify({ ...login, nik: '#' }).replace('"#"', nik)
      assert.equal(code((await send(body)).text), expected)
    })
  }

  test('duplicate keys with different numbers are refused', async () => {
    const [first, second] = installation.people
    const body = `{"user_id":"${login.user_id}","password":"${login.password}","nik":"${first?.nik}","NIK":"${second?.nik}"}`
    assert.equal(code((await send(body)).text), '07')
  })

  test('a byte order mark, white space and a form body all ask about the same person', async () => {
    const nik = installation.people.find(({ status }) => status === 1)?.nik ?? ''
    const json = JSON.stringify({ ...login, nik })
    const bodies = [
      json,
      `\ufeff${json}`,
      `\r\n\t ${json}\n`,
      new URLSearchParams({ ...login, nik }).toString(),
    ]
    for (const body of bodies) assert.equal(JSON.parse((await send(body)).text).content[0].NIK, Number(nik))
  })
})

test('W-08 each answer of a burst tells one hit less than the last; wrong parameters take none', async () => {
  const issued = await issue(installation.pool, { userId: 'rsud.sisa', profile: 'G3', quotaPerDay: 40 })
  const call = (nik: string) =>
    send(JSON.stringify({ user_id: issued.userId, password: issued.secret, nik })).then(
      ({ text }): number => JSON.parse(text).quotaLimiter,
    )
  const nik = installation.people[0]?.nik ?? ''
  const left = await Promise.all(Array.from({ length: 30 }, () => call(nik)))
  assert.deepEqual(
    left.toSorted((a, b) => b - a),
    Array.from({ length: 30 }, (_, index) => 39 - index),
  )
  assert.equal(await call(''), 10)
  assert.equal(await call('123'), 10)
})

describe('the edges of HTTP', () => {
  const rows: [what: string, options: Parameters<typeof send>[1], body: string, status: number][] = [
    ['deep nesting', {}, '['.repeat(30_000), 200],
    ['more than 64 KB', {}, 'x'.repeat(70_000), 413],
    ['an empty body', {}, '', 200],
    [
      'a malformed content type',
      { headers: { 'content-type': 'application/json,Accept: application/json' } },
      '{}',
      200,
    ],
    ['no content type', { headers: {} }, '{}', 200],
    ['a content type that is not one', { headers: { 'content-type': ';;;' } }, '{}', 200],
    ['an Authorization header', { headers: { authorization: 'Bearer x' } }, '{}', 200],
    ['GET', { method: 'GET' }, '', 405],
    ['a doubled slash', { path: `/${PATH}` }, '{}', 200],
    ['an unknown address', { path: '/nothing/here' }, '{}', 404],
    ['a percent sign in the path', { path: '/dukcapil/get_json/33/%/x' }, '{}', 400],
    ['a path of dots', { path: '/dukcapil/get_json/33/%2e%2e/x' }, '{}', 404],
    ['a very long method name', { path: `/dukcapil/get_json/33/a/${'x'.repeat(200)}` }, '{}', 404],
  ]
  test('bytes that are no HTTP', async () => {
    const { port } = new URL(server.address)
    const text = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('nonsense\r\n\r\n'))
      let received = ''
      socket.setEncoding('utf8').on('data', (chunk: string) => {
        received += chunk
      })
      socket.on('end', () => resolve(received)).on('error', reject)
    })
    assert.match(text, /^HTTP\/1\.1 400 /)
    assert.match(text, /"code":"bad-request"/)
  })

  for (const [what, options, body, status] of rows) {
    test(what, async () => {
      const reply = await send(body, options)
      assert.equal(reply.status, status, reply.text)
      JSON.parse(reply.text)
    })
  }
})
