import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Authenticator, createAuthenticator, type Twist } from '../../test/support/authenticator.ts'
import { AGAIN, add, atHome, halfIn, SECOND, use } from '../../test/support/passkeys.ts'
import { type Accounts, openAccounts, type TestAccount } from '../../test/support/portal-browser.ts'

let accounts: Accounts
let portal: Accounts['portal']

before(async () => {
  accounts = await openAccounts()
  portal = accounts.portal
})
after(() => accounts.close())

describe('using a passkey', () => {
  let account: TestAccount
  let authenticator: Authenticator
  before(async () => {
    account = await accounts.enter('auditor.pakai', 'auditor')
    authenticator = createAuthenticator()
    assert.equal((await add(await atHome(portal, account), authenticator)).status, 201)
  })

  it('SP-25 is the second step of signing in', async () => {
    const browser = await halfIn(portal, account)
    assert.deepEqual((await browser.get('/me')).body.secondFactors, { totp: true, passkey: true })
    const before = browser.cookies.get('gapura_session') ?? ''
    const reply = await use(browser, SECOND, authenticator)
    assert.deepEqual([reply.status, reply.body.next], [200, 'ready'])
    assert.equal((await browser.get('/me')).body.next, 'ready')
    assert.notEqual(browser.cookies.get('gapura_session'), before, 'SP-27')
    assert.equal((await browser.post(`${SECOND}/options`)).status, 403, 'it is given already')
  })

  it('SP-25 stands for password and code before a dangerous act', async () => {
    const browser = await halfIn(portal, account)
    await use(browser, SECOND, authenticator)
    const early = await browser.post('/account/recovery-codes')
    assert.equal(early.body.code, 'reauthentication-required')
    assert.equal((await use(browser, AGAIN, authenticator)).status, 204)
    assert.equal((await browser.post('/account/recovery-codes')).status, 200)
    assert.deepEqual((await accounts.events(account.username)).slice(-3), [
      'staff.second_factor_given',
      'staff.reauthenticated',
      'staff.recovery_codes_renewed',
    ])
  })

  const wrong: readonly (Twist & { rule: string })[] = [
    { rule: 'SP-22 its holder was not proved', isVerified: false },
    { rule: 'SP-22 the answer to another challenge', challenge: 'A'.repeat(43) },
    { rule: 'SP-22 an answer of the other kind', type: 'webauthn.create' },
    { rule: 'SP-23 signed at another address', origin: 'https://gapura.example' },
    { rule: 'SP-23 signed for another name', rpId: 'gapura.example' },
    { rule: 'SP-24 the counter went back', signCount: 1 },
  ]
  for (const { rule, ...twist } of wrong) {
    it(`is refused: ${rule}`, async () => {
      await accounts.query('delete from sign_in_failure')
      const browser = await halfIn(portal, account)
      const reply = await use(browser, SECOND, authenticator, twist)
      assert.deepEqual([reply.status, reply.body.code], [422, 'invalid'])
      assert.equal((await browser.get('/me')).body.next, 'second-factor')
    })
  }

  it('SP-24 a counter that went back is recorded', async () => {
    assert.ok((await accounts.events(account.username)).includes('staff.passkey_suspected'))
  })

  it('SP-22 an answer counts once, in its own session, for its own purpose', async () => {
    await accounts.query('delete from sign_in_failure')
    const [one, two] = [await halfIn(portal, account), await halfIn(portal, account)]
    const asked = await one.post(`${SECOND}/options`)
    const answer = authenticator.get(asked.body, { signCount: 50 })
    assert.equal((await two.post(SECOND, answer)).status, 422, 'another session')
    assert.equal((await one.post(SECOND, answer)).status, 200)
    assert.equal((await one.post(AGAIN, answer)).status, 422, 'another purpose')
    const fresh = await one.post(`${AGAIN}/options`)
    const again = authenticator.get(fresh.body, { signCount: 51 })
    assert.equal((await one.post(AGAIN, again)).status, 204)
    assert.equal((await one.post(AGAIN, again)).status, 422, 'used up')
  })

  it('another’s passkey is none of one’s own', async () => {
    await accounts.query('delete from sign_in_failure')
    const stranger = createAuthenticator()
    await add(await atHome(portal, await accounts.enter('operator.asing', 'operator')), stranger)
    assert.equal((await use(await halfIn(portal, account), SECOND, stranger)).status, 422)
    const other = await atHome(portal, await accounts.enter('operator.lagi', 'operator'))
    assert.equal((await add(other, stranger)).status, 422, 'nor can it be added again')
  })
})
