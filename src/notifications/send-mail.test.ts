import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { eventually } from '../../test/support/eventually.ts'
import { setUpInstallation, type TestInstallation } from '../../test/support/installation.ts'
import { type MailServer, startMailServer } from '../../test/support/mail-server.ts'
import {
  openStaffedPortal,
  type PortalClient,
  type StaffedPortal,
} from '../../test/support/staffed-portal.ts'
import { enterAgencies, type TestAgency } from '../../test/support/two-agencies.ts'
import { inTx, openPool, type Pool } from '../kernel/database.ts'
import { type JobRunner, startJobs } from '../kernel/jobs.ts'
import { openLog } from '../kernel/log.ts'
import type { SmtpConfig } from '../kernel/smtp-config.ts'
import { createMailer, MAIL_TASK, notify, sendingMail } from './index.ts'

const URL = 'https://gapura.contoh.go.id'
const NOTICE = {
  event: 'obligation.reminded',
  title: 'Laporan semester: 7 hari lagi',
  body: 'Perjanjian 400.12/1/2026.',
  path: '/perjanjian/dinkes/kewajiban',
}

let installation: TestInstallation
let portal: StaffedPortal
let agency: TestAgency
let admin: PortalClient
let officer: PortalClient
let pool: Pool
const closers: (() => Promise<unknown>)[] = []

before(async () => {
  installation = await setUpInstallation({ people: 5 })
  agency = (await enterAgencies(installation.pool)).health
  portal = await openStaffedPortal(installation)
  const { officeId } = agency
  admin = await portal.signIn({ role: 'office-administrator', username: 'admin.kantor', officeId })
  officer = await portal.signIn({ role: 'agreement-officer', username: 'pejabat.pks', officeId })
  pool = openPool({ url: installation.url, role: 'gapura_app', applicationName: 'uji' })
})
after(async () => {
  for (const close of closers.splice(0).reverse()) await close()
  await pool.end()
  await portal.close()
  await installation.close()
})
beforeEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
  await installation.pool.query('delete from notification; delete from graphile_worker._private_jobs')
  await installation.pool.query(`update staff set email = null`)
})

async function mailServer(options: Parameters<typeof startMailServer>[0] = {}): Promise<MailServer> {
  const server = await startMailServer(options)
  closers.push(() => server.stop())
  return server
}

/** Starts the queue with the task that sends, by a server of these settings; null: none is configured. */
async function startSending(smtp: Partial<SmtpConfig> | null): Promise<JobRunner> {
  const mailer =
    smtp === null
      ? null
      : createMailer({
          host: '127.0.0.1',
          port: 1,
          security: 'none',
          user: null,
          passwordFile: null,
          caFile: null,
          from: 'gapura@kantor.example',
          ...smtp,
        })
  const runner = await startJobs({
    databaseUrl: installation.url,
    log: openLog('silent'),
    tasks: { [MAIL_TASK]: sendingMail(pool, { mailer, publicUrl: URL }) },
    pollMs: 50,
  })
  closers.push(() => runner.stop())
  return runner
}

const setEmail = (email: string, of: PortalClient = officer) =>
  installation.pool.query('update staff set email = $2 where id = $1', [of.staffId, email])

const tell = () =>
  inTx(pool, (tx) =>
    notify(tx, { officeId: agency.officeId, to: { role: 'agreement-officer', agencyId: null }, ...NOTICE }),
  )

async function mailState() {
  const { rows } = await installation.pool.query<{ state: string | null; problem: string | null }>(
    `select mail_state as state, mail_problem as problem from notification order by id`,
  )
  return rows
}

const until = (state: string, problem: string | null = null) =>
  eventually(async () => assert.deepEqual(await mailState(), [{ state, problem }]))

/** The pauses of the queue are not waited for; the attempt before must have been noted as failed. */
const hurry = (which: 'next' | 'last' = 'next') =>
  eventually(async () => {
    const { rowCount } = await installation.pool.query(
      `update graphile_worker._private_jobs set run_at = now(),
         attempts = case when $1 then max_attempts - 1 else attempts end where locked_at is null and attempts > 0`,
      [which === 'last'],
    )
    assert.equal(rowCount, 1)
  })

