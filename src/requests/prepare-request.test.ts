import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openRequestDesk, type RequestDesk } from '../../test/support/request-desk.ts'
import { specimenPdf } from '../../test/support/specimen-files.ts'
import { act, HOLDER, refusal } from '../../test/support/walk-request.ts'

let desk: RequestDesk
let installation: RequestDesk['installation']
let portal: RequestDesk['portal']
let office: RequestDesk['office']
let labour: RequestDesk['labour']
let health: RequestDesk['health']
let stranger: RequestDesk['stranger']
let complete: RequestDesk['complete']
let one: RequestDesk['one']
before(async () => {
  desk = await openRequestDesk()
  ;({ installation, portal, office, labour, health, stranger, complete, one } = desk)
})
after(() => desk.close())

describe('RQ-05 to RQ-09 a request and its package', () => {
  it('an empty one names everything that is missing at once, and stays', async () => {
    const { body } = await labour.pic.send<{ id: number }>('POST', '/requests')
    assert.deepEqual(await refusal(labour.head, body.id, 'submit'), [
      'RQ-07 draft.purpose',
      'RQ-07 draft.elements',
      'RQ-07 draft.methods',
      'RQ-07 draft.feedback',
      'RQ-07 draft.network',
      'RQ-05 documents.request-letter',
      'RQ-05 documents.legal-basis',
      'RQ-05 documents.head-appointment',
      'RQ-05 documents.network-sketch',
      'RQ-08 number',
    ])
    const view = await labour.pic.get<{ state: string; missing: { code: string }[] }>(`/requests/${body.id}`)
    assert.equal(view.body.state, 'drafting')
    assert.equal(view.body.missing.length, 9)
  })

  it('a draft of a wrong form is refused field by field, and the one before stays', async () => {
    const { id, file } = await complete()
    const draft = { elements: ['NIK', 'NAMA'], methods: ['telepati'], validUntil: '2027-02-30', asing: 1 }
    const needs = { SALAH: 'x' }
    const reply = await labour.pic.send<{ fields: { field: string }[] }>('PUT', `/requests/${id}/draft`, {
      draft,
      needs,
    })
    assert.equal(reply.status, 422)
    assert.deepEqual(reply.body.fields.map(({ field }) => field).sort(), [
      'draft.asing',
      'draft.elements[1]',
      'draft.methods[0]',
      'draft.validUntil',
      'needs.SALAH',
    ])
    const view = await labour.pic.get<{ draft: { elements: string[] } }>(`/requests/${id}`)
    assert.deepEqual(view.body.draft.elements, file.elements)
  })

  it('the parties are those of the request, whatever is sent', async () => {
    const { id, draft } = await complete()
    const sent = {
      ...draft,
      civilRegistry: { name: 'Kantor Palsu', region: '32', level: 'provinsi' },
      userAgency: { name: 'Instansi Palsu', kind: 'RSUD' },
      number: { civilRegistry: '1', userAgency: '2' },
      sptjmRequired: false,
      centralApproval: { number: 'palsu', date: '2020-01-01' },
    }
    const saved = await labour.pic.send('PUT', `/requests/${id}/draft`, { draft: sent, needs: {} })
    assert.equal(saved.status, 204, saved.text)
    const view = await labour.pic.get<{ draft: Record<string, Record<string, unknown> | undefined> }>(
      `/requests/${id}`,
    )
    const { draft: kept } = view.body
    assert.equal(kept.civilRegistry?.region, '33.13')
    assert.equal(kept.userAgency?.name, 'Instansi disnaker')
    assert.deepEqual(
      [kept.number, kept.sptjmRequired, kept.centralApproval],
      [undefined, undefined, undefined],
    )
  })

  it('sent back with its faulty papers it is mended, and goes out again', async () => {
    const { id } = await complete()
    await act(labour.head, id, 'submit', { number: '1/2026' }, 'submitted')
    assert.deepEqual(await refusal(office.officer, id, 'return', { documents: [{ kind: 'tidak-ada' }] }), [
      'RQ-03 comment',
      'RQ-09 documents[0].kind',
    ])
    const documents = [{ kind: 'legal-basis', note: 'halaman 2 tidak terbaca' }]
    await act(office.officer, id, 'return', { comment: 'mohon dilengkapi', documents }, 'returned')
    const view = await labour.pic.get<{ documents: { kind: string; state: string; note: string }[] }>(
      `/requests/${id}`,
    )
    const basis = view.body.documents.find(({ kind }) => kind === 'legal-basis')
    assert.deepEqual([basis?.state, basis?.note], ['refused', 'halaman 2 tidak terbaca'])
    const { draft, needs } = (await labour.pic.get<{ draft: object; needs: object }>(`/requests/${id}`)).body
    assert.equal((await labour.pic.send('PUT', `/requests/${id}/draft`, { draft, needs })).status, 204)
    assert.deepEqual(await refusal(labour.head, id, 'submit', { number: '1/2026' }), [
      'RQ-05 documents.legal-basis',
    ])
    const file = { bytes: specimenPdf(), name: 'ortala.pdf', type: 'application/pdf' }
    assert.equal((await labour.pic.upload(`/requests/${id}/documents/legal-basis`, file)).status, 201)
    await act(labour.head, id, 'submit', { number: '1/2026' }, 'submitted')
    assert.equal((await labour.pic.upload(`/requests/${id}/documents/legal-basis`, file)).status, 403)
  })
})

