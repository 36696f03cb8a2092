import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { createAuthenticator, type Twist } from '../../test/support/authenticator.ts'
import { ADD, add, atHome, halfIn, OFFER } from '../../test/support/passkeys.ts'
import { type Accounts, openAccounts } from '../../test/support/portal-browser.ts'
import { resetAccount } from './index.ts'

let accounts: Accounts
let portal: Accounts['portal']

before(async () => {
  accounts = await openAccounts()
  portal = accounts.portal
})
after(() => accounts.close())

describe('adding a passkey', () => {
  it('SP-26 needs the password again, and is recorded with its name', async () => {
    const account = await accounts.enter('auditor.tambah', 'auditor')
    const browser = portal.browser()
    await browser.signIn(account)
    const early = await browser.post(OFFER)
    assert.deepEqual([early.status, early.body.code], [403, 'reauthentication-required'])
    await browser.reauthenticate(account)
    const before = browser.cookies.get('gapura_session')
    const added = await add(browser, createAuthenticator())
    assert.deepEqual([added.status, added.body.next, added.body.recoveryCodes], [201, 'ready', []])
    assert.notEqual(browser.cookies.get('gapura_session'), before)
    const { body } = await browser.get('/account')
    assert.ok(Array.isArray(body.passkeys))
    assert.deepEqual(
      body.passkeys.map(({ name, rpId, lastUsedAt }) => ({ name, rpId, lastUsedAt })),
      [{ name: 'Laptop loket', rpId: 'localhost', lastUsedAt: null }],
    )
    assert.deepEqual((await accounts.events(account.username)).slice(-1), ['staff.passkey_added'])
  })

  it('SP-28 gives recovery codes with the first second factor, and each opens once', async () => {
    const account = await accounts.enter('operator.pertama', 'operator')
    const browser = await atHome(portal, account)
    const added = await add(browser, createAuthenticator(), {}, '')
    const codes = added.body.recoveryCodes
    assert.ok(Array.isArray(codes) && codes.length === 10)
    const { body } = await browser.get('/account')
    assert.ok(Array.isArray(body.passkeys))
    assert.equal(body.passkeys[0].name, 'Passkey 1')
    const later = await halfIn(portal, account)
    assert.equal((await later.post('/session/second-factor', { code: codes[0] })).body.next, 'ready')
    const again = await halfIn(portal, account)
    assert.equal((await again.post('/session/second-factor', { code: codes[0] })).status, 422)
  })

  it('SP-04 is a way to have the second factor that a role needs', async () => {
    const account = await accounts.enter('auditor.polos', 'auditor')
    await accounts.query(
      'update staff set totp_secret_sealed = null, totp_confirmed_at = null where username = $1',
      [account.username],
    )
    const browser = portal.browser()
    const first = await browser.post('/session', { username: account.username, password: account.password })
    assert.equal(first.body.next, 'enrol-second-factor')
    assert.equal((await add(browser, createAuthenticator())).body.next, 'ready')
    assert.equal((await browser.get('/audit-free')).status, 404)
    assert.equal((await browser.get('/me')).body.next, 'ready')
  })

  const wrong: readonly (Twist & { rule: string })[] = [
    { rule: 'SP-22 its holder was not proved', isVerified: false },
    { rule: 'SP-22 the answer to another challenge', challenge: 'A'.repeat(43) },
    { rule: 'SP-22 an answer of the other kind', type: 'webauthn.get' },
    { rule: 'SP-23 made at another address', origin: 'http://localhost:9999' },
    { rule: 'SP-23 made for another name', rpId: 'example.com' },
  ]
  it('is refused when one thing is not right', async () => {
    const account = await accounts.enter('operator.salah', 'operator')
    const browser = await atHome(portal, account)
    for (const { rule, ...twist } of wrong) {
      const reply = await add(browser, createAuthenticator(), twist)
      assert.deepEqual([rule, reply.status, reply.body.code], [rule, 422, 'invalid'])
    }
    const offer = await browser.post(OFFER)
    const made = createAuthenticator().create(offer.body)
    assert.equal((await browser.post(ADD, { name: 'a', ...made, attestationObject: 'AAAA' })).status, 422)
    assert.equal((await browser.post(ADD, { name: 'a', ...made })).status, 422, 'the challenge is used up')
    const numbered = await browser.post(ADD, { name: 'kartu 12345', ...made })
    assert.deepEqual(numbered.body.fields, [{ field: 'name', message: 'Nama passkey tidak memuat nomor.' }])
    const { body } = await browser.get('/account')
    assert.deepEqual(body.passkeys, [])
  })

  it('SP-22 a challenge does not outlive its time', async () => {
    const browser = await atHome(portal, await accounts.enter('operator.lambat', 'operator'))
    const offer = await browser.post(OFFER)
    await accounts.query(`update staff_challenge set expires_at = clock_timestamp() - interval '1 second'`)
    assert.equal((await browser.post(ADD, createAuthenticator().create(offer.body))).status, 422)
  })

  it('SP-23 is not offered where a browser could not use it', async () => {
    const browser = await atHome(portal, await accounts.enter('operator.angka', 'operator'))
    const hosts = { '127.0.0.1:8080': 'ip-address', '10.10.0.5': 'ip-address', 'gapura.example': 'insecure' }
    for (const [host, why] of Object.entries(hosts)) {
      const reply = await browser.post(OFFER, {}, { host })
      assert.deepEqual(
        [host, reply.status, reply.body.code, reply.body.why],
        [host, 409, 'no-passkey-here', why],
      )
    }
    const { body } = await browser.get('/account', { host: '127.0.0.1:8080' })
    assert.deepEqual(body.here, { usable: false, why: 'ip-address', address: 'http://localhost:8080' })
  })
})

