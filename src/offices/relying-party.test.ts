import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readConfig } from '../kernel/config.ts'
import { relyingPartyOf } from './relying-party.ts'

const NAMED = 'https://gapura.example'

type Row = { rule: string; publicUrl?: string; protocol?: string; host: string; expect: string }

const ROWS: readonly Row[] = [
  { rule: 'this machine by its name', host: 'localhost:8080', expect: 'localhost at http://localhost:8080' },
  {
    rule: 'a name over HTTPS',
    protocol: 'https',
    host: 'a.example',
    expect: 'a.example at https://a.example',
  },
  { rule: 'a name over plain HTTP', host: 'a.example', expect: 'insecure, null' },
  {
    rule: 'a name that only begins like this machine’s',
    host: 'localhost.example',
    expect: 'insecure, null',
  },
  { rule: 'this machine by its number', host: '127.0.0.1:8080', expect: 'ip-address, http://localhost:8080' },
  { rule: 'another by its number', protocol: 'https', host: '10.10.0.5', expect: 'ip-address, null' },
  { rule: 'IPv6', host: '[::1]:8080', expect: 'ip-address, http://localhost:8080' },
  { rule: 'no host', host: '', expect: 'ip-address, null' },
  {
    rule: 'the configured address',
    publicUrl: NAMED,
    protocol: 'https',
    host: 'gapura.example',
    expect: `gapura.example at ${NAMED}`,
  },
  {
    rule: 'the configured name without HTTPS',
    publicUrl: NAMED,
    host: 'gapura.example',
    expect: `other-address, ${NAMED}`,
  },
  {
    rule: 'not the configured address',
    publicUrl: NAMED,
    host: 'localhost:8080',
    expect: `other-address, ${NAMED}`,
  },
]

describe('SP-23 where passkeys work', () => {
  for (const { rule, publicUrl = null, protocol = 'http', host, expect } of ROWS) {
    it(rule, () => {
      const found = relyingPartyOf(publicUrl, { protocol, host })
      const said =
        found.kind === 'usable' ? `${found.rpId} at ${found.origin}` : `${found.why}, ${found.address}`
      assert.equal(said, expect)
    })
  }
})

describe('the settings', () => {
  const settings = (env: Record<string, string>) => {
    const read = readConfig(env, '/tmp')
    return read.kind === 'read' ? read.config : read.faults.map(({ setting }) => setting)
  }
  const addresses = {
    'https://gapura.example': true,
    'https://gapura.example:8443/': true,
    'http://localhost:8080': true,
    'http://gapura.example': false,
    'https://10.10.0.5': false,
    'https://gapura.example/portal': false,
    'gapura.example': false,
  }
  for (const [address, isGood] of Object.entries(addresses)) {
    it(`publicUrl ${address}`, () => {
      const read = settings({ GAPURA_PUBLIC_URL: address })
      assert.deepEqual(Array.isArray(read) ? read : true, isGood ? true : ['publicUrl'])
    })
  }

  it('an issuer needs all that belongs to it', () => {
    assert.deepEqual(settings({ GAPURA_OIDC_ISSUER: 'http://sso.example' }), [
      'oidcIssuer',
      'publicUrl',
      'oidcClientId',
      'oidcClientSecretFile',
    ])
    assert.deepEqual(settings({ GAPURA_OIDC_CLIENT_ID: 'gapura' }), ['oidcClientId'])
  })
})
