import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { setUpInstallation, type TestInstallation } from '../../test/support/installation.ts'
import { COMPLETE_PERSON, UNKNOWN_NIK } from '../../test/support/residents.ts'
import {
  openStaffedPortal,
  type PortalClient,
  type StaffedPortal,
} from '../../test/support/staffed-portal.ts'
import { enterAgencies } from '../../test/support/two-agencies.ts'
import { append, auditEntry } from '../audit/index.ts'
import { inTx } from '../kernel/database.ts'
import { createGateLatency } from '../verification/index.ts'
import { findFirstUncounted } from './board.store.ts'
import { type BoardView, createBoard } from './board.ts'
import type { UsageView } from './usage.ts'

let installation: TestInstallation
let portal: StaffedPortal
let administrator: PortalClient
let head: PortalClient
let operator: PortalClient
let officeId: number
let elsewhereId: number

const ask = (nik: string, from = '10.88.0.70') =>
  operator.send(
    'POST',
    '/verifications',
    { nik, purpose: 'verifikasi data pasien', caseNumber: '1' },
    { from },
  )

before(async () => {
  installation = await setUpInstallation({ people: 5 })
  const { health, elsewhere } = await enterAgencies(installation.pool)
  officeId = health.officeId
  elsewhereId = elsewhere.officeId
  portal = await openStaffedPortal(installation)
  administrator = await portal.signIn({ role: 'office-administrator', username: 'admin.kantor', officeId })
  head = await portal.signIn({ role: 'agency-head', username: 'kepala.dinas', ...health })
  operator = await portal.signIn({ role: 'operator', username: 'loket.satu', ...health })
  await appendCalls(9, { office: officeId, minutesAgo: 90 })
  for (const nik of [COMPLETE_PERSON.nik, UNKNOWN_NIK]) await ask(nik)
  await ask(COMPLETE_PERSON.nik, '10.99.0.1')
})
after(async () => {
  await portal.close()
  await installation.close()
})

/** Appends calls as they might have been, so many minutes ago. */
async function appendCalls(count: number, given: { office: number | null; minutesAgo: number }) {
  await inTx(installation.pool, async (tx) => {
    await append(
      tx,
      Array.from({ length: count }, () =>
        auditEntry({
          event: 'verification.answered',
          outcome: 'disclosed',
          requestId: randomUUID(),
          officeId: given.office,
        }),
      ),
    )
    await tx.query('set local session_replication_role = replica')
    await tx.query(
      `update audit_entry set at = at - make_interval(mins => $1)
       where seq > (select seq from audit_head) - $2`,
      [given.minutesAgo, count],
    )
  })
}

const total = ({ perMinute }: BoardView) => ({
  hits: perMinute.reduce((sum, { hits }) => sum + hits, 0),
  refused: perMinute.reduce((sum, { refused }) => sum + refused, 0),
})

test('the board tells the last hour by minute, agency and outcome, and the quotas of today', async () => {
  const { status, body } = await administrator.get<BoardView>('/board')
  assert.equal(status, 200)
  assert.equal(body.perMinute.length, 60)
  assert.deepEqual(total(body), { hits: 2, refused: 1 })
  assert.deepEqual(body.byAgency, [{ agency: 'Instansi dinkes', hits: 2, refused: 1 }])
  assert.deepEqual(body.byOutcome.map(({ outcome, count }) => `${outcome} ${count}`).sort(), [
    'address-not-registered 1',
    'disclosed 1',
    'not-found 1',
  ])
  assert.deepEqual(body.quotas, [
    { userId: 'loket.satu@portal', agency: 'Instansi dinkes', used: 2, limit: 50 },
  ])
  assert.ok(!JSON.stringify(body).includes(COMPLETE_PERSON.nik))
})

test('the board and the usage are for who may see them', async () => {
  assert.equal((await operator.get('/board')).status, 403)
  assert.equal((await head.get('/board')).status, 403)
  assert.equal((await operator.get('/agency/usage')).status, 403)
  assert.equal((await administrator.get('/agency/usage')).status, 403)
})

test('a board that looks again counts what was added, once; another office and older hours stay out', async () => {
  const board = createBoard(installation.pool, createGateLatency())
  assert.deepEqual(total(await board.view(officeId)), { hits: 2, refused: 1 })
  await appendCalls(4, { office: officeId, minutesAgo: 3 })
  await appendCalls(5, { office: elsewhereId, minutesAgo: 0 })
  await new Promise((resolve) => setTimeout(resolve, 2_100))
  const later = await board.view(officeId)
  assert.deepEqual(total(later), { hits: 6, refused: 1 })
  assert.equal(later.perMinute.at(-4)?.hits, 4)
  assert.deepEqual(total(await board.view(elsewhereId)), { hits: 5, refused: 0 })
  assert.deepEqual(total(await createBoard(installation.pool, createGateLatency()).view(officeId)), {
    hits: 6,
    refused: 1,
  })
})

test('refusals that were only counted are on the board, before and after they become entries', async () => {
  const { rows } = await installation.pool.query<{ id: number }>(
    `select id from credential where user_id = 'dinkes.program'`,
  )
  await installation.pool.query(
    `insert into audit_overflow values (date_trunc('minute', now()), $1, 'quota-exhausted', 500),
       (date_trunc('minute', now()), 0, 'login-failed', 40), (date_trunc('minute', now()), 0, 'sign-in-failed', 30)`,
    [rows[0]?.id],
  )
  const before = await createBoard(installation.pool, createGateLatency()).view(officeId)
  assert.equal(total(before).refused, 541)
  assert.deepEqual(
    before.byAgency.map(({ agency, refused }) => [agency, refused]),
    [
      ['Tidak dikenal', 40],
      ['Instansi dinkes', 501],
    ],
  )
  await installation.pool.query(`update audit_overflow set minute = minute - interval '1 minute'`)
  const { settleOverflow } = await import('../audit/index.ts')
  assert.equal(await settleOverflow(installation.pool), 3)
  assert.equal(total(await createBoard(installation.pool, createGateLatency()).view(officeId)).refused, 541)
})

test('the first entry of the window is found by halving, whatever lies before it', async () => {
  const { rows } = await installation.pool.query<{ first: string }>(
    `select min(seq) as first from audit_entry where at >= now() - interval '61 minutes'
       and seq > coalesce((select max(seq) from audit_entry where at < now() - interval '61 minutes'), 0)`,
  )
  assert.equal(await findFirstUncounted(installation.pool, 0), Number(rows[0]?.first))
  const end = Number((await installation.pool.query('select seq from audit_head')).rows[0].seq)
  assert.equal(await findFirstUncounted(installation.pool, end), end + 1)
})

test('an agency sees its own calls by day and operator', async () => {
  const { status, body } = await head.get<UsageView>('/agency/usage?days=7')
  assert.equal(status, 200)
  assert.equal(body.perDay.length, 7)
  const [own] = body.perOperator.filter(({ username }) => username === 'loket.satu')
  assert.deepEqual(own, { username: 'loket.satu', fullName: 'Petugas loket.satu', hits: 2, refused: 1 })
  assert.deepEqual(body.perDay.at(-1), { day: body.perDay.at(-1)?.day, hits: 2, refused: 501 })
})
