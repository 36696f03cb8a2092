import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { enterAgreement, otherAgreement } from '../../test/support/agreement.ts'
import { auditEntries } from '../../test/support/audit.ts'
import { setUpInstallation, type TestInstallation } from '../../test/support/installation.ts'
import {
  openStaffedPortal,
  type PortalClient,
  type StaffedPortal,
} from '../../test/support/staffed-portal.ts'
import { enterAgencies, type TestAgency } from '../../test/support/two-agencies.ts'
import { ACTS, type Breach, type BreachAct, isPossible } from './domain.ts'

type Done = { id: number; paperId: number | null; code: string; fields: { field: string }[] }
type View = {
  breach: Breach
  steps: { act: string; note: string; paperId: number | null }[]
  possible: string[]
}

let installation: TestInstallation
let portal: StaffedPortal
let agencies: Record<'health' | 'labour' | 'elsewhere', TestAgency>
let officer: PortalClient
let stale: PortalClient
let auditor: PortalClient
let pic: PortalClient
let head: PortalClient

before(async () => {
  installation = await setUpInstallation({ people: 1 })
  portal = await openStaffedPortal(installation)
  agencies = await enterAgencies(installation.pool)
  const { officeId, agencyId } = agencies.health
  officer = await portal.signIn({ role: 'agreement-officer', username: 'pejabat.pks', officeId })
  stale = await portal.signIn({
    role: 'evaluator',
    username: 'evaluator.satu',
    officeId,
    isReauthenticated: false,
  })
  auditor = await portal.signIn({ role: 'auditor', username: 'auditor.satu', officeId })
  pic = await portal.signIn({ role: 'agency-pic', username: 'pic.dinkes', officeId, agencyId })
  head = await portal.signIn({ role: 'agency-head', username: 'kepala.dinkes', officeId, agencyId })
})
after(async () => {
  await portal.close()
  await installation.close()
})

const hoursAgo = (hours: number) => `${new Date(Date.now() - hours * 3_600_000).toISOString().slice(0, 19)}Z`
const NOTE = 'Dicatat dari surat instansi'

const report = (change: object = {}, who = pic) =>
  who.send<Done>('POST', '/breaches', {
    agreement: who === officer ? 'dinkes' : '',
    kind: 'leak',
    description: 'Berkas hasil pencarian ditemukan di luar kantor.',
    discoveredAt: hoursAgo(2),
    ...change,
  })
const act = (id: number, path: string, body: object = {}, who = officer) =>
  who.send<Done>('POST', `/breaches/${id}/${path}`, { note: NOTE, ...body })
const viewOf = async (id: number, who = officer) => (await who.get<View>(`/breaches/${id}`)).body
const lastEvent = async () => (await auditEntries(installation.pool)).at(-1)?.event
const reported = async (change: object = {}, who = officer) => {
  const reply = await report(change, who)
  assert.equal(reply.status, 201, reply.text)
  return reply.body.id
}
const examined = async (change: object = {}) => {
  const id = await reported(change)
  assert.equal((await act(id, 'examination')).status, 201)
  return id
}

describe('BR-01 a report', () => {
  it('takes the next number of the year, and those who must know are told', async () => {
    const first = await reported({}, pic)
    const second = await reported({}, officer)
    const [one, other] = [await viewOf(first), await viewOf(second)]
    assert.match(one.breach.code, /^PL-\d{4}-001$/)
    assert.match(other.breach.code, /-002$/)
    assert.deepEqual([one.breach.agency, one.breach.agreement], ['Instansi dinkes', null])
    for (const who of [officer, stale, head]) {
      const { notifications } = (await who.get<{ notifications: { event: string }[] }>('/notifications')).body
      assert.equal(notifications[0]?.event, 'breach.reported')
    }
    assert.equal(await lastEvent(), 'breach.reported')
  })

  const rows = [
    {
      of: 'a description with a NIK',
      change: { description: 'NIK 8801014107900001 tersebar.' },
      field: 'description',
    },
    { of: 'no description', change: { description: '' }, field: 'description' },
    { of: 'a discovery tomorrow', change: { discoveredAt: hoursAgo(-24) }, field: 'discoveredAt' },
    { of: 'a discovery at no moment', change: { discoveredAt: 'kemarin' }, field: 'discoveredAt' },
    { of: 'people below none', change: { affectedPeople: -1 }, field: 'affectedPeople' },
    { of: 'an element that there is none of', change: { elements: ['HOBI'] }, field: 'elements' },
    { of: "another agency's agreement", change: { agreement: 'disnaker' }, field: 'agreement' },
    { of: 'a kind that there is none of', change: { kind: 'banjir' }, field: 'kind' },
  ]
  for (const { of, change, field } of rows) {
    it(`refuses ${of}`, async () => {
      const refused = await report(change)
      assert.deepEqual([refused.status, refused.body.fields[0]?.field], [422, field], refused.text)
    })
  }
})

