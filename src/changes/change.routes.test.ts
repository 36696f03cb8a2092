import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type ChangeDesk, openChangeDesk } from '../../test/support/change-desk.ts'
import { type OfficeOfThree, openOfficeOfThree, type Refusal } from '../../test/support/office-of-three.ts'
import { specimenPdf } from '../../test/support/specimen-files.ts'

let office: OfficeOfThree
let desk: ChangeDesk
before(async () => {
  office = await openOfficeOfThree()
  desk = await openChangeDesk(office)
})
after(() => office.close())

describe('what keeps a change back', () => {
  const rows: [string, object, string][] = [
    ['nothing changes', { kind: 'method', content: { methods: ['web-portal', 'web-service'] } }, 'content'],
    ['an unknown kind', { kind: 'x', content: {} }, 'kind'],
    ['no element', { kind: 'elements', content: { elements: [] } }, 'elements'],
    ['a host with a prefix', { kind: 'address', content: { networks: ['10.1.2.3/24'] } }, 'networks'],
    [
      'a User ID of another agreement',
      { kind: 'quota', content: { userId: 'disnaker.program', quotaPerDay: 1 } },
      'userId',
    ],
    ['a quota of nothing', { kind: 'quota', content: { quotaPerDay: 0 } }, 'quotaPerDay'],
    ['no reason', { kind: 'quota', content: { quotaPerDay: 3 }, reason: '' }, 'reason'],
    ['a NIK as reason', { kind: 'quota', content: { quotaPerDay: 3 }, reason: '8801015503020001' }, 'reason'],
    [
      'a day that does not exist',
      { kind: 'quota', content: { quotaPerDay: 3 }, letterOn: '2026-02-30' },
      'letterOn',
    ],
  ]
  for (const [rule, body, field] of rows) {
    it(`CH-04 ${rule}`, async () => {
      const reply = await desk.pic.send<Refusal>('POST', desk.path, { ...desk.letter, ...body })
      assert.equal(reply.status, 422, reply.text)
      assert.ok(
        reply.body.fields?.some((fault) => fault.field === field),
        reply.text,
      )
    })
  }

  it('CH-01 another agency, and another agreement, find nothing', async () => {
    const id = await desk.begin('quota', { quotaPerDay: 30 })
    assert.equal((await desk.stranger.get(`${desk.path}/${id}`)).status, 404)
    assert.equal((await desk.stranger.get(desk.path)).status, 404)
    assert.equal((await desk.stranger.get(`/agreements/disnaker/changes/${id}`)).status, 404)
    assert.equal(
      (await desk.pic.send('POST', `${desk.path}/${id}/submission`)).status,
      403,
      'the head submits',
    )
    assert.equal((await office.as('auditor').get(`${desk.path}/${id}`)).status, 200)
    assert.equal(
      (await office.as('auditor').send('POST', `${desk.path}/${id}/withdrawal`, { note: 'x' })).status,
      403,
    )
  })

  it('CH-30 a replay is of one content: rewritten, it has to be run again', async () => {
    const id = await desk.begin('quota', { quotaPerDay: 40 })
    await desk.act(desk.pic, id, 'what-if', {}, 200)
    assert.ok((await desk.page(id)).whatIf !== null)
    const written = await desk.pic.send('PUT', `${desk.path}/${id}`, {
      content: { quotaPerDay: 41 },
      ...desk.letter,
    })
    assert.equal(written.status, 204, written.text)
    assert.equal((await desk.page(id)).whatIf, null)
  })

  it('CH-34 nobody signs without having seen the last replay', async () => {
    const id = await desk.begin('quota', { quotaPerDay: 45 })
    await desk.attach(id, 'letter')
    await desk.act(desk.pic, id, 'what-if', {}, 200)
    await desk.act(desk.head, id, 'submission')
    await desk.act(office.as('officer'), id, 'acceptance')
    await desk.act(office.as('officer'), id, 'paper')
    const refused = await desk.act(desk.head, id, 'agency-signature', { signer: 'Contoh' }, 422)
    assert.deepEqual(
      refused.fields?.map(({ field }) => field),
      ['whatIf'],
    )
    const { whatIf } = await desk.page(id)
    await desk.act(office.as('officer'), id, 'what-if', {}, 200)
    await desk.act(desk.head, id, 'agency-signature', { signer: 'Contoh', whatIf: whatIf?.id }, 422)
  })

  it('CH-16 terms that moved since its paper: it is written anew, and its signatures are gone', async () => {
    const one = await desk.begin('quota', { quotaPerDay: 33 })
    const two = await desk.begin('quota', { quotaPerDay: 34 })
    await desk.bringToSigned(one)
    await desk.bringToSigned(two)
    await desk.bringInForce(one)
    const refused = await desk.act(office.as('officer'), two, 'effect', {}, 422)
    assert.deepEqual(
      refused.fields?.map(({ field }) => field),
      ['baseVersion'],
    )
    await desk.act(office.as('officer'), two, 'reissue', { note: 'ketentuan berubah' })
    assert.equal((await desk.page(two)).state, 'approved')
    await desk.act(desk.head, two, 'withdrawal', { note: 'tidak jadi' })
  })

  it('CH-10 a rejected proposal leaves the change ready as before, and nothing in force', async () => {
    const before = await desk.terms()
    const id = await desk.begin('quota', { quotaPerDay: 35 })
    await desk.bringToSigned(id)
    const { proposal = 0 } = await desk.act(office.as('officer'), id, 'effect', {}, 202)
    assert.equal((await office.answer('central', proposal, 'rejection')).status, 204)
    assert.equal((await desk.page(id)).state, 'signed')
    assert.deepEqual(await desk.terms(), before)
    await desk.bringInForce(id)
  })

  it('CH-06 sending back and rejecting say why', async () => {
    const id = await desk.begin('bandwidth', { bandwidthMbps: 99 })
    await desk.attach(id, 'letter')
    await desk.attach(id, 'study')
    await desk.act(desk.head, id, 'submission')
    await desk.act(office.as('officer'), id, 'return', {}, 422)
    await desk.act(office.as('officer'), id, 'return', { note: 'kajian belum ditandatangani' })
    assert.equal((await desk.page(id)).state, 'returned')
    await desk.act(desk.head, id, 'submission')
    await desk.act(office.as('officer'), id, 'rejection', { note: 'tidak tersedia' })
    assert.deepEqual((await desk.page(id, desk.pic)).acts, [])
  })

  it('CH-40 an opened attachment stands in the log', async () => {
    const id = await desk.begin('bandwidth', { bandwidthMbps: 98 })
    await desk.attach(id, 'letter')
    const seq = await office.lastSeq()
    const opened = await office.as('officer').get(`${desk.path}/${id}/attachments/1`)
    assert.equal(opened.status, 200)
    assert.deepEqual(opened.bytes, specimenPdf())
    assert.deepEqual(
      (await office.eventsSince(seq)).map(({ event }) => event),
      ['file.opened'],
    )
  })

  it('CH-41 each finds what waits for them among the tasks', async () => {
    type Tasks = { kind: string }[]
    const officer = await office.as('officer').get<Tasks>('/tasks')
    assert.equal(officer.status, 200, officer.text)
    assert.ok(!officer.body.some(({ kind }) => kind === 'change-submit'))
    const own = await desk.head.get<Tasks>('/tasks')
    assert.ok(
      own.body.some(({ kind }) => kind === 'change-submit'),
      own.text,
    )
    assert.ok(!(await desk.stranger.get<Tasks>('/tasks')).text.includes('change-'))
  })
})