describe('RQ-02 to RQ-04 what every act asks', () => {
  const ROWS: { rule: string; body: object; expect: string[] }[] = [
    { rule: 'a day to come', body: { on: '2999-01-01' }, expect: ['RQ-02 on'] },
    { rule: 'no day', body: { on: 'kemarin' }, expect: ['RQ-02 on'] },
    { rule: 'a NIK in the comment', body: { comment: `lihat ${HOLDER.nik}` }, expect: ['RQ-03 comment'] },
    { rule: 'a long comment', body: { comment: 'x'.repeat(2001) }, expect: ['RQ-03 comment'] },
    { rule: 'a file of nowhere', body: { files: [999_999] }, expect: ['RQ-04 files'] },
    {
      rule: 'all at once',
      body: { on: 'x', comment: HOLDER.nik, files: [0] },
      expect: ['RQ-02 on', 'RQ-03 comment', 'RQ-04 files'],
    },
  ]
  for (const { rule, body, expect } of ROWS) {
    it(rule, async () => {
      const { id } = await complete()
      await act(labour.head, id, 'submit', { number: '1/2026' }, 'submitted')
      assert.deepEqual(await refusal(office.officer, id, 'forward', body), expect)
      assert.equal(await one('select state from access_request where id = $1', [id]), 'submitted')
    })
  }

  it('a paper that cannot be written leaves nothing behind', async () => {
    const { id } = await complete()
    const before = await one('select count(*)::int from audit_entry')
    portal.papers.refuseNext()
    const [fault] = await refusal(labour.head, id, 'submit', { number: '1/2026' })
    assert.match(fault ?? '', / paper\.kepala_nama$/)
    assert.equal(await one('select count(*)::int from audit_entry'), before)
    assert.equal(await one('select state from access_request where id = $1', [id]), 'drafting')
  })

  it('of two at once the second finds it done', async () => {
    const { id } = await complete()
    await act(labour.head, id, 'submit', { number: '1/2026' }, 'submitted')
    const path = `/requests/${id}/forward`
    const replies = await Promise.all([
      office.officer.send('POST', path, {}),
      office.officer.send('POST', path, {}),
    ])
    assert.deepEqual(replies.map(({ status }) => status).sort(), [200, 422])
    assert.equal(
      await one(`select count(*)::int from paper where request_id = $1 and kind = 'forwarding-letter'`, [id]),
      1,
    )
  })

  it('an act out of its place is told so, one of another role is forbidden', async () => {
    const { id } = await complete()
    assert.deepEqual(await refusal(office.central, id, 'approve', {}), ['RQ-01 state'])
    assert.equal((await labour.pic.send('POST', `/requests/${id}/submit`, {})).status, 403)
    assert.equal((await office.officer.send('POST', `/requests/${id}/submit`, {})).status, 403)
  })

  it('what binds asks for the password again', async () => {
    const late = await portal.signIn({
      role: 'central-approver',
      username: 'pusat.lama',
      officeId: office.officeId,
      isReauthenticated: false,
    })
    const { id } = await complete()
    const reply = await late.send<{ code: string }>('POST', `/requests/${id}/approve`, {})
    assert.deepEqual([reply.status, reply.body.code], [403, 'reauthentication-required'])
  })

  it('somebody else’s request is not found', async () => {
    const { id } = await complete()
    const { rows } = await installation.pool.query(
      'select max(id) as id from request_file where request_id = $1',
      [id],
    )
    for (const client of [health.pic, health.head, stranger]) {
      assert.equal((await client.get(`/requests/${id}`)).status, 404)
      assert.equal((await client.get(`/requests/${id}/files/${rows[0].id}`)).status, 404)
      assert.equal((await client.get(`/requests/${id}/papers/access-request/preview`)).status, 404)
      const draft = await client.send('PUT', `/requests/${id}/draft`, { draft: {} })
      assert.equal(draft.status, 404)
      const file = { bytes: specimenPdf(), name: 'x.pdf', type: 'application/pdf' }
      assert.equal((await client.upload(`/requests/${id}/files`, file)).status, 404)
      const items = (await client.get<{ items: { id: number }[] }>('/requests')).body.items
      assert.ok(items.every((item) => item.id !== id))
    }
    assert.equal((await health.head.send('POST', `/requests/${id}/submit`, {})).status, 404)
    assert.equal((await stranger.send('POST', `/requests/${id}/forward`, {})).status, 404)
  })
})
