import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setUpInstallation, type TestInstallation } from '../../test/support/installation.ts'
import { COMPLETE_PERSON } from '../../test/support/residents.ts'
import {
  openStaffedPortal,
  type PortalClient,
  type StaffedPortal,
} from '../../test/support/staffed-portal.ts'
import { enterAgencies, type TestAgency } from '../../test/support/two-agencies.ts'

let installation: TestInstallation
let portal: StaffedPortal
let health: TestAgency
let elsewhere: TestAgency
let officer: PortalClient
let pic: PortalClient
let head: PortalClient
let operator: PortalClient

before(async () => {
  installation = await setUpInstallation({ people: 5 })
  ;({ health, elsewhere } = await enterAgencies(installation.pool))
  portal = await openStaffedPortal(installation)
  const { officeId } = health
  officer = await portal.signIn({ role: 'agreement-officer', username: 'pejabat.pks', officeId })
  pic = await portal.signIn({ role: 'agency-pic', username: 'pic.dinas', ...health })
  head = await portal.signIn({ role: 'agency-head', username: 'kepala.dinas', ...health })
  operator = await portal.signIn({ role: 'operator', username: 'loket.satu', ...health })
})
after(async () => {
  await portal.close()
  await installation.close()
})

const GOOD = {
  name: 'Contoh Narahubung',
  position: 'Kepala Seksi Kerja Sama',
  phone: '0000-000-001',
  email: 'narahubung@dinas.example',
  isAsked: true,
}
type Fault = { fields: { field: string }[] }

const rows: { rule: string; contacts: unknown; faulty: string[] }[] = [
  { rule: 'one', contacts: [GOOD], faulty: [] },
  { rule: 'none', contacts: [], faulty: [] },
  { rule: 'no list', contacts: undefined, faulty: ['contacts'] },
  { rule: 'six', contacts: Array(6).fill(GOOD), faulty: ['contacts'] },
  { rule: 'two asked', contacts: [GOOD, GOOD], faulty: ['contacts'] },
  { rule: 'nobody asked', contacts: [{ ...GOOD, isAsked: false }], faulty: ['contacts'] },
  { rule: 'no name', contacts: [{ ...GOOD, name: ' ' }], faulty: ['contacts[0].name'] },
  { rule: 'no position', contacts: [{ ...GOOD, position: '' }], faulty: ['contacts[0].position'] },
  { rule: 'a number for a name', contacts: [{ ...GOOD, name: 'Contoh 8' }], faulty: ['contacts[0].name'] },
  { rule: 'not reachable', contacts: [{ ...GOOD, phone: '', email: '' }], faulty: ['contacts[0].phone'] },
  { rule: 'by telephone alone', contacts: [{ ...GOOD, email: '' }], faulty: [] },
  { rule: 'words for a telephone', contacts: [{ ...GOOD, phone: 'telepon' }], faulty: ['contacts[0].phone'] },
  { rule: 'a NIK', contacts: [{ ...GOOD, phone: COMPLETE_PERSON.nik }], faulty: ['contacts[0].phone'] },
  { rule: 'no e-mail address', contacts: [{ ...GOOD, email: 'dinas' }], faulty: ['contacts[0].email'] },
  {
    rule: 'faults of the second one',
    contacts: [GOOD, { ...GOOD, isAsked: false, name: '' }],
    faulty: ['contacts[1].name'],
  },
]
for (const { rule, contacts, faulty } of rows) {
  test(`P-20 ${rule}: ${faulty.join(', ') || 'kept'}`, async () => {
    const { status, body } = await pic.send<Fault>('PUT', '/agency/contacts', { contacts })
    assert.equal(status, faulty.length === 0 ? 204 : 422)
    assert.deepEqual(body.fields?.map(({ field }) => field) ?? [], faulty)
  })
}

test('P-20 the log names people and positions, and no telephone or address', async () => {
  await pic.send('PUT', '/agency/contacts', { contacts: [GOOD] })
  const { rows: entries } = await installation.pool.query<{ event: string; detail: string }>(
    `select event, detail from audit_entry where event like '%contacts_changed' order by seq`,
  )
  assert.match(entries.at(-1)?.detail ?? '', /Contoh Narahubung \(Kepala Seksi Kerja Sama\)/)
  for (const { detail } of entries) assert.ok(!/0000-000|example/.test(detail))
})

test("P-20 the office changes its own agencies' contacts and its own, the agency its own alone", async () => {
  const contacts = [{ ...GOOD, name: 'Contoh Dari Kantor' }]
  const of = (agency: TestAgency) => `/office/agencies/${agency.agencyId}/contacts`
  assert.equal((await officer.send('PUT', of(health), { contacts })).status, 204)
  assert.equal((await officer.send('PUT', of(elsewhere), { contacts })).status, 404)
  assert.equal(
    (await officer.send('PUT', '/office/agencies/999999999999/contacts', { contacts })).status,
    404,
  )
  assert.equal((await officer.send('PUT', '/office/contacts', { contacts: [GOOD] })).status, 204)
  assert.equal((await pic.send('PUT', of(health), { contacts })).status, 403)
  assert.equal((await head.send('PUT', '/agency/contacts', { contacts })).status, 403)
  const { body } = await head.get<{ contacts: object[]; officeContacts: object[] }>('/agency')
  assert.deepEqual([body.contacts, body.officeContacts], [contacts, [GOOD]])
})

test('P-20 a refusal names whom to ask: the office when access is closed, the agency for its own addresses', async () => {
  const asked = { nik: COMPLETE_PERSON.nik, purpose: 'verifikasi data pasien', caseNumber: '1' }
  const ask = async (from: string) =>
    (await operator.send<{ detail: { contact: string } }>('POST', '/verifications', asked, { from })).body
      .detail
  assert.equal((await ask('10.99.0.1')).contact, 'Contoh Dari Kantor (Kepala Seksi Kerja Sama), 0000-000-001')
  await installation.pool.query(`update agreement set state = 'suspended' where code = 'dinkes'`)
  assert.equal((await ask('10.88.0.70')).contact, 'Contoh Narahubung (Kepala Seksi Kerja Sama), 0000-000-001')
  await officer.send('PUT', '/office/contacts', { contacts: [] })
  assert.equal((await ask('10.88.0.70')).contact, health.file.civilRegistry.name)
})
