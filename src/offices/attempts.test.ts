import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Accounts, openAccounts } from '../../test/support/portal-browser.ts'

let accounts: Accounts
let portal: Accounts['portal']
let enter: Accounts['enter']
let events: Accounts['events']

before(async () => {
  accounts = await openAccounts()
  ;({ portal, enter, events } = accounts)
})
after(() => accounts.close())

describe('attempts', () => {
  const fail = async (username: string, address: string, times: number) => {
    const statuses: number[] = []
    for (let time = 0; time < times; time += 1) {
      const reply = await portal.browser(address).post('/session', { username, password: 'salah' })
      statuses.push(reply.status)
    }
    return statuses
  }

  it('SP-09 cost nothing three times, then more and more time, and the right password too', async () => {
    const { username, password } = await enter('operator.salah', 'operator')
    assert.deepEqual(await fail(username, '10.88.1.1', 6), [401, 401, 401, 401, 429, 429])
    const reply = await portal.browser('10.88.1.1').post('/session', { username, password })
    assert.equal(reply.status, 429)
    assert.equal(reply.body.retryAfterSeconds, 2)
    assert.equal(reply.headers['retry-after'], '2')
  })

  it('SP-09 from elsewhere do not touch the holder’s own address', async () => {
    const { username, password } = await enter('operator.jauh', 'operator')
    await fail(username, '10.88.1.2', 6)
    assert.equal((await portal.browser('10.88.1.3').post('/session', { username, password })).status, 200)
  })

  it('SP-09 made at once are counted one by one', async () => {
    const { username } = await enter('operator.banjir', 'operator')
    const replies = await Promise.all(
      Array.from({ length: 20 }, () =>
        portal.browser('10.88.1.4').post('/session', { username, password: 'salah' }),
      ),
    )
    assert.equal(replies.filter(({ status }) => status === 401).length, 4)
  })

  it('SP-09 from many addresses slow a stranger down by ten seconds, a known device not at all', async () => {
    const account = await enter('operator.serang', 'operator')
    const { username, password } = account
    const known = portal.browser('10.88.1.5')
    await known.signIn(account)
    for (let address = 0; address < 20; address += 1) await fail(username, `10.88.2.${address}`, 1)
    const stranger = portal.browser('10.88.1.6')
    const first = await stranger.post('/session', { username, password })
    assert.deepEqual([first.status, first.body.retryAfterSeconds], [429, 10])
    assert.equal((await known.post('/session', { username, password })).status, 200)
    await accounts.query(`update sign_in_failure set last_at = last_at - interval '10 seconds'`)
    assert.equal((await stranger.post('/session', { username, password })).status, 200)
  })

  it('SP-09 of codes are counted too', async () => {
    const { username, password } = await enter('auditor.tebak', 'auditor')
    const browser = portal.browser('10.88.1.7')
    await browser.post('/session', { username, password })
    const statuses: number[] = []
    for (let time = 0; time < 5; time += 1) {
      statuses.push((await browser.post('/session/second-factor', { code: '000000' })).status)
    }
    assert.deepEqual(statuses, [422, 422, 422, 422, 429])
  })

  it('are in the log, beyond sixty a minute as a count', async () => {
    const [row] = await accounts.query(
      `select count(*)::int as count from audit_entry where event = 'staff.sign_in_failed'`,
    )
    assert.ok(row.count > 20)
    assert.deepEqual((await events('operator.jauh')).slice(1), [
      ...Array(4).fill('staff.sign_in_failed: sign-in-failed'),
      ...Array(2).fill('staff.sign_in_failed: sign-in-throttled'),
      'staff.signed_in',
    ])
  })
})
