import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Accounts, codesOf, openAccounts } from '../../test/support/portal-browser.ts'

const NEW_PASSWORD = 'tujuh ember biru di serambi'

let accounts: Accounts
let portal: Accounts['portal']
let enter: Accounts['enter']
let events: Accounts['events']

before(async () => {
  accounts = await openAccounts()
  ;({ portal, enter, events } = accounts)
})
after(() => accounts.close())

describe('the first sign-in', () => {
  it('asks for a password of one’s own, then for a second factor, and nothing works before', async () => {
    const admin = await enter('admin.pertama', 'office-administrator')
    const keeper = portal.browser()
    await keeper.signIn(admin)
    await keeper.reauthenticate(admin)
    const created = await keeper.post('/office/staff', {
      username: 'auditor.baru',
      reason: 'pegawai baru',
      fullName: 'Contoh Auditor',
      nip: '',
      role: 'auditor',
      agencyId: null,
    })
    assert.equal(created.status, 201, JSON.stringify(created.body))
    const { initialPassword } = created.body

    const browser = portal.browser()
    const first = await browser.post('/session', { username: 'Auditor.Baru ', password: initialPassword })
    assert.deepEqual([first.status, first.body.next], [200, 'change-password'])
    const me = await browser.get('/me')
    assert.deepEqual([me.status, me.body.next, me.body.permissions], [200, 'change-password', []])
    const early = await browser.get('/office/staff')
    assert.deepEqual([early.status, early.body.code], [403, 'password-change-required'])
    const skipped = await browser.post('/session/second-factor/enrolment')
    assert.deepEqual([skipped.status, skipped.body.code], [403, 'forbidden'])

    const weak = await browser.post('/session/password', { current: initialPassword, next: 'rahasia12345' })
    assert.deepEqual([weak.status, weak.body.code], [422, 'invalid'])
    const same = await browser.post('/session/password', { current: initialPassword, next: initialPassword })
    assert.deepEqual([same.status, same.body.code], [422, 'invalid'])
    const changed = await browser.post('/session/password', {
      current: initialPassword,
      next: NEW_PASSWORD,
    })
    assert.deepEqual([changed.status, changed.body.next], [200, 'enrol-second-factor'])
    const still = await browser.get('/office/staff')
    assert.deepEqual(
      [still.status, still.body.code, still.body.next],
      [403, 'second-factor-required', 'enrol-second-factor'],
    )

    const offer = await browser.post('/session/second-factor/enrolment')
    assert.match(String(offer.body.otpauthUrl), /^otpauth:\/\/totp\/Gapura:auditor\.baru\?/)
    assert.match(String(offer.body.qrSvg), /^<svg/)
    const code = codesOf(String(offer.body.secret))
    const wrong = await browser.post('/session/second-factor/enrolment/confirmation', { code: '000000' })
    assert.equal(wrong.status, 422)
    const confirmed = await browser.post('/session/second-factor/enrolment/confirmation', { code: code() })
    assert.deepEqual([confirmed.status, confirmed.body.next], [200, 'ready'])
    const { recoveryCodes } = confirmed.body
    assert.ok(Array.isArray(recoveryCodes) && recoveryCodes.length === 10)
    assert.equal((await browser.get('/office/staff')).status, 200)
    assert.deepEqual(await events('auditor.baru'), [
      'staff.created',
      'staff.signed_in',
      'staff.password_changed',
      'staff.second_factor_enrolled',
    ])

    const later = portal.browser()
    await later.post('/session', { username: 'auditor.baru', password: NEW_PASSWORD })
    const used = await later.post('/session/second-factor', { code: recoveryCodes[0] })
    assert.deepEqual([used.status, used.body.next], [200, 'ready'])
    const again = portal.browser()
    await again.post('/session', { username: 'auditor.baru', password: NEW_PASSWORD })
    assert.equal((await again.post('/session/second-factor', { code: recoveryCodes[0] })).status, 422)
    assert.equal((await again.post('/session/second-factor', { code: recoveryCodes[1] })).status, 200)
  })
})

describe('a sign-in', () => {
  it('tells a wrong password and an unknown name alike', async () => {
    await enter('operator.sama', 'operator')
    const wrong = await portal.browser().post('/session', { username: 'operator.sama', password: 'x' })
    const unknown = await portal.browser().post('/session', { username: 'tidak.ada', password: 'x' })
    const known = { ...wrong.body, requestId: '' }
    assert.deepEqual([wrong.status, known], [401, { ...unknown.body, requestId: '' }])
  })

  it('sets a cookie that no script reads and no other site sends, and is cached nowhere', async () => {
    const account = await enter('operator.kue', 'operator')
    const { headers } = await portal
      .browser()
      .post('/session', { username: account.username, password: account.password })
    const [session] = [headers['set-cookie']].flat().map(String)
    assert.match(session ?? '', /^gapura_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
    assert.equal(headers['cache-control'], 'no-store')
  })

  it('is not made by a page of another site', async () => {
    const account = await enter('operator.lain', 'operator')
    const { username, password } = account
    const reply = await portal
      .browser()
      .post('/session', { username, password }, { 'sec-fetch-site': 'cross-site' })
    assert.deepEqual([reply.status, reply.body.code], [403, 'csrf'])
  })

  it('leaves no password, code or foreign name in the log', async () => {
    await portal.browser().post('/session', { username: 'kata sandi salah ketik', password: 'rahasiasekali' })
    const [row] = await accounts.query('select string_agg(a::text, chr(10)) as log from audit_entry a')
    assert.doesNotMatch(row.log, /salah ketik|rahasiasekali|tujuh ember/)
  })

  it('accepts each code once, also when it is given twice at the same time', async () => {
    const account = await enter('auditor.kode', 'auditor')
    const { username, password } = account
    const code = account.code()
    const replies = await Promise.all(
      [portal.browser(), portal.browser('10.88.0.71'), portal.browser('10.88.0.72')].map(async (browser) => {
        await browser.post('/session', { username, password })
        return browser.post('/session/second-factor', { code })
      }),
    )
    assert.deepEqual(replies.map(({ status }) => status).sort(), [200, 422, 422])
  })
})
