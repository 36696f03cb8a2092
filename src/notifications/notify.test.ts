import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { setUpInstallation, type TestInstallation } from '../../test/support/installation.ts'
import { COMPLETE_PERSON } from '../../test/support/residents.ts'
import {
  openStaffedPortal,
  type PortalClient,
  type StaffedPortal,
} from '../../test/support/staffed-portal.ts'
import { enterAgencies, type TestAgency } from '../../test/support/two-agencies.ts'
import { inTx, openPool, type Pool } from '../kernel/database.ts'
import type { Notification, Recipient } from './domain.ts'
import { notify } from './index.ts'

let installation: TestInstallation
let portal: StaffedPortal
let pool: Pool
let health: TestAgency
let labour: TestAgency
const staff: Record<string, PortalClient> = {}

before(async () => {
  installation = await setUpInstallation({ people: 5 })
  const agencies = await enterAgencies(installation.pool)
  ;({ health, labour } = agencies)
  portal = await openStaffedPortal(installation)
  pool = openPool({ url: installation.url, role: 'gapura_app', applicationName: 'uji' })
  const { officeId } = health
  const elsewhere = agencies.elsewhere.officeId
  staff.officer = await portal.signIn({ role: 'agreement-officer', username: 'pejabat.satu', officeId })
  staff.second = await portal.signIn({ role: 'agreement-officer', username: 'pejabat.dua', officeId })
  staff.stranger = await portal.signIn({
    role: 'agreement-officer',
    username: 'pejabat.lain',
    officeId: elsewhere,
  })
  staff.pic = await portal.signIn({ role: 'agency-pic', username: 'pic.dinkes', ...health })
  staff.neighbour = await portal.signIn({ role: 'agency-pic', username: 'pic.disnaker', ...labour })
  staff.operator = await portal.signIn({ role: 'operator', username: 'loket.satu', ...health })
})
after(async () => {
  await pool.end()
  await portal.close()
  await installation.close()
})
beforeEach(async () => {
  await installation.pool.query('delete from notification')
  await installation.pool.query(`update staff set state = 'active', email = null`)
})

const as = (name: string): PortalClient => {
  const client = staff[name]
  assert.ok(client !== undefined)
  return client
}

const tell = (to: Recipient, change: object = {}) =>
  inTx(pool, (tx) =>
    notify(tx, {
      officeId: health.officeId,
      to,
      event: 'uji.dicoba',
      title: 'Ada kabar',
      body: 'Perjanjian 1.',
      path: '/tugas',
      ...change,
    }),
  )

type Page = { notifications: Notification[]; unread: number }

async function told(): Promise<string[]> {
  const names: string[] = []
  for (const [name, client] of Object.entries(staff)) {
    if ((await client.get<Page>('/notifications')).body.unread > 0) names.push(name)
  }
  return names
}

describe('who is told', () => {
  const rows: { rule: string; to: () => Recipient; who: string[] }[] = [
    {
      rule: 'a role of the office',
      to: () => ({ role: 'agreement-officer', agencyId: null }),
      who: ['officer', 'second'],
    },
    {
      rule: 'a role of one agency',
      to: () => ({ role: 'agency-pic', agencyId: health.agencyId }),
      who: ['pic'],
    },
    { rule: 'a role that nobody has', to: () => ({ role: 'evaluator', agencyId: null }), who: [] },
    {
      rule: 'an office’s role in an agency',
      to: () => ({ role: 'agreement-officer', agencyId: health.agencyId }),
      who: [],
    },
    { rule: 'one person', to: () => ({ staffId: as('operator').staffId }), who: ['operator'] },
    { rule: 'one person of another office', to: () => ({ staffId: as('stranger').staffId }), who: [] },
  ]
  for (const { rule, to, who } of rows) {
    it(`NO-01 ${rule}`, async () => {
      assert.equal(await tell(to()), who.length)
      assert.deepEqual(await told(), who)
    })
  }

  it('NO-01 nobody who is suspended', async () => {
    await installation.pool.query(`update staff set state = 'suspended' where username = 'pejabat.dua'`)
    assert.equal(await tell({ role: 'agreement-officer', agencyId: null }), 1)
  })

  it('NO-01 nobody, when the act is rolled back; the letter goes with it', async () => {
    await installation.pool.query(`update staff set email = 'a@kantor.example'`)
    await assert.rejects(
      inTx(pool, async (tx) => {
        await notify(tx, {
          officeId: health.officeId,
          to: { staffId: as('officer').staffId },
          event: 'uji.dicoba',
          title: 'Ada kabar',
          body: '',
          path: '/tugas',
        })
        throw new Error('not committed')
      }),
    )
    const { rows: jobs } = await installation.pool.query('select from graphile_worker._private_jobs')
    assert.deepEqual([await told(), jobs.length], [[], 0])
  })

  it('NO-03 a notice that holds a NIK is a fault of the program', async () => {
    for (const change of [{ title: `Data ${COMPLETE_PERSON.nik}` }, { body: COMPLETE_PERSON.nik }]) {
      await assert.rejects(tell({ staffId: as('officer').staffId }, change), /holds a NIK/)
    }
    assert.deepEqual(await told(), [])
  })
})

