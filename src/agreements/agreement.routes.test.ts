import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setUpInstallation, type TestInstallation } from '../../test/support/installation.ts'
import {
  openStaffedPortal,
  type PortalClient,
  type StaffedPortal,
} from '../../test/support/staffed-portal.ts'
import { enterAgencies, type TestAgency } from '../../test/support/two-agencies.ts'
import type { OfficeAgency } from '../agencies/office-agencies.store.ts'
import type { AgreementView } from './agreement-view.ts'

let installation: TestInstallation
let portal: StaffedPortal
let health: TestAgency
let elsewhere: TestAgency
const staff: Record<string, PortalClient> = {}

before(async () => {
  installation = await setUpInstallation({ people: 5 })
  const agencies = await enterAgencies(installation.pool)
  ;({ health, elsewhere } = agencies)
  portal = await openStaffedPortal(installation)
  const { officeId } = health
  staff.administrator = await portal.signIn({
    role: 'office-administrator',
    username: 'admin.kantor',
    officeId,
  })
  staff.officer = await portal.signIn({ role: 'agreement-officer', username: 'pejabat.pks', officeId })
  staff.auditor = await portal.signIn({ role: 'auditor', username: 'pemeriksa', officeId })
  staff.head = await portal.signIn({ role: 'agency-head', username: 'kepala.dinas', ...health })
  staff.operator = await portal.signIn({ role: 'operator', username: 'loket.satu', ...health })
  const lately = { username: 'pejabat.lama', officeId, isReauthenticated: false }
  staff.stale = await portal.signIn({ role: 'central-approver', ...lately })
})
after(async () => {
  await portal.close()
  await installation.close()
})

const as = (name: string): PortalClient => {
  const client = staff[name]
  assert.ok(client !== undefined)
  return client
}

const REASON = { reason: 'evaluasi semester' }

const lastEntry = async () => {
  const { rows } = await installation.pool.query<{ event: string; by: string; reason: string }>(
    `select event, detail::json->>'by' as by, detail::json->>'reason' as reason from audit_entry order by seq desc limit 1`,
  )
  return rows[0]
}

test('an agency reads itself with its agreements, and no other', async () => {
  const { status, body } = await as('head').get<{ name: string; agreements: AgreementView[] }>('/agency')
  assert.equal(status, 200)
  assert.equal(body.name, 'Instansi dinkes')
  const [agreement] = body.agreements
  assert.equal(body.agreements.length, 1)
  assert.deepEqual(
    [
      agreement?.code,
      agreement?.state,
      agreement?.quotaPerDay,
      agreement?.termVersion,
      agreement?.proofOfConcept,
    ],
    ['dinkes', 'in_force', 50, 1, 'not-required'],
  )
  assert.deepEqual(agreement?.number, { civilRegistry: '400.12.4/dinkes', userAgency: '400.7/dinkes' })
  assert.equal((await as('operator').get('/agency')).status, 403)
  assert.equal((await as('auditor').get('/agency')).status, 403)
})

test('an office lists its own agencies and agreements only', async () => {
  const agencies = await as('auditor').get<OfficeAgency[]>('/office/agencies')
  assert.deepEqual(
    agencies.body.map(({ name, agreements, inForce, hitsToday }) => [name, agreements, inForce, hitsToday]),
    [
      ['Instansi dinkes', 1, 1, 0],
      ['Instansi disnaker', 1, 1, 0],
    ],
  )
  const agreements = await as('auditor').get<AgreementView[]>('/office/agreements')
  assert.deepEqual(
    agreements.body.map(({ code }) => code),
    ['dinkes', 'disnaker'],
  )
  assert.equal((await as('head').get('/office/agencies')).status, 403)
  assert.equal((await as('head').get('/office/agreements')).status, 403)
})

