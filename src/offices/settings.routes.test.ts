import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setUpInstallation, type TestInstallation } from '../../test/support/installation.ts'
import { COMPLETE_PERSON } from '../../test/support/residents.ts'
import {
  openStaffedPortal,
  type PortalClient,
  type StaffedPortal,
} from '../../test/support/staffed-portal.ts'
import { enterAgencies } from '../../test/support/two-agencies.ts'
import { OFFICE_SETTINGS } from './office-settings.ts'

let installation: TestInstallation
let portal: StaffedPortal
let administrator: PortalClient
let elsewhere: PortalClient
let auditor: PortalClient
let operator: PortalClient

before(async () => {
  installation = await setUpInstallation({ people: 5 })
  const agencies = await enterAgencies(installation.pool)
  const { officeId } = agencies.health
  portal = await openStaffedPortal(installation)
  const admin = { role: 'office-administrator' } as const
  administrator = await portal.signIn({ ...admin, username: 'admin.kantor', officeId })
  elsewhere = await portal.signIn({ ...admin, username: 'admin.lain', officeId: agencies.elsewhere.officeId })
  auditor = await portal.signIn({ role: 'auditor', username: 'pemeriksa', officeId })
  operator = await portal.signIn({ role: 'operator', username: 'loket.satu', ...agencies.health })
})
after(async () => {
  await portal.close()
  await installation.close()
})

type View = {
  office: { address: string | null }
  settings: { name: string; value: number; isSet: boolean; usual: number }[]
}
type Fault = { fields: { field: string }[] }

const put = (body: object, who = administrator) => who.send<Fault>('PUT', '/office/settings', body)

async function lastDetail(): Promise<unknown> {
  const { rows } = await installation.pool.query<{ detail: string }>(
    `select detail from audit_entry where event = 'office.settings_changed' order by seq desc limit 1`,
  )
  return JSON.parse(rows[0]?.detail ?? 'null')
}

test('P-21 each setting is told with its bounds and what was delivered', async () => {
  const { body } = await auditor.get<View>('/office/settings')
  assert.deepEqual(
    body.settings.map(({ name, value, isSet }) => [name, value, isSet]),
    Object.entries(OFFICE_SETTINGS).map(([name, { usual }]) => [name, usual, false]),
  )
})

const bounds = Object.entries(OFFICE_SETTINGS).flatMap(([name, { least, most }]) => [
  { name, value: least, isGood: true },
  { name, value: most, isGood: true },
  { name, value: least - 1, isGood: false },
  { name, value: most + 1, isGood: false },
  { name, value: least + 0.5, isGood: false },
  { name, value: 'sebentar', isGood: false },
  { name, value: null, isGood: true },
])
for (const { name, value, isGood } of bounds) {
  test(`P-21 ${name} ${value}: ${isGood ? 'set' : 'refused by name'}`, async () => {
    const { status, body } = await put({ [name]: value })
    assert.equal(status, isGood ? 204 : 422)
    if (!isGood)
      assert.deepEqual(
        body.fields.map(({ field }) => field),
        [name],
      )
  })
}

test('P-21 what moves stands in the log as it was and as it is; what does not leaves no entry', async () => {
  assert.equal((await put({ clearAfterSeconds: '60', address: 'Jalan Contoh 1' })).status, 204)
  assert.deepEqual(await lastDetail(), {
    by: 'staff:admin.kantor',
    changed: { clearAfterSeconds: { from: 90, to: 60 }, address: { from: null, to: 'Jalan Contoh 1' } },
  })
  const count = async () =>
    (await installation.pool.query("select from audit_entry where event = 'office.settings_changed'"))
      .rowCount
  const before = await count()
  assert.equal((await put({ clearAfterSeconds: 60, address: ' Jalan  Contoh 1 ' })).status, 204)
  assert.equal(await count(), before)
})

test('P-21 it is in force with the next request, in the own office alone', async () => {
  const form = await operator.get<{ clearAfterSeconds: number }>('/verification-form')
  assert.equal(form.body.clearAfterSeconds, 60)
  const asked = { nik: COMPLETE_PERSON.nik, purpose: 'verifikasi data pasien', caseNumber: '1' }
  const answer = await operator.send<{ clearAfterSeconds: number }>('POST', '/verifications', asked)
  assert.equal(answer.body.clearAfterSeconds, 60)
  const { body } = await elsewhere.get<View>('/office/settings')
  assert.ok(body.settings.every(({ isSet }) => !isSet))
})

test('P-21 a shorter idle time ends sessions that have waited for longer, of that kind of role alone', async () => {
  await installation.pool.query(`update staff_session set last_seen_at = now() - interval '6 minutes'`)
  assert.equal((await put({ operatorIdleMinutes: 5 })).status, 204)
  assert.equal((await operator.get('/verification-form')).status, 401)
  assert.equal((await auditor.get('/office/settings')).status, 200)
  assert.equal((await put({ operatorIdleMinutes: 7 })).status, 204)
  assert.equal((await operator.get('/verification-form')).status, 200)
})

test('P-21 only the administrator changes it, with the password given again', async () => {
  assert.equal((await put({ clearAfterSeconds: 60 }, auditor)).status, 403)
  assert.equal((await operator.get('/office/settings')).status, 403)
  await installation.pool.query('update staff_session set reauthenticated_at = null where staff_id = $1', [
    administrator.staffId,
  ])
  const { status, text } = await put({ clearAfterSeconds: 60 })
  assert.equal(status, 403)
  assert.match(text, /reauthentication-required/)
})

test('P-22 facts of the installation hold no password', async () => {
  const { status, body, text } = await auditor.get<{ version: string; disk: { totalBytes: number } }>(
    '/office/installation',
  )
  assert.equal(status, 200)
  assert.match(body.version, /^\d+\.\d+\.\d+/)
  assert.ok(body.disk.totalBytes > 0)
  assert.ok(!text.includes(new URL(installation.url).password))
  await administrator.send('POST', '/audit/check')
  const checked = await auditor.get<{ lastLogCheck: { faults: number; by: string } }>('/office/installation')
  assert.deepEqual(
    [checked.body.lastLogCheck.faults, checked.body.lastLogCheck.by],
    [0, 'staff:admin.kantor'],
  )
})