describe('notices by e-mail', () => {
  it('NO-03 say that something is there and where, and nothing else', async () => {
    const server = await mailServer()
    await startSending({ port: server.port })
    await setEmail('pejabat@kantor.example')
    assert.equal(await tell(), 1)
    await until('sent')
    const [mail] = server.taken
    assert.equal(server.taken.length, 1)
    assert.deepEqual([mail?.from, mail?.to], ['gapura@kantor.example', ['pejabat@kantor.example']])
    const text = decode(mail?.source ?? '')
    assert.match(text, /Subject: \[Gapura\] Laporan semester: 7 hari lagi/)
    assert.match(text, /https:\/\/gapura\.contoh\.go\.id\/perjanjian\/dinkes\/kewajiban/)
    assert.match(text, /Content-Type: text\/plain/)
    assert.ok(!text.includes(NOTICE.body), 'the body stays in the portal')
    assert.ok(!text.includes('Petugas'), 'nobody is named')
  })

  it('NO-04 without a mail server people are told in the portal only', async () => {
    await startSending(null)
    await setEmail('pejabat@kantor.example')
    await tell()
    await until('skipped')
    assert.equal((await officer.get<{ unread: number }>('/notifications/unread')).body.unread, 1)
  })

  it('NO-02 without an address no letter is even queued', async () => {
    await tell()
    assert.deepEqual(await mailState(), [{ state: null, problem: null }])
    const { rows } = await installation.pool.query('select from graphile_worker._private_jobs')
    assert.equal(rows.length, 0)
  })

  it('NO-04 who has read it in the portal gets no letter', async () => {
    const server = await mailServer()
    await setEmail('pejabat@kantor.example')
    await tell()
    await officer.send('POST', '/notifications/read', { all: true })
    await startSending({ port: server.port })
    await until('skipped')
    assert.equal(server.taken.length, 0)
  })

  it('NO-05 a server that is down is tried again, and takes the letter once when it is up', async () => {
    const first = await mailServer()
    const { port } = first
    await first.stop()
    await startSending({ port })
    await setEmail('pejabat@kantor.example')
    await tell()
    await until('waiting', 'unreachable')
    const { body } = await admin.get<{ waiting: number; waitingProblem: string }>('/office/mail')
    assert.deepEqual([body.waiting, body.waitingProblem], [1, 'unreachable'])
    const again = await mailServer({ port })
    await hurry()
    await until('sent')
    assert.equal(again.taken.length, 1)
  })

  it('NO-05 the last attempt leaves it failed, and the office sends it again', async () => {
    await startSending({ port: 1 })
    await setEmail('pejabat@kantor.example')
    await tell()
    await until('waiting', 'unreachable')
    await hurry('last')
    await until('failed', 'unreachable')
    const { body } = await admin.get<{ failed: { to: string; problem: string }[] }>('/office/mail')
    assert.deepEqual(
      body.failed.map(({ to, problem }) => [to, problem]),
      [['Petugas pejabat.pks', 'unreachable']],
    )
    for (const close of closers.splice(0).reverse()) await close()
    const server = await mailServer()
    await startSending({ port: server.port })
    const again = await admin.send<{ renewed: number }>('POST', '/office/mail/retry')
    assert.equal(again.body.renewed, 1)
    await until('sent')
    assert.equal((await officer.send('POST', '/office/mail/retry')).status, 403)
  })

  it('NO-05 a recipient who is refused is not tried again, and the address stays out of the database', async () => {
    const server = await mailServer()
    await startSending({ port: server.port })
    await setEmail('tidak-ada@kantor.example')
    await tell()
    await until('failed', 'recipient-refused')
    await eventually(async () => {
      const { rows } = await installation.pool.query('select last_error from graphile_worker._private_jobs')
      assert.deepEqual(rows, [])
    })
  })

  it('a trial goes to whoever asks for it', async () => {
    const server = await mailServer()
    await startSending({ port: server.port })
    await setEmail('admin@kantor.example', admin)
    assert.equal((await admin.send('POST', '/office/mail/trial')).status, 204)
    await until('sent')
    assert.deepEqual(server.taken[0]?.to, ['admin@kantor.example'])
  })
})

/** Quoted-printable, as nodemailer writes long lines. */
const decode = (source: string) =>
  Buffer.from(
    source
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')