test("what is another office's is not found, to read and to change", async () => {
  for (const path of [
    `/office/agencies/${elsewhere.agencyId}`,
    '/agreements/kantor-lain',
    '/office/agencies/x',
  ]) {
    const reply = await as('auditor').get(path)
    assert.deepEqual([reply.status, reply.body.code], [404, 'not-found'], path)
  }
  const changes: [string, string][] = [
    ['administrator', `/office/agencies/${elsewhere.agencyId}/suspension`],
    ['officer', '/office/agreements/kantor-lain/reactivation'],
  ]
  for (const [who, path] of changes) assert.equal((await as(who).send('POST', path, REASON)).status, 404)
  const { rows } = await installation.pool.query(`select state from agreement where code = 'kantor-lain'`)
  assert.equal(rows[0].state, 'in_force')
  assert.equal((await as('auditor').get(`/office/agencies/${health.agencyId}`)).status, 200)
  assert.equal((await as('auditor').get('/agreements/dinkes')).status, 200)
})

const acts: {
  who: string
  path: () => string
  event: string
  state: string
  prepare?: () => Promise<unknown>
}[] = [
  {
    who: 'administrator',
    path: () => `/office/agencies/${health.agencyId}/suspension`,
    event: 'agency.suspended',
    state: 'suspended',
  },
  {
    who: 'administrator',
    path: () => `/office/agencies/${health.agencyId}/reactivation`,
    event: 'agency.reactivated',
    state: 'active',
  },
  {
    who: 'officer',
    path: () => '/office/agreements/dinkes/reactivation',
    event: 'agreement.reactivated',
    state: 'in_force',
    prepare: () => installation.pool.query(`update agreement set state = 'suspended' where code = 'dinkes'`),
  },
]
for (const { who, path, event, state, prepare } of acts) {
  test(`${event}: by who may, with a reason, lately reauthenticated`, async () => {
    await prepare?.()
    const forged = await as(who).send('POST', path(), REASON, { withoutCsrf: true })
    assert.deepEqual([forged.status, forged.body.code], [403, 'csrf'])
    assert.equal((await as('auditor').send('POST', path(), REASON)).body.code, 'forbidden')
    assert.equal((await as('stale').send('POST', path(), REASON)).body.code, 'reauthentication-required')
    for (const reason of ['', ' ', 'aduan 8801015708850001']) {
      const invalid = await as(who).send<{ fields: { field: string }[] }>('POST', path(), { reason })
      assert.deepEqual([invalid.status, invalid.body.fields[0]?.field], [422, 'reason'])
    }
    const done = await as(who).send('POST', path(), REASON)
    assert.equal(done.status, 204, done.text)
    const by = who === 'officer' ? 'staff:pejabat.pks' : 'staff:admin.kantor'
    assert.deepEqual(await lastEntry(), { event, by, reason: REASON.reason })
    const again = await as(who).send<{ fields: { field: string }[] }>('POST', path(), REASON)
    assert.deepEqual([again.status, again.body.fields[0]?.field], [422, 'state'])
    const code = path().includes('disnaker') ? 'disnaker' : 'dinkes'
    const page = await as('auditor').get(
      path().includes('agencies') ? `/office/agencies/${health.agencyId}` : `/agreements/${code}`,
    )
    assert.equal(page.body.state, state)
  })
}

test('purposes are set by the office and offered to the operator; none may hold a NIK', async () => {
  const put = (purposes: unknown, who = 'officer') =>
    as(who).send('PUT', '/office/agreements/dinkes/purposes', { purposes, ...REASON })
  assert.equal((await put(['Rawat inap', ' Rawat jalan ', 'Rawat inap'])).status, 204)
  const form = await as('operator').get<{ purposes: string[] }>('/verification-form')
  assert.deepEqual(form.body.purposes, ['Rawat inap', 'Rawat jalan'])
  assert.equal((await lastEntry())?.event, 'agreement.purposes_changed')
  for (const wrong of ['Rawat inap', [1], [''], ['8801015708850001'], ['x'.repeat(101)]]) {
    assert.equal((await put(wrong)).status, 422)
  }
  assert.equal((await put(['x'], 'auditor')).status, 403)
  assert.equal(
    (await as('officer').send('PUT', '/office/agreements/kantor-lain/purposes', { purposes: [], ...REASON }))
      .status,
    404,
  )
})
