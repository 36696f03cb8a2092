import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openDispatchDesk } from '../../../test/support/dispatch-desk.ts'
import { inventedNik } from '../../../test/support/feedback.ts'
import { ACTOR } from '../../../test/support/media.ts'
import { findDispatch } from './dispatch.store.ts'
import { handOver, makePackage, voidDispatch } from './make-dispatch.ts'
import { nextSpan } from './span.store.ts'

let desk: Awaited<ReturnType<typeof openDispatchDesk>>
before(async () => {
  desk = await openDispatchDesk()
})
after(() => desk.database.drop())

const marks = (lines: readonly string[]) => lines.map((line) => /MR\/[a-z-]+\/(\d+)/.exec(line)?.[1] ?? '')

describe('packages for the central authority', () => {
  it('FB-99 hold what came since the last one, each row once, and none is lost', async () => {
    await desk.store(desk.first, 30)
    await desk.store(desk.second, 20)
    const one = await desk.opened(await desk.make())
    assert.equal(one.lines.length, 50)
    assert.deepEqual(one.manifest.agreements, [desk.first.code, desk.second.code].sort())
    assert.equal(one.manifest.kind, 'office')
    assert.equal((await desk.plan()).kind, 'refused')
    await desk.store(desk.first, 5)
    await desk.store(desk.second, 7)
    const two = await desk.opened(await desk.make({ agreements: [desk.first.code] }))
    const three = await desk.opened(await desk.make())
    assert.deepEqual([two.lines.length, three.lines.length], [5, 7])
    const all = [one, two, three].flatMap(({ lines }) => marks(lines))
    assert.equal(new Set(all).size, 62)
    const line = one.lines[0] ?? ''
    assert.match(line, /^rsud-balikan,400\.12\.4\/rsud-balikan,\d{6},RSUD rsud-balikan,88\d{14},2\d{3}-/)
    assert.match(line, /"\{""GOLONGAN_DARAH"":""O\+"",""NOMOR_REKAM_MEDIS"":""MR\/rsud-balikan\/1""\}"$/)
  })

  it('FB-99 made by two jobs at once are made once', async () => {
    await desk.store(desk.first, 3)
    const planned = await desk.plan()
    assert.ok(planned.kind === 'planned')
    const made = await Promise.allSettled([1, 2].map(() => makePackage(desk.pool, desk.office, planned.id)))
    assert.ok(made.some(({ status }) => status === 'fulfilled'))
    assert.equal((await desk.opened(planned.id)).lines.length, 3)
    const log = await desk.pool.query(`select from audit_entry where event = 'feedback_dispatch.made'
      and detail like '%"dispatch":${planned.id},%'`)
    assert.equal(log.rows.length, 1)
  })

  it('FB-99 rows that are being written wait for the next one, whatever their numbers', async () => {
    await desk.store(desk.first, 4)
    const writing = await desk.pool.connect()
    await writing.query('begin')
    const span = await nextSpan(writing, desk.first.agreementId, {})
    assert.ok(span !== undefined)
    let isPlanned = false
    const planning = desk.plan({ agreements: [desk.first.code] }).then((planned) => {
      isPlanned = true
      return planned
    })
    await new Promise((resolve) => setTimeout(resolve, 100))
    assert.equal(isPlanned, false, 'whoever writes rows of the agreement is waited for')
    await writing.query('commit')
    writing.release()
    assert.equal((await planning).kind, 'planned')
  })

  it('FB-99 one is planned once, however many ask', async () => {
    await desk.store(desk.first, 2)
    const planned = await Promise.all([1, 2, 3].map(() => desk.plan({ agreements: [desk.first.code] })))
    assert.deepEqual(planned.map(({ kind }) => kind).sort(), ['planned', 'refused', 'refused'])
  })

  it('FB-99 one of a period holds what came before its end, the next one the rest', async () => {
    await desk.store(desk.first, 2)
    const { rows } = await desk.pool.query<{ now: Date }>('select clock_timestamp() as now')
    await desk.store(desk.first, 3)
    const before = rows[0]?.now.toISOString() ?? ''
    assert.equal((await desk.opened(await desk.make({ before }))).lines.length, 2)
    assert.equal((await desk.opened(await desk.make())).lines.length, 3)
  })

  it('FB-99 one taken back sends its rows with the next; one that is handed over is not taken back', async () => {
    await desk.store(desk.first, 6)
    const id = await desk.make()
    const request = { officeId: desk.first.officeId, id, actor: ACTOR }
    await desk.store(desk.first, 1)
    const later = await desk.make()
    assert.equal((await voidDispatch(desk.pool, request)).kind, 'refused')
    assert.equal((await voidDispatch(desk.pool, { ...request, id: later })).kind, 'done')
    assert.equal((await voidDispatch(desk.pool, request)).kind, 'done')
    const again = await desk.make()
    assert.equal((await desk.opened(again)).lines.length, 7)
    const over = {
      ...request,
      id: again,
      handedOn: '2099-01-01',
      medium: 'Flashdisk 12',
      receipt: 'TT/1/2099',
    }
    for (const change of [{ handedOn: '2020-01-01' }, { medium: '' }, { receipt: inventedNik(1) }]) {
      assert.equal(
        (await handOver(desk.pool, { ...over, ...change })).kind,
        'refused',
        JSON.stringify(change),
      )
    }
    assert.equal((await handOver(desk.pool, over)).kind, 'done')
    assert.equal((await voidDispatch(desk.pool, { ...request, id: again })).kind, 'refused')
    assert.equal((await handOver(desk.pool, { ...over, officeId: 99 })).kind, 'missing')
    assert.equal((await findDispatch(desk.pool, again))?.receipt, 'TT/1/2099')
  })
})