describe('BR-02 the clock', () => {
  it('runs from the discovery, and what was told late stays late', async () => {
    const id = await reported({ discoveredAt: hoursAgo(80) })
    const { breach } = await viewOf(id)
    assert.equal(breach.hoursLeft, -9)
    assert.equal(Date.parse(breach.dueAt) - Date.parse(breach.discoveredAt), 72 * 3_600_000)
    assert.equal((await act(id, 'people-told', { toldAt: hoursAgo(20) })).status, 201)
    assert.equal((await act(id, 'authority-told')).status, 201)
    const told = (await viewOf(id)).breach
    assert.ok((told.peopleToldAt ?? '') < told.dueAt, 'in time')
    assert.ok((told.authorityToldAt ?? '') > told.dueAt, 'late')
    assert.equal(told.peopleToldHow, NOTE)
    assert.equal((await act(id, 'people-told')).body.fields[0]?.field, 'act')
  })

  for (const [of, hours] of [
    ['before the discovery', 3],
    ['in the future', -1],
  ] as const) {
    it(`refuses to have told ${of}`, async () => {
      const id = await reported()
      const refused = await act(id, 'people-told', { toldAt: hoursAgo(hours) })
      assert.deepEqual([refused.status, refused.body.fields[0]?.field], [422, 'toldAt'])
      assert.equal((await viewOf(id)).breach.peopleToldAt, null)
    })
  }
})

describe('BR-03, BR-04 what is possible when', () => {
  const open = { peopleToldAt: null, authorityToldAt: null, decision: null }
  const told = { peopleToldAt: hoursAgo(1), authorityToldAt: hoursAgo(1), decision: 'warning' } as const
  const rows: { of: string; breach: Parameters<typeof isPossible>[1]; expect: BreachAct[] }[] = [
    {
      of: 'reported',
      breach: { ...open, state: 'reported' },
      expect: ['notify', 'examine', 'tell-people', 'tell-authority', 'note'],
    },
    {
      of: 'examined',
      breach: { ...open, state: 'examined' },
      expect: ['notify', 'tell-people', 'tell-authority', 'note', 'decide'],
    },
    {
      of: 'decided, nobody told',
      breach: { ...open, state: 'decided', decision: 'warning' },
      expect: ['tell-people', 'tell-authority', 'note'],
    },
    { of: 'decided, both told', breach: { ...told, state: 'decided' }, expect: ['note', 'close'] },
    {
      of: 'decided as unfounded, nobody told',
      breach: { ...open, state: 'decided', decision: 'unfounded' },
      expect: ['tell-people', 'tell-authority', 'note', 'close'],
    },
    { of: 'closed', breach: { ...told, state: 'closed' }, expect: [] },
  ]
  for (const { of, breach, expect } of rows) {
    it(of, () => {
      const acts = Object.keys(ACTS) as BreachAct[]
      assert.deepEqual(
        acts.filter((one) => isPossible(one, breach)),
        expect,
      )
    })
  }

  it('goes its whole way, each act a step with its letter', async () => {
    const id = await reported()
    assert.equal((await act(id, 'decision', { decision: 'warning' })).body.fields[0]?.field, 'act')
    for (const path of ['notices', 'examination', 'people-told', 'authority-told', 'notes']) {
      const done = await act(id, path, { affectedPeople: 12 })
      assert.equal(done.status, 201, `${path} ${done.text}`)
    }
    assert.equal((await act(id, 'decision', { decision: 'warning', duties: 'Hapus berkasnya.' })).status, 201)
    const order = portal.papers.orders.at(-1)
    assert.deepEqual(
      [order?.kind, order?.facts?.ground, order?.facts?.note],
      ['breach-decision', NOTE, 'Hapus berkasnya.'],
    )
    assert.deepEqual((await viewOf(id)).possible, ['note', 'close'])
    assert.equal((await act(id, 'closing')).status, 201)
    const { breach, steps, possible } = await viewOf(id)
    assert.deepEqual([breach.state, breach.affectedPeople, possible], ['closed', 12, []])
    assert.deepEqual(
      steps.map((step) => [step.act, step.paperId !== null]),
      [
        ['report', false],
        ['notify', true],
        ['examine', false],
        ['tell-people', false],
        ['tell-authority', false],
        ['note', false],
        ['decide', true],
        ['close', false],
      ],
    )
    assert.equal(await lastEvent(), 'breach.closed')
  })

  it('keeps back an act whose letter cannot be written', async () => {
    const id = await reported()
    portal.papers.refuseNext()
    assert.equal((await act(id, 'notices')).body.fields[0]?.field, 'letter.kepala_nama')
    assert.equal((await viewOf(id)).steps.length, 1)
  })
})