describe('removing a second factor', () => {
  it('SP-26 the last one of who needs one stays, and says why', async () => {
    const account = await accounts.enter('auditor.hapus', 'auditor')
    const browser = await atHome(portal, account)
    const own = createAuthenticator()
    const { id } = (await add(browser, own)).body
    assert.equal((await browser.delete('/account/totp')).status, 204)
    const refused = await browser.delete(`/account/passkeys/${id}`)
    assert.equal(refused.status, 422)
    assert.match(String(refused.body.message), /wajib memakai langkah kedua/)
    const other = (await add(browser, createAuthenticator())).body.id
    assert.equal((await browser.delete(`/account/passkeys/${id}`)).status, 204)
    assert.equal((await browser.delete(`/account/passkeys/${other}`)).status, 422)
    assert.equal((await browser.delete('/account/totp')).status, 404)
    assert.deepEqual((await accounts.events(account.username)).slice(-4), [
      'staff.passkey_added',
      'staff.second_factor_removed',
      'staff.passkey_added',
      'staff.passkey_removed',
    ])
  })

  it('SP-26 two at once do not leave none', async () => {
    const account = await accounts.enter('auditor.serentak', 'auditor')
    const browser = await atHome(portal, account)
    const { id } = (await add(browser, createAuthenticator())).body
    const replies = await Promise.all([
      browser.delete('/account/totp'),
      browser.delete(`/account/passkeys/${id}`),
    ])
    assert.deepEqual(replies.map(({ status }) => status).sort(), [204, 422])
  })

  it('SP-26 who needs none may go without; the recovery codes go with it', async () => {
    const account = await accounts.enter('operator.lepas', 'operator')
    const browser = await atHome(portal, account)
    const { id } = (await add(browser, createAuthenticator())).body
    assert.equal((await browser.put(`/account/passkeys/${id}`, { name: 'Kunci USB' })).status, 204)
    assert.equal((await browser.put('/account/passkeys/999999', { name: 'Kunci USB' })).status, 404)
    assert.equal((await browser.delete(`/account/passkeys/${id}`)).status, 204)
    assert.equal((await browser.get('/account')).body.recoveryCodesLeft, 0)
    assert.equal((await browser.post('/account/recovery-codes')).status, 404)
    const { username, password } = account
    assert.equal((await portal.browser().post('/session', { username, password })).body.next, 'ready')
  })

  it('SP-21 a reset takes passkeys and recovery codes too', async () => {
    const account = await accounts.enter('operator.pulih', 'operator')
    await add(await atHome(portal, account), createAuthenticator())
    const actor = { by: 'cli:uji', requestId: randomUUID(), address: null }
    const given = { username: account.username, reason: 'kunci hilang', actor }
    const reset = await resetAccount(portal.pool, given)
    assert.ok(reset.kind === 'done')
    const { initialPassword: password } = reset
    const reply = await portal.browser().post('/session', { username: account.username, password })
    assert.equal(reply.body.next, 'change-password')
    const [left] = await accounts.query(
      `select (select count(*) from staff_passkey where staff_id = p.id)::int as passkeys,
         (select count(*) from staff_recovery_code where staff_id = p.id)::int as codes
       from staff p where username = $1`,
      [account.username],
    )
    assert.deepEqual(left, { passkeys: 0, codes: 0 })
  })

  it('another’s is not found', async () => {
    const own = await atHome(portal, await accounts.enter('operator.milik', 'operator'))
    const { id } = (await add(own, createAuthenticator())).body
    const other = await atHome(portal, await accounts.enter('operator.bukan', 'operator'))
    assert.equal((await other.delete(`/account/passkeys/${id}`)).status, 404)
    assert.equal((await other.put(`/account/passkeys/${id}`, { name: 'punya saya' })).status, 404)
  })
})
