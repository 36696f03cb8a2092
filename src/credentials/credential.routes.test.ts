import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setUpInstallation, type TestInstallation } from '../../test/support/installation.ts'
import {
  openStaffedPortal,
  type PortalClient,
  type StaffedPortal,
} from '../../test/support/staffed-portal.ts'
import { enterAgencies } from '../../test/support/two-agencies.ts'
import type { CredentialView } from './credential-view.ts'
import { verifyPassword } from './password.ts'

let installation: TestInstallation
let portal: StaffedPortal
let administrator: PortalClient
let stale: PortalClient
let officer: PortalClient
let pic: PortalClient
let operator: PortalClient

before(async () => {
  installation = await setUpInstallation({ people: 5 })
  const { health } = await enterAgencies(installation.pool)
  portal = await openStaffedPortal(installation)
  const { officeId } = health
  const role = 'office-administrator'
  administrator = await portal.signIn({ role, username: 'admin.kantor', officeId })
  stale = await portal.signIn({ role, username: 'admin.lama', officeId, isReauthenticated: false })
  officer = await portal.signIn({ role: 'agreement-officer', username: 'pejabat.pks', officeId })
  pic = await portal.signIn({ role: 'agency-pic', username: 'pic.dinkes', ...health })
  operator = await portal.signIn({ role: 'operator', username: 'loket.satu', ...health })
})
after(async () => {
  await portal.close()
  await installation.close()
})

type Refused = { code: string; fields: { field: string }[] }

const WANTED = {
  agreement: 'dinkes',
  kind: 'production',
  networks: ['10.88.0.5', '10.88.2.0/24'],
  reason: 'surat 12',
}

const issue = (change: object = {}, who = administrator) =>
  who.send<{ userId: string; secret: string } & Refused>('POST', '/office/credentials', {
    ...WANTED,
    ...change,
  })

const rowOf = async (userId: string) =>
  (await installation.pool.query('select * from credential where user_id = $1', [userId])).rows[0]

test('an office lists its User IDs, an agency its own, and never a secret', async () => {
  const office = await administrator.get<CredentialView[]>('/office/credentials')
  assert.deepEqual(
    office.body.map(({ userId, agency, isPortal }) => [userId, agency, isPortal]),
    [
      ['dinkes.program', 'Instansi dinkes', false],
      ['loket.satu@portal', 'Instansi dinkes', true],
      ['disnaker.program', 'Instansi disnaker', false],
    ],
  )
  const one = await administrator.get<CredentialView[]>('/office/credentials?agreement=disnaker')
  assert.deepEqual(
    one.body.map(({ userId }) => userId),
    ['disnaker.program'],
  )
  assert.deepEqual(one.body[0]?.networks, ['10.88.0.0/24', '127.0.0.1', '::1'])
  const foreign = await administrator.get<CredentialView[]>('/office/credentials?agreement=kantor-lain')
  assert.deepEqual(foreign.body, [])
  const own = await pic.get<CredentialView[]>('/agency/credentials')
  assert.deepEqual(
    own.body.map(({ userId }) => userId),
    ['dinkes.program', 'loket.satu@portal'],
  )
  assert.ok(!/argon2|secret/i.test(office.text + own.text))
  assert.equal((await pic.get('/office/credentials')).status, 403)
  assert.equal((await operator.get('/agency/credentials')).status, 403)
})

test('a User ID is issued with its secret shown once, and a name of its own', async () => {
  const { status, body, header } = await issue()
  assert.equal(status, 201)
  assert.equal(header('cache-control'), 'no-store')
  assert.match(body.userId, /^dinkes\.[a-z2-9]{4}$/)
  const row = await rowOf(body.userId)
  assert.ok(await verifyPassword(row.secret_hash, body.secret))
  const { rows } = await installation.pool.query('select detail from audit_entry order by seq desc limit 1')
  assert.match(rows[0].detail, /"by":"staff:admin\.kantor","reason":"surat 12"/)
  assert.ok(!rows[0].detail.includes(body.secret))
  const named = await issue({ userId: 'dinkes.simrs', kind: 'development', quotaPerDay: 10 })
  assert.deepEqual([named.status, named.body.userId], [201, 'dinkes.simrs'])
})

