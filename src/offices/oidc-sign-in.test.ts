import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import {
  type Accounts,
  type Browser,
  openAccounts,
  openTestPortal,
} from '../../test/support/portal-browser.ts'
import { openProvider, type ProviderPerson, type TestProvider } from '../../test/support/provider.ts'
import { createOidcProvider, registerOidcRoutes, registerSessionRoutes } from './index.ts'

const PUBLIC_URL = 'http://localhost'
const CALLBACK = '/session/oidc/callback'

let accounts: Accounts
let portal: Accounts['portal']
let provider: TestProvider
const folder = mkdtempSync(join(tmpdir(), 'gapura-oidc-'))

before(async () => {
  accounts = await openAccounts()
  provider = await openProvider(`${PUBLIC_URL}/api/portal${CALLBACK}`)
  const clientSecretFile = join(folder, 'oidc-secret')
  writeFileSync(clientSecretFile, provider.clientSecret)
  const settings = {
    issuer: provider.issuer,
    clientId: provider.clientId,
    clientSecretFile,
    usernameClaim: 'preferred_username',
    label: 'Masuk dengan akun pemda',
    secondFactorAcr: ['urn:contoh:dua'],
    secondFactorAmr: ['mfa'],
  }
  portal = await openTestPortal(accounts.url, (scope, parts) => {
    registerSessionRoutes(scope, { ...parts, demoAccounts: () => [] })
    registerOidcRoutes(scope, { ...parts, oidc: createOidcProvider(settings, PUBLIC_URL) })
  })
})
after(async () => {
  await portal.close()
  await provider.close()
  await accounts.close()
  rmSync(folder, { recursive: true })
})

/** To the provider and to where it leads back, with what was brought from there. */
async function visit(browser: Browser, person: ProviderPerson): Promise<URL> {
  provider.seat(person)
  const begun = await browser.post('/session/oidc')
  assert.equal(begun.status, 200, JSON.stringify(begun.body))
  return provider.visit(String(begun.body.location))
}

/** Where the portal leads after that. */
async function comeBack(browser: Browser, url: URL): Promise<unknown> {
  const { status, headers } = await browser.get(`${CALLBACK}${url.search}`)
  assert.equal(status, 303)
  return headers.location
}

const signIn = async (browser: Browser, person: ProviderPerson) =>
  comeBack(browser, await visit(browser, person))

