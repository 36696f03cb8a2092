import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Accounts, type Browser, codesOf, openAccounts } from '../../test/support/portal-browser.ts'

let accounts: Accounts
let portal: Accounts['portal']

before(async () => {
  accounts = await openAccounts()
  portal = accounts.portal
})
after(() => accounts.close())

const tokenOf = (browser: Browser) => browser.cookies.get('gapura_session') ?? ''

/** A browser that still holds what another had before. */
function withToken(token: string): Browser {
  const browser = portal.browser()
  browser.cookies.set('gapura_session', token)
  return browser
}

/** The token is another after the act, the one before opens nothing, and neither does its token against forgery. */
async function assertRotates(browser: Browser, act: () => Promise<{ status: number; body: object }>) {
  const before = tokenOf(browser)
  const csrf = String((await browser.get('/me')).body.csrf)
  const reply = await act()
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  assert.notEqual(tokenOf(browser), before)
  assert.equal((await withToken(before).get('/me')).body.code, 'signed-out')
  const me = await browser.get('/me')
  assert.equal(me.status, 200)
  assert.notEqual(me.body.csrf, csrf)
  const stale = await browser.post('/session/reauthentication', {}, { 'x-gapura-csrf': csrf })
  assert.equal(stale.body.code, 'csrf')
}

describe('SP-27 the token changes', () => {
  it('when the second factor is given', async () => {
    const account = await accounts.enter('auditor.putar', 'auditor')
    const browser = portal.browser()
    await browser.post('/session', { username: account.username, password: account.password })
    await assertRotates(browser, () => browser.post('/session/second-factor', { code: account.code() }))
  })

  it('not when a wrong one is', async () => {
    const account = await accounts.enter('auditor.tetap', 'auditor')
    const browser = portal.browser()
    await browser.post('/session', { username: account.username, password: account.password })
    const before = tokenOf(browser)
    assert.equal((await browser.post('/session/second-factor', { code: '000000' })).status, 422)
    assert.equal(tokenOf(browser), before)
  })

  it('when the app is set up', async () => {
    const account = await accounts.enter('operator.putar', 'operator')
    const browser = portal.browser()
    await browser.signIn(account)
    await browser.reauthenticate(account)
    const offer = await browser.post('/session/second-factor/enrolment')
    const code = codesOf(String(offer.body.secret))
    const path = '/session/second-factor/enrolment/confirmation'
    await assertRotates(browser, () => browser.post(path, { code: code() }))
  })

  it('when the password is changed', async () => {
    const account = await accounts.enter('operator.sandi', 'operator')
    const browser = portal.browser()
    await browser.signIn(account)
    const given = { current: account.password, next: 'tujuh ember biru di serambi' }
    await assertRotates(browser, () => browser.post('/session/password', given))
  })
})