describe('BR-05 a decision', () => {
  for (const [decision, state] of [
    ['suspension', 'suspended'],
    ['revocation', 'revoked'],
    ['warning', 'in_force'],
    ['unfounded', 'in_force'],
  ] as const) {
    it(`${decision} leaves the agreement ${state}`, async () => {
      const code = `putus-${decision}`
      await enterAgreement(installation.pool, otherAgreement(code))
      const id = await examined({ agreement: code })
      const done = await act(id, 'decision', { decision })
      assert.equal(done.status, 201, done.text)
      const { rows } = await installation.pool.query('select state from agreement where code = $1', [code])
      assert.equal(rows[0]?.state, state)
      const { breach } = await viewOf(id)
      assert.deepEqual([breach.state, breach.decision], ['decided', decision])
    })
  }

  it('that the agreement cannot follow is none, and nothing is done', async () => {
    const id = await examined({ agreement: 'putus-revocation' })
    for (const decision of ['suspension', 'revocation']) {
      const refused = await act(id, 'decision', { decision })
      assert.deepEqual([refused.status, refused.body.fields[0]?.field], [422, 'decision'], refused.text)
    }
    const without = await reported({}, pic)
    await act(without, 'examination')
    assert.equal((await act(without, 'decision', { decision: 'suspension' })).status, 422)
    assert.equal((await viewOf(id)).breach.state, 'examined')
    assert.equal((await viewOf(without)).breach.state, 'examined')
  })

  it('takes the password given again', async () => {
    const id = await examined()
    const refused = await act(id, 'decision', { decision: 'warning' }, stale)
    assert.deepEqual([refused.status, refused.body.code], [403, 'reauthentication-required'])
  })
})

describe('BR-06 whose it is', () => {
  it('an agency finds its own, with its steps; only the office works on it', async () => {
    const id = await reported()
    const { steps, possible } = await viewOf(id, pic)
    assert.deepEqual([steps.length, possible], [1, []])
    for (const who of [pic, auditor]) assert.equal((await act(id, 'notes', {}, who)).status, 403)
    assert.equal((await report({ agreement: 'dinkes' }, auditor)).status, 403)
    const { officeId, agencyId } = agencies.labour
    const other = await portal.signIn({ role: 'agency-head', username: 'kepala.naker', officeId, agencyId })
    assert.equal((await other.get(`/breaches/${id}`)).status, 404)
    assert.deepEqual((await other.get<Breach[]>('/breaches')).body, [])
  })
})

describe('BR-07 what waits', () => {
  it('stands in Tugas with the end of its clock', async () => {
    const id = await reported({ discoveredAt: hoursAgo(90) })
    type Tasks = { kind: string; path: string; due: string | null; isLate: boolean }[]
    const reply = await officer.get<Tasks>('/tasks')
    assert.equal(reply.status, 200, reply.text)
    const task = reply.body.find(({ path }) => path === `/pelanggaran/${id}`)
    assert.deepEqual([task?.kind, task?.isLate, task?.due?.length], ['breach-open', true, 10])
  })
})
