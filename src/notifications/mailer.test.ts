import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, describe, it } from 'node:test'
import { generate } from 'selfsigned'
import { type MailServer, startMailServer } from '../../test/support/mail-server.ts'
import type { SmtpConfig } from '../kernel/smtp-config.ts'
import { createMailer } from './mailer.ts'

const PASSWORD = 'rahasia-surel'
const MAIL = { to: 'pejabat@kantor.example', subject: 'Laporan – semester', text: 'Ada tugas.' }

let folder: string
let caFile: string
let passwordFile: string
let certificate: { key: string; cert: string }
let server: MailServer | undefined

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gapura-surel-'))
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    keySize: 2048,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  })
  certificate = { key: made.private, cert: made.cert }
  caFile = join(folder, 'ca.pem')
  passwordFile = join(folder, 'kata-sandi')
  writeFileSync(caFile, made.cert)
  writeFileSync(passwordFile, `${PASSWORD}\n`)
})
after(() => rmSync(folder, { recursive: true, force: true }))
afterEach(async () => {
  await server?.stop()
  server = undefined
})

async function listen(options: Parameters<typeof startMailServer>[0] = {}): Promise<MailServer> {
  server = await startMailServer(options)
  return server
}

const send = (port: number, smtp: Partial<SmtpConfig> = {}, mail = MAIL) =>
  createMailer({
    host: '127.0.0.1',
    port,
    security: 'none',
    user: null,
    passwordFile: null,
    caFile: null,
    from: 'gapura@kantor.example',
    ...smtp,
  }).send(mail)

/** A server that offers STARTTLS and takes letters only from who knows the password. */
const guarded = (): Parameters<typeof startMailServer>[0] => ({
  ...certificate,
  authOptional: false,
  disabledCommands: [],
  hideSTARTTLS: false,
  onAuth: ({ username = '', password }, _session, done) =>
    password === PASSWORD ? done(null, { user: username }) : done(new Error('wrong')),
})

describe('the mailer', () => {
  for (const security of ['starttls', 'tls'] as const) {
    it(`NO-06 ${security}: encrypted, with a name and a password`, async () => {
      const { port, taken } = await listen({ ...guarded(), secure: security === 'tls' })
      const sent = await send(port, { security, caFile, user: 'gapura', passwordFile })
      assert.deepEqual(sent, { kind: 'sent' })
      assert.deepEqual(
        taken.map(({ isEncrypted, user }) => [isEncrypted, user]),
        [[true, 'gapura']],
      )
    })
  }

  it('NO-06 where encryption is asked for nothing is sent in the clear', async () => {
    const { port, taken } = await listen()
    assert.deepEqual(await send(port, { security: 'starttls' }), { kind: 'failed', problem: 'no-encryption' })
    assert.equal(taken.length, 0)
  })

  it('NO-06 a certificate of somebody unknown is refused, before the password is given', async () => {
    let asked = 0
    const { port } = await listen({
      ...guarded(),
      onAuth: (_auth, _session, done) => {
        asked += 1
        done(new Error('nobody'))
      },
    })
    const sent = await send(port, { security: 'starttls', user: 'gapura', passwordFile })
    assert.deepEqual(sent, { kind: 'failed', problem: 'certificate-unknown' })
    assert.equal(asked, 0)
  })

  const faults: {
    rule: string
    options: () => Parameters<typeof startMailServer>[0]
    smtp?: () => Partial<SmtpConfig>
    mail?: typeof MAIL
    expected: { kind: string; problem: string }
  }[] = [
    {
      rule: 'a wrong password',
      options: () => ({ ...guarded(), onAuth: (_auth, _session, done) => done(new Error('wrong')) }),
      smtp: () => ({ security: 'starttls', caFile, user: 'gapura', passwordFile }),
      expected: { kind: 'failed', problem: 'sign-in-refused' },
    },
    {
      rule: 'a recipient who is not there is never tried again',
      options: () => ({}),
      mail: { ...MAIL, to: 'tidak-ada@kantor.example' },
      expected: { kind: 'refused', problem: 'recipient-refused' },
    },
    {
      rule: 'a recipient whose box is full for now is',
      options: () => ({
        onRcptTo: (_address, _session, done) => done(Object.assign(new Error('full'), { responseCode: 452 })),
      }),
      expected: { kind: 'failed', problem: 'recipient-refused' },
    },
    {
      rule: 'a sender who is refused is a matter of the settings',
      options: () => ({
        onMailFrom: (_address, _session, done) => done(Object.assign(new Error('no'), { responseCode: 550 })),
      }),
      expected: { kind: 'failed', problem: 'sender-refused' },
    },
    {
      rule: 'a content that is refused for good',
      options: () => ({
        onData: (stream, _session, done) => {
          stream.resume()
          stream.on('end', () => done(Object.assign(new Error('spam'), { responseCode: 554 })))
        },
      }),
      expected: { kind: 'refused', problem: 'message-refused' },
    },
  ]
  for (const { rule, options, smtp, mail, expected } of faults) {
    it(`NO-05 ${rule}`, async () => {
      const { port } = await listen(options())
      assert.deepEqual(await send(port, smtp?.() ?? {}, mail ?? MAIL), expected)
    })
  }

  it('NO-05 nobody listens', async () => {
    const { port, stop } = await startMailServer()
    await stop()
    assert.deepEqual(await send(port), { kind: 'failed', problem: 'unreachable' })
  })
})
