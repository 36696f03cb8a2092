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

type Done = { id: number; paperId: number | null; fields: { field: string }[] }
type Meeting = {
  id: number
  state: string
  agreement: string | null
  invitationPaperId: number
  minutesPaperId: number | null
  followUps: { id: number; what: string; doneOn: string | null }[]
}
type Tasks = { kind: string; detail: string; isLate: boolean }[]

let installation: TestInstallation
let portal: StaffedPortal
let agencies: Record<'health' | 'labour' | 'elsewhere', TestAgency>
let officer: PortalClient
let auditor: PortalClient
let healthHead: PortalClient
let labourHead: PortalClient

before(async () => {
  installation = await setUpInstallation({ people: 1 })
  portal = await openStaffedPortal(installation)
  agencies = await enterAgencies(installation.pool)
  const { officeId } = agencies.health
  officer = await portal.signIn({ role: 'agreement-officer', username: 'pejabat.pks', officeId })
  auditor = await portal.signIn({ role: 'auditor', username: 'auditor.satu', officeId })
  const headOf = ({ code, agencyId }: TestAgency) =>
    portal.signIn({ role: 'agency-head', username: `kepala.${code}`, officeId, agencyId })
  healthHead = await headOf(agencies.health)
  labourHead = await headOf(agencies.labour)
})
after(async () => {
  await portal.close()
  await installation.close()
})

const PLAN = {
  kind: 'technical-meeting',
  agenda: 'Evaluasi pemanfaatan data',
  startsAt: '2026-11-25T09:00+07:00',
  place: 'Ruang rapat Disdukcapil',
}
const MINUTES = {
  chair: 'Contoh Pimpinan',
  recorder: 'Contoh Notulis',
  attendees: [
    { name: 'Contoh Peserta', position: 'Kepala bidang, Dinas Kesehatan', attended: true },
    { name: 'Contoh Absen', position: 'Staf', attended: false },
  ],
  topics: [{ topic: 'Kuota', result: 'Cukup' }],
  followUps: [
    { what: 'Perbarui pernyataan', who: 'Dinas Kesehatan', due: '2020-01-31' },
    { what: 'Kirim pedoman', who: 'Disdukcapil', due: null },
  ],
}

const plan = (change: object = {}, who = officer) =>
  who.send<Done>('POST', '/office/meetings', { ...PLAN, agreement: 'dinkes', ...change })
const hold = (id: number, change: object = {}) =>
  officer.send<Done>('POST', `/office/meetings/${id}/minutes`, { ...MINUTES, ...change })
const meetingOf = async (id: number, who = officer) => (await who.get<Meeting>(`/meetings/${id}`)).body
const lastNotice = async (who: PortalClient) =>
  (await who.get<{ notifications: { event: string; path: string }[] }>('/notifications')).body
    .notifications[0]
const lastEvent = async () => (await auditEntries(installation.pool)).at(-1)?.event

describe('MT-01 a meeting is planned', () => {
  it('with its invitation, and whoever is invited is told', async () => {
    const { body } = await plan()
    const order = portal.papers.orders.at(-1)
    assert.equal(order?.kind, 'meeting-invitation')
    assert.deepEqual(
      [order?.facts?.scheduledOn, order?.facts?.scheduledFrom, order?.facts?.addressee],
      ['2026-11-25', '09.00 WIB', 'Pimpinan Instansi dinkes'],
    )
    const meeting = await meetingOf(body.id)
    assert.deepEqual(
      [meeting.state, meeting.agreement, meeting.invitationPaperId],
      ['planned', 'dinkes', body.paperId],
    )
    assert.deepEqual(await lastNotice(healthHead), {
      ...(await lastNotice(healthHead)),
      event: 'meeting.planned',
      path: `/pertemuan/${body.id}`,
    })
    assert.equal(await lastNotice(labourHead), undefined)
    assert.equal(await lastEvent(), 'meeting.planned')
  })

  it('with all agencies that have an agreement in force', async () => {
    const { body } = await plan({ agreement: '' })
    for (const head of [healthHead, labourHead]) {
      assert.equal((await lastNotice(head))?.path, `/pertemuan/${body.id}`)
      assert.equal((await head.get(`/meetings/${body.id}`)).status, 200)
    }
  })

  it('is kept back by an invitation that cannot be written', async () => {
    const before = (await officer.get<Meeting[]>('/meetings')).body.length
    portal.papers.refuseNext()
    const refused = await plan()
    assert.deepEqual([refused.status, refused.body.fields[0]?.field], [422, 'letter.kepala_nama'])
    assert.equal((await officer.get<Meeting[]>('/meetings')).body.length, before)
  })
})

