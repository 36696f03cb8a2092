import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { readConfig } from './config.ts'

let folder: string
let passwordFile: string
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'gapura-smtp-'))
  passwordFile = join(folder, 'kata-sandi')
  writeFileSync(passwordFile, 'rahasia\n')
})
after(() => rmSync(folder, { recursive: true, force: true }))

const BASE = {
  GAPURA_PUBLIC_URL: 'https://gapura.example',
  GAPURA_SMTP_HOST: 'surel.example',
  GAPURA_SMTP_FROM: 'gapura@kantor.example',
}

const read = (change: Record<string, string | undefined>) => readConfig({ ...BASE, ...change }, folder)

describe('the mail server in the configuration', () => {
  it('NO-04 there is none unless it is named', () => {
    const config = readConfig({}, folder)
    assert.ok(config.kind === 'read')
    assert.equal(config.config.smtp, null)
  })

  it('NO-06 is reached by STARTTLS unless told otherwise', () => {
    const config = read({})
    assert.ok(config.kind === 'read')
    assert.deepEqual(
      [config.config.smtp?.security, config.config.smtp?.port, config.config.smtp?.user],
      ['starttls', 587, null],
    )
  })

  const rows: { rule: string; change: () => Record<string, string | undefined>; faulty: string[] }[] = [
    { rule: 'a port of its own', change: () => ({ GAPURA_SMTP_PORT: '2525' }), faulty: [] },
    { rule: 'TLS', change: () => ({ GAPURA_SMTP_SECURE: 'tls' }), faulty: [] },
    { rule: 'an unknown way', change: () => ({ GAPURA_SMTP_SECURE: 'ssl' }), faulty: ['smtpSecure'] },
    { rule: 'no port', change: () => ({ GAPURA_SMTP_PORT: '99999' }), faulty: ['smtpPort'] },
    {
      rule: 'a name without a password',
      change: () => ({ GAPURA_SMTP_USER: 'gapura' }),
      faulty: ['smtpUser'],
    },
    {
      rule: 'a password in the clear',
      change: () => ({
        GAPURA_SMTP_USER: 'gapura',
        GAPURA_SMTP_PASSWORD_FILE: passwordFile,
        GAPURA_SMTP_SECURE: 'none',
      }),
      faulty: ['smtpSecure'],
    },
    {
      rule: 'a sender with a name',
      change: () => ({ GAPURA_SMTP_FROM: 'Gapura <gapura@kantor.example>' }),
      faulty: ['smtpFrom'],
    },
    { rule: 'no sender', change: () => ({ GAPURA_SMTP_FROM: undefined }), faulty: ['smtpFrom'] },
    {
      rule: 'no address of the portal',
      change: () => ({ GAPURA_PUBLIC_URL: undefined }),
      faulty: ['publicUrl'],
    },
    {
      rule: 'no server, but a sender',
      change: () => ({ GAPURA_SMTP_HOST: undefined }),
      faulty: ['smtpFrom'],
    },
  ]
  for (const { rule, change, faulty } of rows) {
    it(`${rule}: ${faulty.join(', ') || 'read'}`, () => {
      const config = read(change())
      assert.deepEqual(config.kind === 'faulty' ? config.faults.map(({ setting }) => setting) : [], faulty)
    })
  }
})
