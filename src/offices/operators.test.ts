import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Accounts, type Browser, enterAccount, openAccounts } from '../../test/support/portal-browser.ts'

let accounts: Accounts
let portal: Accounts['portal']
let agency: Browser

before(async () => {
  accounts = await openAccounts()
  ;({ portal } = accounts)
  agency = portal.browser()
  await agency.signIn(await accounts.enter('admin.dinkes', 'agency-administrator'))
})
after(() => accounts.close())

const OPERATOR = {
  username: 'loket.satu',
  fullName: 'Contoh Petugas Loket',
  nip: '',
}

const fieldsOf = ({ body }: { body: Record<string, unknown> }) =>
  Array.isArray(body.fields) ? body.fields.map(({ field }) => field) : body.code

const idOf = async (username: string): Promise<number> =>
  (await accounts.query('select id from staff where username = $1', [username]))[0].id

describe('an agency’s administrator', () => {
  it('opens the account of an operator with a portal User ID, and shows its first password once', async () => {
    const created = await agency.post('/agency/operators', OPERATOR)
    assert.equal(created.status, 201, JSON.stringify(created.body))
    assert.equal(created.body.userId, 'loket.satu@portal')
    const rows = await accounts.query(
      `select c.kind, c.state, c.addresses::text[] as addresses, a.code from credential c
       join agreement a on a.id = c.agreement_id where c.user_id = 'loket.satu@portal'`,
    )
    assert.deepEqual(rows, [
      {
        kind: 'production',
        state: 'active',
        addresses: ['10.88.0.0/24', '127.0.0.1/32', '::1/128'],
        code: 'dinkes',
      },
    ])
    const list = await agency.get('/agency/operators')
    assert.doesNotMatch(JSON.stringify(list.body), /argon2|assword_|secret/)
    const first = await portal
      .browser()
      .post('/session', { username: 'loket.satu', password: created.body.initialPassword })
    assert.equal(first.body.next, 'change-password')
  })

  const faulty = [
    { rule: 'SP-14 a name that is taken', change: {}, expect: ['username'] },
    { rule: 'SP-14 no name', change: { username: 'a b' }, expect: ['username'] },
    {
      rule: 'SP-15 a number as a name',
      change: { username: 'loket.dua', fullName: '8801011501' },
      expect: ['fullName'],
    },
    { rule: 'SP-15 a NIP too short', change: { username: 'loket.dua', nip: '123' }, expect: ['nip'] },
    {
      rule: 'SP-16 a unit of another agency',
      change: { username: 'loket.dua', workUnitId: 999 },
      expect: ['agencyId'],
    },
    {
      rule: 'C-17 an agreement of another agency',
      change: { username: 'loket.dua', agreement: 'disnaker' },
      expect: ['agreement'],
    },
  ]
  for (const { rule, change, expect } of faulty) {
    it(`is refused ${rule}, and nothing is left of it`, async () => {
      const reply = await agency.post('/agency/operators', { ...OPERATOR, ...change })
      assert.deepEqual([reply.status, fieldsOf(reply)], [422, expect])
      assert.deepEqual(await accounts.query(`select from staff where username = 'loket.dua'`), [])
    })
  }

  it('sees and keeps no account but those of its own operators', async () => {
    const { labour } = accounts.agencies
    await enterAccount(portal, {
      role: 'operator',
      username: 'loket.naker',
      officeId: labour.officeId,
      agencyId: labour.agencyId,
    })
    await accounts.enter('kepala.dinkes', 'agency-head')
    const list = await agency.get('/agency/operators')
    assert.ok(Array.isArray(list.body))
    assert.deepEqual(
      list.body.map(({ username }) => username),
      ['loket.satu'],
    )
    for (const username of ['loket.naker', 'kepala.dinkes', 'admin.dinkes']) {
      const path = `/agency/operators/${await idOf(username)}/suspension`
      assert.equal((await agency.post(path, { reason: 'coba' })).status, 404, username)
    }
    for (const id of ['0', '-1', '1e3', 'x', '99999999999999']) {
      assert.equal((await agency.post(`/agency/operators/${id}/suspension`, { reason: 'coba' })).status, 404)
    }
    assert.equal((await agency.get('/office/staff')).status, 403)
  })

  it('suspends an operator at once, with session and User ID, and lets them go on', async () => {
    const operator = await accounts.enter('loket.tiga', 'operator')
    const browser = portal.browser()
    await browser.signIn(operator)
    const path = `/agency/operators/${await idOf('loket.tiga')}`
    const stateOf = async () =>
      (await accounts.query(`select state from credential where user_id = 'loket.tiga@portal'`))[0].state
    assert.deepEqual(fieldsOf(await agency.post(`${path}/suspension`, { reason: ' ' })), ['reason'])
    const nik = '8801015708850001'
    assert.deepEqual(fieldsOf(await agency.post(`${path}/suspension`, { reason: `soal ${nik}` })), ['reason'])
    assert.equal((await agency.post(`${path}/suspension`, { reason: 'cuti' })).status, 200)
    assert.equal((await browser.get('/me')).status, 401)
    assert.equal(await stateOf(), 'suspended')
    assert.deepEqual(fieldsOf(await agency.post(`${path}/suspension`, { reason: 'lagi' })), ['state'])
    assert.equal((await agency.post(`${path}/reactivation`, { reason: 'kembali' })).status, 200)
    assert.equal(await stateOf(), 'active')
    await browser.signIn(operator)
  })

  it('does not wake a User ID that the office itself suspended', async () => {
    await accounts.enter('loket.lima', 'operator')
    await accounts.query(
      `update credential set state = 'suspended', state_reason = 'oleh kantor' where user_id = 'loket.lima@portal'`,
    )
    const path = `/agency/operators/${await idOf('loket.lima')}`
    await agency.post(`${path}/suspension`, { reason: 'cuti' })
    await agency.post(`${path}/reactivation`, { reason: 'kembali' })
    const rows = await accounts.query(`select state from credential where user_id = 'loket.lima@portal'`)
    assert.equal(rows[0].state, 'suspended')
  })
})
