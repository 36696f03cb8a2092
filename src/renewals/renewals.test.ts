import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { auditEntries } from '../../test/support/audit.ts'
import { setUpInstallation, type TestInstallation } from '../../test/support/installation.ts'
import {
  openStaffedPortal,
  type PortalClient,
  type StaffedPortal,
} from '../../test/support/staffed-portal.ts'
import { addScan } from '../../test/support/statements.ts'
import { enterAgencies } from '../../test/support/two-agencies.ts'
import { listEnds } from './index.ts'

type Renewal = {
  lastDay: string
  renewalDue: string
  isInTime: boolean
  longestExtension: string
  renewals: { state: string; isInTime: boolean }[]
  extensions: { until: string; isInForce: boolean }[]
  acceptedUntil: string[]
}
type Refusal = { fields: { field: string; code?: string; message: string }[] }

let installation: TestInstallation
let portal: StaffedPortal
let officeId: number
const people = new Map<string, PortalClient>()

const as = (who: string) => {
  const client = people.get(who)
  assert.ok(client !== undefined, who)
  return client
}
const query = async (sql: string, values: unknown[] = []) => (await installation.pool.query(sql, values)).rows
const renewalOf = async (code = 'dinkes', who = 'head') =>
  (await as(who).get<Renewal>(`/agreements/${code}/renewal`)).body

/** Lets the paper's last day lie so many days from today, in the office. */
const endsIn = async (days: number, code = 'dinkes') => {
  const [row] = await query(
    `update agreement a set valid_until =
       ((clock_timestamp() at time zone o.time_zone)::date + $2::int + 1)::timestamp at time zone o.time_zone
     from office o where o.id = a.office_id and a.code = $1
     returning ((a.valid_until at time zone o.time_zone)::date - 1)::text as day`,
    [code, days],
  )
  return row.day as string
}
const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

before(async () => {
  installation = await setUpInstallation({ people: 5 })
  portal = await openStaffedPortal(installation)
  const { health } = await enterAgencies(installation.pool)
  officeId = health.officeId
  const { agencyId } = health
  people.set('officer', await portal.signIn({ role: 'agreement-officer', username: 'pejabat.pks', officeId }))
  people.set('head', await portal.signIn({ role: 'agency-head', username: 'kepala', officeId, agencyId }))
  people.set('auditor', await portal.signIn({ role: 'auditor', username: 'auditor.satu', officeId }))
})
after(async () => {
  await portal.close()
  await installation.close()
})

const REASON = { reason: 'Pelayanan masih berjalan' }
const ask = (who = 'head') => as(who).send<Refusal>('POST', '/agreements/dinkes/renewal', REASON)
const extend = (until: string) =>
  as('officer').send<Refusal>('POST', '/office/agreements/dinkes/extension', { until, ...REASON })

/** The SPTJM for the time up to a day: asked for, handed in, accepted. */
async function signExtension(until: string) {
  const body = { kind: 'sptjm', extendsUntil: until }
  const asked = await as('head').send<{ id: number; paperId: number }>(
    'POST',
    '/agreements/dinkes/statements',
    body,
  )
  assert.equal(asked.status, 201, asked.text)
  assert.equal(portal.papers.orders.at(-1)?.kind, 'extension-sptjm')
  const { id, paperId } = asked.body
  await addScan(installation.pool, paperId)
  const signedOn = new Date().toISOString().slice(0, 10)
  assert.equal((await as('head').send('POST', `/statements/${id}/hand-in`, { signedOn })).status, 204)
  assert.equal((await as('officer').send('POST', `/office/statements/${id}/acceptance`)).status, 204)
}

describe('RN-01, RN-02 asking for a renewal', () => {
  it('is in time up to two months before the end, or what the agreement says', async () => {
    const lastDay = await endsIn(100)
    const early = await renewalOf()
    assert.deepEqual([early.lastDay, early.isInTime], [lastDay, true])
    await endsIn(30)
    assert.equal((await renewalOf()).isInTime, false)
    await query(`update agreement set document = document || '{"renewalRequestDueMonthsBeforeEnd":1}'
      where code = 'dinkes'`)
    await endsIn(45)
    assert.equal((await renewalOf()).isInTime, true)
    await query(
      `update agreement set document = document - 'renewalRequestDueMonthsBeforeEnd' where code = 'dinkes'`,
    )
  })

  it('late is taken too, but lets nothing go on', async () => {
    const lastDay = await endsIn(30)
    assert.equal((await ask('auditor')).status, 403)
    const asked = await ask()
    assert.equal(asked.status, 201, asked.text)
    assert.equal(portal.papers.orders.at(-1)?.kind, 'renewal-request')
    assert.deepEqual(
      (await renewalOf()).renewals.map(({ state, isInTime }) => [state, isInTime]),
      [['open', false]],
    )
    assert.equal((await ask()).status, 422, 'one is open already')
    const refused = await extend(dayAfter(lastDay, 60))
    assert.match(refused.text, /tidak dapat diteruskan/)
    const back = await as('head').send('POST', '/agreements/dinkes/renewal/withdrawal', REASON)
    assert.equal(back.status, 204)
  })
})

describe('RN-03 to RN-06 an extension', () => {
  it('needs an open renewal, an SPTJM for that time, and a last day within bounds', async () => {
    const lastDay = await endsIn(100)
    const until = dayAfter(lastDay, 90)
    assert.match((await extend(until)).text, /Tidak ada permohonan perpanjangan/)
    assert.equal((await ask()).status, 201)
    assert.match((await extend(until)).text, /Belum ada SPTJM/)
    await signExtension(until)
    for (const wrong of [lastDay, dayAfter(lastDay, 300)]) {
      assert.equal((await extend(wrong)).body.fields[0]?.field, 'until', wrong)
    }
    const done = await extend(until)
    assert.equal(done.status, 204, done.text)
    const entry = (await auditEntries(installation.pool)).at(-1)
    assert.equal(entry?.event, 'agreement.extended')
    const renewal = await renewalOf()
    assert.deepEqual(
      renewal.extensions.map((one) => [one.until, one.isInForce]),
      [[until, true]],
    )
    const agreement = await as('auditor').get<{ validUntil: string; extendedFrom: string }>(
      '/agreements/dinkes',
    )
    assert.deepEqual([agreement.body.validUntil, agreement.body.extendedFrom], [until, lastDay])
  })

  it('ends with the refusal of the renewal', async () => {
    assert.equal((await as('head').send('POST', '/agreements/dinkes/renewal/rejection', REASON)).status, 403)
    const refused = await as('officer').send('POST', '/agreements/dinkes/renewal/rejection', REASON)
    assert.equal(refused.status, 204, refused.text)
    const { extensions, renewals } = await renewalOf()
    assert.deepEqual([extensions[0]?.isInForce, renewals[0]?.state], [false, 'refused'])
  })
})

describe('what ends, for the calendar', () => {
  it('tells agreements with the day of their renewal, extensions, and statements', async () => {
    const lastDay = await endsIn(100)
    const ends = (await listEnds(installation.pool, officeId)).filter(
      ({ agreementCode }) => agreementCode === 'dinkes',
    )
    assert.deepEqual(
      ends.map((one) => [one.kind, one.lastDay, one.isRenewed]),
      [
        ['agreement', lastDay, false],
        ['sptjm', dayAfter(lastDay, 90), false],
      ],
    )
    assert.ok((ends[0]?.renewalDue ?? '') < lastDay)
  })
})