describe('one’s own notices', () => {
  const all = () => tell({ role: 'agreement-officer', agencyId: null })

  it('NO-07 are read newest first, and marked by whoever they are for', async () => {
    await all()
    await tell({ staffId: as('officer').staffId }, { title: 'Kabar kedua' })
    const { body } = await as('officer').get<Page>('/notifications')
    assert.deepEqual(
      body.notifications.map(({ title, readAt }) => [title, readAt]),
      [
        ['Kabar kedua', null],
        ['Ada kabar', null],
      ],
    )
    const ids = body.notifications.map(({ id }) => id)
    // Somebody else's ids change nothing.
    assert.equal((await as('second').send('POST', '/notifications/read', { ids })).status, 204)
    assert.deepEqual(await told(), ['officer', 'second'])
    await as('officer').send('POST', '/notifications/read', { ids: ids.slice(0, 1) })
    assert.equal((await as('officer').get<Page>('/notifications?unread=yes')).body.notifications.length, 1)
    await as('officer').send('POST', '/notifications/read', { all: true })
    assert.deepEqual(await told(), ['second'])
    for (const wrong of [{}, { ids: 'x' }, { ids: [0] }, { ids: [1.5] }, { ids: Array(201).fill(1) }]) {
      assert.equal((await as('officer').send('POST', '/notifications/read', wrong)).status, 422)
    }
  })

  it('SP-40 an address is set by whoever it is, or by the keeper of the account', async () => {
    const { officeId } = health
    const admin = await portal.signIn({ role: 'office-administrator', username: 'admin.kantor', officeId })
    const keeper = await portal.signIn({ role: 'agency-administrator', username: 'admin.dinkes', ...health })
    const emailOf = async (name: string) =>
      (await installation.pool.query('select email from staff where id = $1', [as(name).staffId])).rows[0]
        .email
    const put = (who: PortalClient, path: string, email: string) => who.send('PUT', path, { email })
    const of = (name: string) => `/office/staff/${as(name).staffId}/email`
    const ofOperator = (name: string) => `/agency/operators/${as(name).staffId}/email`

    assert.equal((await put(as('officer'), '/account/email', 'pejabat@kantor.example')).status, 204)
    assert.equal(await emailOf('officer'), 'pejabat@kantor.example')
    assert.equal((await put(admin, of('pic'), 'pic@dinas.example')).status, 204)
    assert.equal(await emailOf('pic'), 'pic@dinas.example')
    assert.equal((await put(keeper, ofOperator('operator'), 'loket@dinas.example')).status, 204)
    assert.equal((await put(keeper, ofOperator('operator'), '')).status, 204)
    assert.equal(await emailOf('operator'), null)
    // Not theirs to keep, or not there at all.
    assert.equal((await put(keeper, ofOperator('pic'), 'x@dinas.example')).status, 404)
    assert.equal((await put(admin, of('stranger'), 'x@dinas.example')).status, 404)
    assert.equal((await put(as('pic'), of('officer'), 'x@dinas.example')).status, 403)
    for (const wrong of [
      'x',
      'x@y',
      'a@b.c, d@e.f',
      'Nama <a@b.id>',
      'a b@c.id',
      `${'x'.repeat(250)}@b.id`,
    ]) {
      assert.equal((await put(as('officer'), '/account/email', wrong)).status, 422, wrong)
    }
    const { rows } = await installation.pool.query<{ detail: string }>(
      `select detail from audit_entry where event = 'staff.email_changed'`,
    )
    assert.equal(rows.length, 4)
    assert.ok(rows.every(({ detail }) => !detail.includes('@')))
  })
})
