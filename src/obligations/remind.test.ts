import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { enterAgreement, otherAgreement } from '../../test/support/agreement.ts'
import { eventually } from '../../test/support/eventually.ts'
import { setUpInstallation, type TestInstallation } from '../../test/support/installation.ts'
import {
  openStaffedPortal,
  type PortalClient,
  type StaffedPortal,
} from '../../test/support/staffed-portal.ts'
import { findAgreement } from '../agreements/index.ts'
import { inTx, openPool, type Pool } from '../kernel/database.ts'
import { enqueue, startJobs } from '../kernel/jobs.ts'
import { openLog } from '../kernel/log.ts'
import { DAILY_REMINDERS, REMIND_TASK, reminding, remindOffices } from './remind.ts'

let installation: TestInstallation
let portal: StaffedPortal
let pool: Pool
let officer: PortalClient
let pic: PortalClient
let head: PortalClient

before(async () => {
  installation = await setUpInstallation({ people: 5 })
  // One year, so that there is one renewal and few of everything else.
  await enterAgreement(
    installation.pool,
    otherAgreement('dinas', {
      methods: ['web-portal', 'web-service'],
      signedOn: '2026-01-01',
      validUntil: '2026-12-31',
      quotaPerUserPerDay: 10,
      semesterReportDueWorkingDays: 10,
      renewalRequestDueMonthsBeforeEnd: 2,
    }),
  )
  const agreement = await findAgreement(installation.pool, 'dinas')
  assert.ok(agreement !== undefined)
  const { officeId, agencyId } = agreement
  portal = await openStaffedPortal(installation)
  officer = await portal.signIn({ role: 'agreement-officer', username: 'pejabat.pks', officeId })
  pic = await portal.signIn({ role: 'agency-pic', username: 'pic.dinas', officeId, agencyId })
  head = await portal.signIn({ role: 'agency-head', username: 'kepala.dinas', officeId, agencyId })
  pool = openPool({ url: installation.url, role: 'gapura_app', applicationName: 'uji', maxConnections: 8 })
})
after(async () => {
  await pool.end()
  await portal.close()
  await installation.close()
})
beforeEach(() => installation.pool.query('delete from notification; delete from obligation_reminder'))

/** Seven in the morning of a day, western time. */
const at = (day: string) => `${day}T00:00:00Z`
const ZONE = 'Asia/Jakarta'

async function told(client: PortalClient) {
  const { rows } = await installation.pool.query<{ title: string }>(
    'select title from notification where staff_id = $1 order by id',
    [client.staffId],
  )
  return rows.map(({ title }) => title)
}

const count = async (sql: string) => (await installation.pool.query(`select ${sql}`)).rows[0].count

describe('reminders', () => {
  it('OB-20 the agency is told thirty and seven days before, on the day, and when it is late', async () => {
    for (const day of [
      '2026-06-13',
      '2026-06-14',
      '2026-06-15',
      '2026-07-07',
      '2026-07-14',
      '2026-07-15',
      '2026-07-20',
    ]) {
      await remindOffices(pool, ZONE, at(day))
    }
    const report = (title: string) =>
      title.startsWith('Laporan semester pemanfaatan data (Januari–Juni 2026)')
    assert.deepEqual(
      (await told(pic)).filter(report).map((title) => title.split(': ')[1]),
      ['30 hari lagi', '7 hari lagi', 'hari ini', 'terlambat 1 hari'],
    )
    assert.deepEqual((await told(head)).filter(report).length, 1, 'the head is told of what is late')
    assert.deepEqual((await told(officer)).filter(report).length, 1, 'so is the office')
  })

  it('OB-21 of a renewal all three are told, six, three, two and one months before the end', async () => {
    for (const day of ['2026-06-30', '2026-07-01', '2026-09-30', '2026-10-31', '2026-11-30', '2026-12-01']) {
      await remindOffices(pool, ZONE, at(day))
    }
    const { rows } = await installation.pool.query(
      `select mark from obligation_reminder where key = 'renewal-request' order by reminded_at`,
    )
    assert.deepEqual(
      rows.map(({ mark }) => mark),
      ['months-6', 'months-3', 'months-2', 'months-1'],
    )
    for (const client of [officer, pic, head]) {
      assert.equal(
        (await told(client)).filter((title) => title.startsWith('Permohonan perpanjangan')).length,
        4,
      )
    }
  })

  it('OB-22 after weeks without a server one reminder is made up for, not all that were missed', async () => {
    await remindOffices(pool, ZONE, at('2026-10-05'))
    const { rows } = await installation.pool.query(
      `select mark from obligation_reminder where key = 'renewal-request'`,
    )
    assert.deepEqual(rows, [{ mark: 'months-3' }])
  })

  it('OB-23 two nodes that remind at once, and once more after a restart, tell everybody once', async () => {
    const day = at('2026-07-20')
    const sent = await Promise.all([1, 2, 3, 4].map(() => remindOffices(pool, ZONE, day)))
    const marks = await count('count(*)::int as count from obligation_reminder')
    assert.ok(marks > 0)
    assert.equal(
      sent.reduce((sum, one) => sum + one, 0),
      marks,
    )
    assert.equal(await remindOffices(pool, ZONE, day), 0)
    assert.equal(
      await count('count(*)::int as count from (select distinct staff_id, title from notification) n'),
      await count('count(*)::int as count from notification'),
    )
    const { rows } = await installation.pool.query<{ count: number }>(
      `select count(*)::int as count from audit_entry where event = 'obligation.reminded'
         and at > now() - interval '1 minute' and detail::json->>'dueOn' is not null`,
    )
    assert.ok((rows[0]?.count ?? 0) >= marks, 'each reminder stands in the log')
  })

  it('OB-23 two workers with two jobs each: still once', async () => {
    const log = openLog('silent')
    const tasks = { [REMIND_TASK]: reminding(pool) }
    const runners = await Promise.all(
      [1, 2].map(() => startJobs({ databaseUrl: installation.url, log, tasks, pollMs: 50 })),
    )
    await inTx(pool, async (tx) => {
      for (let n = 0; n < 4; n += 1) await enqueue(tx, { task: REMIND_TASK, payload: { zone: ZONE } })
    })
    await eventually(async () =>
      assert.equal(await count('count(*)::int as count from graphile_worker._private_jobs'), 0),
    )
    await Promise.all(runners.map((runner) => runner.stop()))
    const titles = await told(pic)
    assert.equal(new Set(titles).size, titles.length)
  })

  it('OB-12 an agreement that is over reminds nobody', async () => {
    assert.equal(await remindOffices(pool, ZONE, at('2027-01-02')), 0)
  })

  it('OB-20 seven in the morning, in each zone', () => {
    assert.deepEqual(
      DAILY_REMINDERS.map(({ match, payload }) => [match, payload.zone]),
      [
        ['0 0 * * *', 'Asia/Jakarta'],
        ['0 23 * * *', 'Asia/Makassar'],
        ['0 22 * * *', 'Asia/Jayapura'],
      ],
    )
  })
})
