import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { auditEntries } from '../../test/support/audit.ts'
import { setUpInstallation, type TestInstallation } from '../../test/support/installation.ts'
import {
  openStaffedPortal,
  type PortalClient,
  type StaffedPortal,
} from '../../test/support/staffed-portal.ts'
import { enterAgencies, type TestAgency } from '../../test/support/two-agencies.ts'
import { officialsOn } from '../agencies/index.ts'

type Row = { id: number; name: string; position: string; from: string; until: string | null }
type Done = { id: number; paperId: number | null; fields: { field: string }[] }

let installation: TestInstallation
let portal: StaffedPortal
let agencies: Record<'health' | 'labour' | 'elsewhere', TestAgency>
let pic: PortalClient
let officer: PortalClient
let auditor: PortalClient

before(async () => {
  installation = await setUpInstallation({ people: 1 })
  portal = await openStaffedPortal(installation)
  agencies = await enterAgencies(installation.pool)
  const { officeId, agencyId } = agencies.health
  pic = await portal.signIn({ role: 'agency-pic', username: 'pic.dinkes', officeId, agencyId })
  officer = await portal.signIn({ role: 'agreement-officer', username: 'pejabat.pks', officeId })
  auditor = await portal.signIn({ role: 'auditor', username: 'auditor.satu', officeId })
})
after(async () => {
  await portal.close()
  await installation.close()
})

const HEAD = {
  position: 'head',
  name: 'Contoh Kepala Satu',
  nip: '198801012010011001',
  rank: 'Pembina, IV/a',
  title: 'Kepala Dinas Kesehatan',
  from: '2021-01-01',
  basis: 'SK 1/2021',
}

const enter = (change: object, who = pic, path = '/agency/officials') =>
  who.send<Done>('POST', path, { ...HEAD, ...change })
const list = async (who = pic, path = '/agency/officials') => (await who.get<Row[]>(path)).body

describe('OF-01 who holds a position', () => {
  it('follows the one before, whose last day is the day before', async () => {
    assert.equal((await enter({})).status, 201)
    assert.equal((await enter({ name: 'Contoh Kepala Dua', from: '2024-05-01' })).status, 201)
    const { officeId, agencyId } = agencies.health
    const nameOn = async (day: string) =>
      (await officialsOn(installation.pool, { officeId, agencyId }, day)).map(({ name }) => name)
    assert.deepEqual(await nameOn('2024-04-30'), ['Contoh Kepala Satu'])
    assert.deepEqual(await nameOn('2024-05-01'), ['Contoh Kepala Dua'])
    assert.deepEqual(
      (await list()).map(({ name }) => name),
      ['Contoh Kepala Dua', 'Contoh Kepala Satu'],
    )
  })

  const rows = [
    { of: 'a first day that the former one has too', change: { from: '2024-05-01' }, field: 'from' },
    { of: 'a day that does not exist', change: { from: '2024-02-30' }, field: 'from' },
    { of: 'no name', change: { name: '' }, field: 'name' },
    { of: 'a NIP of 17 digits', change: { nip: '19880101201001100' }, field: 'nip' },
    { of: 'no title', change: { title: '' }, field: 'title' },
    { of: 'a NIK in the title', change: { title: 'Kepala 8801014107900001' }, field: 'title' },
    { of: 'a position that there is none of', change: { position: 'raja' }, field: 'position' },
  ]
  for (const { of, change, field } of rows) {
    it(`refuses ${of}`, async () => {
      const before = await list()
      const refused = await enter({ from: '2025-01-01', ...change })
      assert.deepEqual([refused.status, refused.body.fields[0]?.field], [422, field], refused.text)
      assert.deepEqual(await list(), before)
    })
  }

  it('others than head and secretary may be several', async () => {
    await enter({ position: 'pic', name: 'Contoh Teknis Satu' })
    await enter({ position: 'pic', name: 'Contoh Teknis Dua' })
    const held = (await list()).filter(({ position, until }) => position === 'pic' && until === null)
    assert.equal(held.length, 2)
  })
})

describe('OF-02 a last day', () => {
  it('is still in, is noted once, and not before the first', async () => {
    const entered = await enter({ position: 'treasurer', name: 'Contoh Bendahara', from: '2023-01-01' })
    const end = (until: string) =>
      pic.send<Done>('POST', `/agency/officials/${entered.body.id}/end`, { until })
    assert.equal((await end('2022-12-31')).status, 422)
    assert.equal((await end('2023-06-30')).status, 201)
    assert.equal((await end('2023-07-31')).status, 422)
    const { officeId, agencyId } = agencies.health
    const holdsOn = async (day: string) =>
      (await officialsOn(installation.pool, { officeId, agencyId }, day)).some(
        ({ position }) => position === 'treasurer',
      )
    assert.deepEqual([await holdsOn('2023-06-30'), await holdsOn('2023-07-01')], [true, false])
  })
})

describe('OF-03 the notice', () => {
  it('is written where an agency enters who follows, and the office is told', async () => {
    const done = await enter({ name: 'Contoh Kepala Tiga', from: '2025-02-01' })
    const order = portal.papers.orders.at(-1)
    assert.deepEqual(
      [order?.kind, order?.facts?.formerName, order?.facts?.newName],
      ['officials-change-notice', 'Contoh Kepala Dua', 'Contoh Kepala Tiga'],
    )
    assert.ok(done.body.paperId !== null)
    const told = await officer.get<{ notifications: { event: string }[] }>('/notifications')
    assert.equal(told.body.notifications[0]?.event, 'official.appointed')
    assert.equal((await auditEntries(installation.pool)).at(-1)?.event, 'official.appointed')
  })

  it('that cannot be written does not keep the change back', async () => {
    portal.papers.refuseNext()
    const done = await enter({ name: 'Contoh Kepala Empat', from: '2025-03-01' })
    assert.deepEqual([done.status, done.body.paperId], [201, null])
  })

  it('is not written for what the office enters', async () => {
    const before = portal.papers.orders.length
    const path = `/office/agencies/${agencies.labour.agencyId}/officials`
    assert.equal((await enter({}, officer, path)).status, 201)
    assert.equal((await enter({ from: '2025-01-01' }, officer, path)).status, 201)
    assert.equal((await enter({}, officer, '/office/officials')).status, 201)
    assert.equal(portal.papers.orders.length, before)
    assert.equal((await list(officer, path)).length, 2)
    assert.equal((await list(officer, '/office/officials')).length, 1)
  })
})

describe('OF-04 whose they are', () => {
  it("an agency ends only its own, an office no other office's; auditors only read", async () => {
    const theirs = await list(officer, `/office/agencies/${agencies.labour.agencyId}/officials`)
    const refused = await pic.send('POST', `/agency/officials/${theirs[0]?.id}/end`, { until: '2025-06-30' })
    assert.equal(refused.status, 422)
    const path = `/office/agencies/${agencies.elsewhere.agencyId}/officials`
    assert.equal((await officer.get(path)).status, 404)
    assert.equal((await enter({}, officer, path)).status, 404)
    assert.equal((await enter({}, auditor, '/office/officials')).status, 403)
    assert.equal((await auditor.get('/office/officials')).status, 200)
  })
})
