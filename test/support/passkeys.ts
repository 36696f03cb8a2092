import assert from 'node:assert/strict'
import type { Authenticator, Twist } from './authenticator.ts'
import type { Browser, TestAccount, TestPortal } from './portal-browser.ts'

export const OFFER = '/session/passkeys/options'
export const ADD = '/session/passkeys'
export const SECOND = '/session/second-factor/passkey'
export const AGAIN = '/session/reauthentication/passkey'

/** Signed in and proved once more, so that passkeys may be added. */
export async function atHome(portal: TestPortal, account: TestAccount): Promise<Browser> {
  const browser = portal.browser()
  await browser.signIn(account)
  await browser.reauthenticate(account)
  return browser
}

/** Past the password, before the second factor. */
export async function halfIn(portal: TestPortal, { username, password }: TestAccount): Promise<Browser> {
  const browser = portal.browser()
  const reply = await browser.post('/session', { username, password })
  assert.equal(reply.body.next, 'second-factor', JSON.stringify(reply.body))
  return browser
}

/** Has a passkey made and brings it. */
export async function add(
  browser: Browser,
  authenticator: Authenticator,
  twist: Twist = {},
  name = 'Laptop loket',
) {
  const offer = await browser.post(OFFER)
  assert.equal(offer.status, 200, JSON.stringify(offer.body))
  return browser.post(ADD, { name, ...authenticator.create(offer.body, twist) })
}

/** Asks for a challenge and signs it. */
export async function use(browser: Browser, path: string, authenticator: Authenticator, twist: Twist = {}) {
  const asked = await browser.post(`${path}/options`)
  assert.equal(asked.status, 200, JSON.stringify(asked.body))
  return browser.post(path, authenticator.get(asked.body, twist))
}