const wrong: { name: string; change: object; fields: string[] }[] = [
  { name: 'no agreement', change: { agreement: '' }, fields: ['agreement'] },
  { name: "another office's agreement", change: { agreement: 'kantor-lain' }, fields: ['agreement'] },
  { name: 'no kind', change: { kind: '' }, fields: ['kind'] },
  { name: 'another kind', change: { kind: 'portal' }, fields: ['kind'] },
  { name: 'no networks', change: { networks: [] }, fields: ['networks'] },
  { name: 'networks that are none', change: { networks: ['10.0.0.0/33'] }, fields: ['networks'] },
  { name: 'a quota above the agreement', change: { quotaPerDay: 51 }, fields: ['quotaPerDay'] },
  { name: 'no reason', change: { reason: '' }, fields: ['reason'] },
  { name: 'a NIK in the reason', change: { reason: 'untuk 8801015708850001' }, fields: ['reason'] },
  { name: 'a User ID that is taken', change: { userId: 'Dinkes.Program' }, fields: ['userId'] },
]
for (const { name, change, fields } of wrong) {
  test(`${name}: 422, and nothing is issued`, async () => {
    const count = async () =>
      (await installation.pool.query('select count(*)::int as count from credential')).rows[0].count
    const before = await count()
    const { status, body } = await issue(change)
    assert.equal(status, 422)
    assert.deepEqual(
      body.fields.map(({ field }) => field),
      fields,
    )
    assert.equal(await count(), before)
  })
}

test("acts change the state, by who may and lately reauthenticated; another office's is not found", async () => {
  const act = (path: string, who = administrator, userId = 'dinkes.program') =>
    who.send('POST', `/office/credentials/${userId}/${path}`, { reason: 'temuan evaluasi' })
  for (const [path, state] of [
    ['suspension', 'suspended'],
    ['reactivation', 'active'],
    ['revocation', 'revoked'],
  ] as const) {
    assert.equal((await act(path, officer)).body.code, 'forbidden')
    assert.equal((await act(path, stale)).body.code, 'reauthentication-required')
    assert.equal((await act(path, administrator, 'kantor-lain.program')).status, 404)
    assert.equal((await act(path)).status, 204)
    assert.deepEqual((await rowOf('dinkes.program')).state, state)
  }
  assert.equal((await act('reactivation')).status, 422)
  assert.equal((await rowOf('kantor-lain.program')).state, 'active')
  const forged = await administrator.send('POST', '/office/credentials', WANTED, { withoutCsrf: true })
  assert.equal(forged.body.code, 'csrf')
  assert.equal((await issue({}, stale)).body.code, 'reauthentication-required')
  assert.equal((await issue({}, pic)).body.code, 'forbidden')
})

test('a rotation shows the new secret once; C-16 a portal User ID has none to rotate', async () => {
  const rotate = (userId: string, body: object = { overlapSeconds: 3_600 }) =>
    administrator.send<{ userId: string; secret: string }>(
      'POST',
      `/office/credentials/${userId}/rotation`,
      body,
    )
  const { status, body } = await rotate('disnaker.program')
  assert.equal(status, 200)
  const row = await rowOf('disnaker.program')
  assert.ok(await verifyPassword(row.secret_hash, body.secret))
  assert.ok(row.previous_secret_until !== null)
  assert.equal((await rotate('disnaker.program', {})).status, 422)
  assert.equal((await rotate('disnaker.program', { overlapSeconds: 31 * 86_400 })).status, 422)
  assert.equal((await rotate('loket.satu@portal')).status, 422)
  assert.equal((await rotate('kantor-lain.program')).status, 404)
})