describe('MT-02 a meeting is held', () => {
  it('once, with minutes of who was there', async () => {
    const { body } = await plan()
    const held = await hold(body.id)
    assert.equal(held.status, 201, held.text)
    const order = portal.papers.orders.at(-1)
    assert.equal(order?.kind, 'meeting-minutes')
    assert.deepEqual(order?.tables?.attendance?.rows, [
      ['1', 'Contoh Peserta', 'Kepala bidang, Dinas Kesehatan'],
    ])
    assert.deepEqual(
      order?.tables?.followUps?.rows.map((row) => row.at(-1)),
      ['31 Januari 2020', '-'],
    )
    const meeting = await meetingOf(body.id)
    assert.deepEqual([meeting.state, meeting.minutesPaperId], ['held', held.body.paperId])
    assert.equal((await hold(body.id)).body.fields[0]?.field, 'state')
  })
})

describe('MT-03 a meeting is called off', () => {
  it('while it is planned, with a reason, and whoever was invited is told', async () => {
    const { body } = await plan()
    const cancel = (reason: string) =>
      officer.send<Done>('POST', `/office/meetings/${body.id}/cancellation`, { reason })
    assert.equal((await cancel('')).status, 422)
    assert.equal((await cancel('Pejabat berhalangan')).status, 201)
    assert.equal((await lastNotice(healthHead))?.event, 'meeting.cancelled')
    assert.equal((await cancel('Pejabat berhalangan')).status, 422)
    assert.equal((await hold(body.id)).status, 422)
    assert.equal((await meetingOf(body.id)).state, 'cancelled')
  })
})

describe('MT-04 a follow-up', () => {
  it('waits in Tugas until it is done, once', async () => {
    const { body } = await plan()
    await hold(body.id)
    const [late] = (await meetingOf(body.id)).followUps
    const open = async () =>
      (await officer.get<Tasks>('/tasks')).body.filter(({ kind }) => kind === 'meeting-follow-up')
    const waiting = await open()
    assert.ok(waiting[0]?.isLate)
    const done = (id: number | undefined) =>
      officer.send('POST', `/office/meetings/${body.id}/follow-ups/${id}/done`)
    assert.equal((await done(late?.id)).status, 201)
    assert.equal((await done(late?.id)).status, 422)
    assert.equal((await open()).length, waiting.length - 1)
    assert.equal(await lastEvent(), 'meeting.follow_up_done')
  })
})

describe('MT-05 whose it is', () => {
  it('an agency finds its own only; nobody but the officer plans', async () => {
    const { body } = await plan()
    assert.equal((await labourHead.get(`/meetings/${body.id}`)).status, 404)
    assert.equal((await healthHead.get(`/meetings/${body.id}`)).status, 200)
    for (const who of [auditor, healthHead]) assert.equal((await plan({}, who)).status, 403)
    assert.equal((await plan({ agreement: 'kantor-lain' })).status, 422)
    assert.equal((await plan({ agreement: '', agencyId: agencies.elsewhere.agencyId })).status, 422)
  })
})

describe('MT-06 what a meeting may say', () => {
  const plans = [
    { of: 'no agenda', change: { agenda: '' }, field: 'agenda' },
    { of: 'a NIK in the agenda', change: { agenda: 'Tentang 8801014107900001' }, field: 'agenda' },
    {
      of: 'an hour that there is none of',
      change: { startsAt: '2026-11-25T25:00+07:00' },
      field: 'startsAt',
    },
    { of: 'no place', change: { place: '' }, field: 'place' },
    { of: 'a kind that there is none of', change: { kind: 'pesta' }, field: 'kind' },
  ]
  for (const { of, change, field } of plans) {
    it(`refuses ${of}`, async () => {
      const refused = await plan(change)
      assert.deepEqual([refused.status, refused.body.fields[0]?.field], [422, field], refused.text)
    })
  }

  const minutes = [
    { of: 'nobody there', change: { attendees: [] }, field: 'attendees' },
    { of: 'no chair', change: { chair: '' }, field: 'chair' },
    {
      of: 'a topic without result',
      change: { topics: [{ topic: 'a', result: '' }] },
      field: 'topics[0].result',
    },
    {
      of: 'a NIK in a follow-up',
      change: { followUps: [{ what: 'Hapus 8801014107900001', who: 'b', due: null }] },
      field: 'followUps[0].what',
    },
    {
      of: 'a day that there is none of',
      change: { followUps: [{ what: 'a', who: 'b', due: '2026-02-30' }] },
      field: 'followUps[0].due',
    },
    {
      of: 'a result that is too long',
      change: { topics: [{ topic: 'a', result: 'x'.repeat(1_001) }] },
      field: 'topics[0].result',
    },
  ]
  for (const { of, change, field } of minutes) {
    it(`refuses minutes with ${of}`, async () => {
      const { body } = await plan()
      const refused = await hold(body.id, change)
      assert.deepEqual([refused.status, refused.body.fields[0]?.field], [422, field], refused.text)
      assert.equal((await meetingOf(body.id)).state, 'planned')
    })
  }
})