describe('signing in by a provider', () => {
  it('SP-29 opens a session of the account that is named, and is recorded', async () => {
    const { username } = await accounts.enter('operator.sso', 'operator')
    const browser = portal.browser()
    assert.deepEqual((await browser.get('/sign-in-ways')).body, {
      oidc: { label: 'Masuk dengan akun pemda' },
    })
    assert.equal(await signIn(browser, { username }), '/masuk')
    const me = await browser.get('/me')
    assert.deepEqual([me.body.next, me.status], ['ready', 200])
    assert.deepEqual(await accounts.events(username), ['staff.created', 'staff.signed_in'])
    assert.equal(browser.cookies.has('gapura_oidc'), false)
  })

  const factors: readonly { rule: string; how: { acr?: string; amr?: readonly string[] }; next: string }[] = [
    { rule: 'SP-31 the second factor here is still due', how: {}, next: 'second-factor' },
    { rule: 'SP-31 another acr vouches for nothing', how: { acr: 'urn:contoh:satu' }, next: 'second-factor' },
    { rule: 'SP-31 another amr neither', how: { amr: ['pwd'] }, next: 'second-factor' },
    { rule: 'SP-31 the configured amr does', how: { amr: ['pwd', 'mfa'] }, next: 'ready' },
    { rule: 'SP-31 the configured acr does', how: { acr: 'urn:contoh:dua' }, next: 'ready' },
  ]
  it('SP-31 leaves the second factor to this portal, unless the provider vouches for it', async () => {
    const { username } = await accounts.enter('auditor.sso', 'auditor')
    for (const { rule, how, next } of factors) {
      const browser = portal.browser()
      assert.equal(await signIn(browser, { username, ...how }), '/masuk')
      assert.deepEqual([rule, (await browser.get('/me')).body.next], [rule, next])
    }
  })

  it('SP-30 refuses who has no account, however alike the name, and opens none', async () => {
    await accounts.enter('operator.ada', 'operator')
    for (const username of ['operator.tiada', 'Operator.Ada', 'operator.ada ', 'operator.ada@contoh.id']) {
      const browser = portal.browser()
      assert.equal(await signIn(browser, { username }), '/masuk?why=oidc-unknown')
      assert.equal((await browser.get('/me')).status, 401)
    }
    const [row] = await accounts.query(
      `select count(*)::int as n from staff where username like 'operator.tiada%'`,
    )
    assert.equal(row.n, 0)
  })

  it('SP-06 refuses who is suspended', async () => {
    const { username } = await accounts.enter('operator.henti', 'operator')
    await accounts.query(`update staff set state = 'suspended' where username = $1`, [username])
    assert.equal(await signIn(portal.browser(), { username }), '/masuk?why=oidc-suspended')
    assert.deepEqual((await accounts.events(username)).slice(-1), ['staff.sign_in_failed: account-suspended'])
  })

  it('tells when the provider said no', async () => {
    assert.equal(await signIn(portal.browser(), null), '/masuk?why=oidc-denied')
  })

  it('SP-29 is good in the browser that began it, once, in its time', async () => {
    const { username } = await accounts.enter('operator.sekali', 'operator')
    const [one, two] = [portal.browser(), portal.browser()]
    const back = await visit(one, { username })
    assert.equal(await comeBack(two, back), '/masuk?why=oidc-expired', 'no cookie')
    await two.post('/session/oidc')
    assert.equal(await comeBack(two, back), '/masuk?why=oidc-failed', 'the cookie of another beginning')
    const cookie = one.cookies.get('gapura_oidc') ?? ''
    one.cookies.set('gapura_oidc', `9${cookie}`)
    assert.equal(await comeBack(one, back), '/masuk?why=oidc-expired', 'a cookie that was changed')
    one.cookies.set('gapura_oidc', cookie)
    assert.equal(await comeBack(one, back), '/masuk')
    one.cookies.set('gapura_oidc', cookie)
    assert.equal(await comeBack(one, back), '/masuk?why=oidc-failed', 'the code was used')
  })

  it('keeps and logs nothing of the provider’s', async () => {
    const { username } = await accounts.enter('operator.bersih', 'operator')
    const browser = portal.browser()
    const back = await visit(browser, { username })
    await comeBack(browser, back)
    const kept = await accounts.query(
      `select (select string_agg(a::text, chr(10)) from audit_entry a)
         || (select string_agg(s::text, chr(10)) from staff_session s) as text`,
    )
    const code = back.searchParams.get('code') ?? ''
    assert.ok(code.length > 20)
    assert.ok(!String(kept[0].text).includes(code))
    assert.doesNotMatch(String(kept[0].text), /eyJ/)
  })

  it('says so while the provider cannot be reached, and without one there is none', async () => {
    const settings = {
      issuer: 'http://127.0.0.1:9',
      clientId: 'gapura',
      clientSecretFile: join(folder, 'oidc-secret'),
      usernameClaim: 'preferred_username',
      label: 'Masuk',
      secondFactorAcr: [],
      secondFactorAmr: [],
    }
    for (const [oidc, status] of [
      [createOidcProvider(settings, PUBLIC_URL), 503],
      [null, 404],
    ] as const) {
      const other = await openTestPortal(accounts.url, (scope, parts) =>
        registerOidcRoutes(scope, { ...parts, oidc }),
      )
      assert.equal((await other.browser().post('/session/oidc')).status, status)
      await other.close()
    }
  })
})
