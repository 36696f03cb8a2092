import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Accounts, codesOf, openAccounts, type TestAccount } from '../../test/support/portal-browser.ts'

const NEW_PASSWORD = 'tujuh ember biru di serambi'

let accounts: Accounts
let portal: Accounts['portal']
let enter: Accounts['enter']

before(async () => {
  accounts = await openAccounts()
  ;({ portal, enter } = accounts)
})
after(() => accounts.close())

/** As if so long had passed since. */
const shift = (username: string, column: string, interval: string) =>
  accounts.query(
    `update staff_session s set ${column} = s.${column} - $2::interval, created_at = s.created_at - $2::interval
     from staff p where p.id = s.staff_id and p.username = $1`,
    [username, interval],
  )

describe('a session', () => {
  let account: TestAccount
  const signedIn = async () => {
    const browser = portal.browser()
    await browser.signIn(account)
    return browser
  }
  before(async () => {
    account = await enter('operator.sesi', 'operator')
  })

  it('is listed with the others, and each can be ended', async () => {
    const [one, two] = [await signedIn(), await signedIn()]
    const list = await two.get('/sessions')
    assert.ok(Array.isArray(list.body))
    const other = list.body.find(({ isCurrent }) => !isCurrent)
    assert.equal(list.body.filter(({ isCurrent }) => isCurrent).length, 1)
    assert.equal((await two.delete(`/sessions/${other.id}`)).status, 204)
    assert.equal((await one.get('/me')).status, 401)
    assert.equal((await two.delete('/sessions/999999')).status, 404)
    assert.equal((await two.delete('/sessions/99999999999')).status, 404)
    assert.equal((await two.delete('/session')).status, 204)
    assert.equal((await two.get('/me')).body.code, 'signed-out')
  })

  it('changes nothing without the token of its own page', async () => {
    const browser = await signedIn()
    for (const headers of [{ 'x-gapura-csrf': '' }, { 'x-gapura-csrf': 'a'.repeat(43) }]) {
      const reply = await browser.post('/session/reauthentication', { password: account.password }, headers)
      assert.deepEqual([reply.status, reply.body.code], [403, 'csrf'])
    }
  })

  const ends = [
    {
      rule: 'SP-05 an operator’s ends after 15 idle minutes',
      column: 'last_seen_at',
      by: '15 minutes 1 second',
    },
    { rule: 'SP-05 and after 12 hours at all events', column: 'absolute_until', by: '12 hours' },
  ]
  for (const { rule, column, by } of ends) {
    it(rule, async () => {
      const browser = await signedIn()
      assert.equal((await browser.get('/me')).status, 200)
      await shift(account.username, column, by)
      assert.deepEqual((await browser.get('/me')).body.code, 'signed-out')
    })
  }

  it('SP-05 is not kept alive by what a page asks by itself', async () => {
    const browser = await signedIn()
    await shift(account.username, 'last_seen_at', '14 minutes')
    assert.equal((await browser.get('/me', { 'x-gapura-background': '1' })).status, 200)
    await shift(account.username, 'last_seen_at', '2 minutes')
    assert.equal((await browser.get('/me')).status, 401)
  })

  it('SP-05 is kept alive by a person', async () => {
    const browser = await signedIn()
    await shift(account.username, 'last_seen_at', '14 minutes')
    assert.equal((await browser.get('/me')).status, 200)
    await shift(account.username, 'last_seen_at', '2 minutes')
    assert.equal((await browser.get('/me')).status, 200)
  })

  it('SP-06 ends for everyone when the agency is suspended, and who signs in is told', async () => {
    const browser = await signedIn()
    const { agencyId } = accounts.agencies.health
    await accounts.query(`update user_agency set state = 'suspended' where id = $1`, [agencyId])
    const refused = await browser.get('/me')
    assert.deepEqual([refused.status, refused.body.code], [401, 'suspended'])
    const { username, password } = account
    const reply = await portal.browser().post('/session', { username, password })
    assert.deepEqual([reply.status, reply.body.code], [403, 'suspended'])
    await accounts.query(`update user_agency set state = 'active' where id = $1`, [agencyId])
    assert.equal((await browser.get('/me')).status, 200)
  })

  it('SP-12 is not enough to set up a second factor; the password is', async () => {
    const own = await enter('operator.kedua', 'operator')
    const browser = portal.browser()
    await browser.signIn(own)
    const refused = await browser.post('/session/second-factor/enrolment')
    assert.deepEqual([refused.status, refused.body.code], [403, 'reauthentication-required'])
    await browser.reauthenticate(own)
    const offer = await browser.post('/session/second-factor/enrolment')
    const code = codesOf(String(offer.body.secret))
    const path = '/session/second-factor/enrolment/confirmation'
    assert.equal((await browser.post(path, { code: code() })).status, 200)
    const { username, password } = own
    const later = portal.browser()
    assert.equal((await later.post('/session', { username, password })).body.next, 'second-factor')
    assert.equal((await later.post('/session/second-factor', { code: code() })).body.next, 'ready')
  })

  it('SP-10 all others end when the password is changed', async () => {
    const [one, two] = [await signedIn(), await signedIn()]
    const changed = await one.post('/session/password', { current: account.password, next: NEW_PASSWORD })
    assert.equal(changed.status, 200, JSON.stringify(changed.body))
    assert.equal((await two.get('/me')).status, 401)
    const back = await one.post('/session/password', { current: NEW_PASSWORD, next: account.password })
    assert.deepEqual([back.status, back.body.code], [422, 'invalid'], 'the last one may not come back')
  })
})
