import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import {
  type Accounts,
  type Browser,
  enterAccount,
  openAccounts,
  type TestAccount,
} from '../../test/support/portal-browser.ts'
import { changeStaffState } from './change-staff.ts'

let accounts: Accounts
let portal: Accounts['portal']
let office: Browser
let account: TestAccount

before(async () => {
  accounts = await openAccounts()
  ;({ portal } = accounts)
  account = await accounts.enter('admin.kantor', 'office-administrator')
  office = portal.browser()
  await office.signIn(account)
})
after(() => accounts.close())

const fieldsOf = ({ body }: { body: Record<string, unknown> }) =>
  Array.isArray(body.fields) ? body.fields.map(({ field }) => field) : body.code

const idOf = async (username: string): Promise<number> =>
  (await accounts.query('select id from staff where username = $1', [username]))[0].id

describe('an office’s administrator', () => {
  const AUDITOR = {
    username: 'auditor.satu',
    fullName: 'Contoh Auditor',
    role: 'auditor',
    agencyId: null,
    reason: 'pegawai baru',
  }

  it('SP-08 gives the password again before any account is opened', async () => {
    const reply = await office.post('/office/staff', AUDITOR)
    assert.deepEqual([reply.status, reply.body.code], [403, 'reauthentication-required'])
    await office.reauthenticate(account)
    assert.equal((await office.post('/office/staff', AUDITOR)).status, 201)
  })

  const faulty = [
    { rule: 'SP-13 no role', change: { role: 'tuan' }, expect: ['role'] },
    { rule: 'SP-13 an operator', change: { role: 'operator' }, expect: ['role'] },
    {
      rule: 'SP-16 an agency’s role without an agency',
      change: { role: 'agency-head' },
      expect: ['agencyId'],
    },
    { rule: 'SP-16 an office’s role in an agency', change: { agencyId: 1 }, expect: ['agencyId'] },
    {
      rule: 'SP-16 an agency of another office',
      change: { role: 'agency-head', agencyId: 3 },
      expect: ['agencyId'],
    },
    {
      rule: 'SP-16 no agency at all',
      change: { role: 'agency-head', agencyId: 2 ** 40 },
      expect: ['agencyId'],
    },
  ]
  for (const { rule, change, expect } of faulty) {
    it(`is refused ${rule}`, async () => {
      const reply = await office.post('/office/staff', { ...AUDITOR, username: 'baru.sekali', ...change })
      assert.deepEqual([reply.status, fieldsOf(reply)], [422, expect])
    })
  }

  it('SP-20 does not suspend themselves, and nobody when suspended', async () => {
    const self = await idOf(account.username)
    assert.deepEqual(fieldsOf(await office.post(`/office/staff/${self}/suspension`, { reason: 'a' })), ['id'])
    const other = await enterAccount(portal, {
      role: 'office-administrator',
      username: 'admin.dua',
      officeId: accounts.agencies.health.officeId,
    })
    const second = portal.browser()
    await second.signIn(other)
    await second.reauthenticate(other)
    await accounts.query(`update staff set state = 'suspended' where username = 'admin.dua'`)
    assert.equal((await second.post(`/office/staff/${self}/suspension`, { reason: 'a' })).status, 401)
    await accounts.query(`update staff set state = 'active' where username = 'admin.dua'`)
    const gone = await office.post(`/office/staff/${await idOf('admin.dua')}/suspension`, { reason: 'a' })
    assert.equal(gone.status, 200)
  })

  it('SP-19 two who suspend each other at once leave one of them', async () => {
    const [{ officeId }] = await accounts.query(`select id as "officeId" from office where code = '33.03'`)
    const role = 'office-administrator'
    for (const username of ['admin.kiri', 'admin.kanan'])
      await enterAccount(portal, { role, username, officeId })
    const [left, right] = [await idOf('admin.kiri'), await idOf('admin.kanan')]
    const actor = { by: 'uji', requestId: randomUUID(), address: null }
    const results = await Promise.all(
      [
        { keeper: left, staffId: right },
        { keeper: right, staffId: left },
      ].map(({ keeper, staffId }) =>
        changeStaffState(portal.pool, {
          keeper: { staffId: keeper, officeId, agencyId: null, role },
          staffId,
          act: 'suspend',
          reason: 'uji',
          actor,
        }),
      ),
    )
    assert.deepEqual(results.map(({ kind }) => kind).sort(), ['done', 'refused'])
  })

  it('gives a first password again, takes a second factor, ends sessions; all of it is in the log', async () => {
    const auditor = await enterAccount(portal, {
      role: 'auditor',
      username: 'auditor.dua',
      officeId: accounts.agencies.health.officeId,
    })
    const browser = portal.browser()
    await browser.signIn(auditor)
    const path = `/office/staff/${await idOf('auditor.dua')}`
    const ended = await office.post(`${path}/sessions-end`, { reason: 'komputer tertinggal' })
    assert.deepEqual([ended.status, ended.body], [200, { ended: 1 }])
    assert.equal((await browser.get('/me')).status, 401)
    const reset = await office.post(`${path}/password-reset`, { reason: 'lupa' })
    assert.equal(reset.status, 200)
    const taken = await office.post(`${path}/second-factor-reset`, { reason: 'ponsel hilang' })
    assert.equal(taken.status, 204)
    const password = reset.body.initialPassword
    const first = await portal.browser().post('/session', { username: 'auditor.dua', password })
    assert.equal(first.body.next, 'change-password')
    const rows = await accounts.query(
      `select event from audit_entry where detail::json->>'username' = 'auditor.dua' order by seq`,
    )
    assert.deepEqual(rows.map(({ event }) => event).slice(-4), [
      'staff.sessions_ended',
      'staff.password_reset',
      'staff.second_factor_reset',
      'staff.signed_in',
    ])
  })

  it('sees the staff of its own office and agencies, and of no other', async () => {
    const elsewhere = await enterAccount(portal, {
      role: 'office-administrator',
      username: 'admin.jauh',
      officeId: (await accounts.query(`select id from office where code = '33.03'`))[0].id,
    })
    const list = await office.get('/office/staff')
    assert.ok(Array.isArray(list.body))
    const names = list.body.map(({ username }) => username)
    assert.ok(names.includes('auditor.satu') && !names.includes(elsewhere.username))
    const path = `/office/staff/${await idOf(elsewhere.username)}/suspension`
    assert.equal((await office.post(path, { reason: 'coba' })).status, 404)
  })
})
