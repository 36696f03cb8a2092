import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, describe, it } from 'node:test'
import { type CentralServer, startCentralServer } from '../../../test/support/central-server.ts'
import { openDispatchDesk } from '../../../test/support/dispatch-desk.ts'
import { eventually } from '../../../test/support/eventually.ts'
import { ACTOR } from '../../../test/support/media.ts'
import { inTx } from '../../kernel/database.ts'
import { startJobs } from '../../kernel/jobs.ts'
import { openLog } from '../../kernel/log.ts'
import { openCentralService } from './central-service.ts'
import { findDispatch, listDispatches } from './dispatch.store.ts'
import { FORWARD_TASK, forwarding, planForwarding, retryBatch } from './forward-rows.ts'
import { MAKE_PACKAGE_TASK, makingPackages, voidDispatch } from './make-dispatch.ts'
import { nextSpan } from './span.store.ts'

let desk: Awaited<ReturnType<typeof openDispatchDesk>>
before(async () => {
  desk = await openDispatchDesk()
})
after(() => desk.database.drop())

describe('forwarding by web service', () => {
  const TOKEN = 'token-pusat'
  const tokenFile = join(mkdtempSync(join(tmpdir(), 'gapura-test-')), 'pusat.token')
  writeFileSync(tokenFile, `${TOKEN}\n`)
  const closers: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close()
    await desk.pool.query('delete from graphile_worker._private_jobs')
  })

  async function start(central: CentralServer, patienceMs = 400) {
    const service = openCentralService({ url: central.url, tokenFile }, patienceMs)
    const jobs = await startJobs({
      databaseUrl: desk.database.url,
      log: openLog('silent'),
      tasks: {
        [FORWARD_TASK]: forwarding(desk.pool, service),
        [MAKE_PACKAGE_TASK]: makingPackages(desk.pool, async () => desk.office),
      },
      pollMs: 50,
    })
    closers.push(() => jobs.stop())
  }

  async function central(port = 0) {
    const started = await startCentralServer(TOKEN, port)
    closers.push(() => started.stop())
    return started
  }

  /** The pauses of the queue are not waited for. */
  const hurry = (which: 'next' | 'last' = 'next') =>
    desk.pool.query(
      `update graphile_worker._private_jobs set run_at = now(),
         attempts = case when $1 then max_attempts - 1 else attempts end where locked_at is null and attempts > 0`,
      [which === 'last'],
    )

  const open = async () =>
    (await listDispatches(desk.pool, desk.first.officeId)).filter(
      ({ way, state }) => way === 'web-service' && state !== 'void',
    )

  it('FB-99 sends batch after batch until everything has gone on, each row once', async () => {
    const server = await central()
    await start(server)
    await desk.store(desk.first, 2_300)
    await desk.store(desk.second, 4)
    assert.equal(await planForwarding(desk.pool), 2)
    assert.equal(await planForwarding(desk.pool), 0)
    await eventually(async () => assert.equal(server.rows.length, 2_304))
    await eventually(async () => assert.deepEqual(await open(), []))
    assert.equal(server.requests, 4)
    assert.equal(new Set(server.rows.map(({ nik }) => nik)).size, 2_304)
    assert.deepEqual(Object.keys(server.rows[0]?.param ?? {}), ['GOLONGAN_DARAH', 'NOMOR_REKAM_MEDIS'])
    assert.equal((await desk.plan()).kind, 'refused', 'what has gone on does not go with a package')
  })

  it('FB-99 a service that breaks, hangs, is busy or loses its answer gets every row once when it is back', async () => {
    const server = await central()
    server.next.push('break', 'hang', 503, 500, 401, 'take-and-break')
    await start(server)
    await desk.store(desk.first, 10)
    const before = server.rows.length
    await planForwarding(desk.pool)
    await eventually(async () => {
      await hurry()
      assert.deepEqual(await open(), [])
    }, 20_000)
    assert.equal(server.rows.length - before, 10)
    assert.equal(server.requests, 7)
    const log = await desk.pool.query<{ detail: string }>(
      `select detail from audit_entry where event = 'feedback_dispatch.sent' order by seq desc limit 1`,
    )
    assert.match(log.rows[0]?.detail ?? '', /"repeat":true/)
  })

  it('FB-99 a batch that is refused stops its agreement until somebody has looked; nothing is passed over', async () => {
    const server = await central()
    server.next.push(422)
    await start(server)
    await desk.store(desk.second, 3)
    await planForwarding(desk.pool)
    await eventually(async () =>
      assert.deepEqual(
        (await open()).map(({ state }) => state),
        ['failed'],
      ),
    )
    await desk.store(desk.second, 2)
    assert.equal(await planForwarding(desk.pool), 0)
    const [failed] = await open()
    assert.deepEqual([failed?.problem, failed?.httpStatus], ['data-refused', 422])
    const request = { officeId: desk.first.officeId, id: failed?.id ?? 0, actor: ACTOR }
    assert.equal((await retryBatch(desk.pool, request)).kind, 'done')
    await eventually(async () => assert.equal(server.rows.length, 5))
    await eventually(async () => assert.deepEqual(await open(), []))
  })

  it('FB-99 what the service never takes goes with a package instead', async () => {
    const server = await central()
    server.next.push(422)
    await start(server)
    await desk.store(desk.second, 3)
    await planForwarding(desk.pool)
    await eventually(async () =>
      assert.deepEqual(
        (await open()).map(({ state }) => state),
        ['failed'],
      ),
    )
    const [failed] = await open()
    await voidDispatch(desk.pool, { officeId: desk.first.officeId, id: failed?.id ?? 0, actor: ACTOR })
    const planned = await desk.plan({ agreements: [desk.second.code] })
    assert.ok(planned.kind === 'planned')
    await eventually(async () => assert.equal((await findDispatch(desk.pool, planned.id))?.state, 'made'))
    assert.equal((await desk.opened(planned.id)).lines.length, 3)
  })

  it('FB-99 after the last attempt the office is told; jobs hold no NIK', async () => {
    const server = await central()
    await server.stop()
    closers.pop()
    await start(server)
    await desk.store(desk.first, 2)
    await planForwarding(desk.pool)
    await eventually(async () => assert.equal((await open())[0]?.attempts, 1))
    const { rows: jobs } = await desk.pool.query(
      'select j::text as job, last_error from graphile_worker._private_jobs j',
    )
    assert.equal(jobs.length, 1)
    assert.doesNotMatch(JSON.stringify(jobs), /88\d{14}/)
    assert.match(JSON.stringify(jobs), /unreachable/)
    await hurry('last')
    await eventually(async () =>
      assert.deepEqual(
        (await open()).map(({ state }) => state),
        ['failed'],
      ),
    )
    const [failed] = await open()
    assert.equal(failed?.problem, 'unreachable')
    await voidDispatch(desk.pool, { officeId: desk.first.officeId, id: failed?.id ?? 0, actor: ACTOR })
    await inTx(desk.pool, (tx) => nextSpan(tx, desk.first.agreementId, {})).then((span) =>
      assert.ok(span !== undefined),
    )
  })
})
