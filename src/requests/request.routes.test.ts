import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openRequestDesk, type RequestDesk } from '../../test/support/request-desk.ts'
import { specimenPdf } from '../../test/support/specimen-files.ts'
import type { PortalClient } from '../../test/support/staffed-portal.ts'
import { act } from '../../test/support/walk-request.ts'

let desk: RequestDesk
let installation: RequestDesk['installation']
let office: RequestDesk['office']
let labour: RequestDesk['labour']
let complete: RequestDesk['complete']
let one: RequestDesk['one']
before(async () => {
  desk = await openRequestDesk()
  ;({ installation, office, labour, complete, one } = desk)
})
after(() => desk.close())

describe('what else a request is', () => {
  it('its files are handed over with an entry of the opening', async () => {
    const { id } = await complete()
    const view = await office.officer.get<{ documents: { file: { id: number } | null }[] }>(`/requests/${id}`)
    const file = view.body.documents[0]?.file
    assert.ok(file)
    const reply = await office.officer.get(`/requests/${id}/files/${file.id}`)
    assert.equal(reply.status, 200)
    assert.deepEqual(reply.bytes, specimenPdf())
    const { rows } = await installation.pool.query(
      'select event, detail from audit_entry order by seq desc limit 1',
    )
    assert.equal(rows[0].event, 'request.file_opened')
    assert.equal(JSON.parse(rows[0].detail).file, file.id)
    const page = { bytes: Buffer.from('<html></html>'), name: 'x.pdf', type: 'application/pdf' }
    assert.equal((await labour.pic.upload(`/requests/${id}/files`, page)).status, 422)
  })

  it('the office opens one for an agency that it does not know yet', async () => {
    const agency = { name: 'Puskesmas Contoh', kind: 'Puskesmas', workUnits: ['Loket'] }
    const opened = await office.officer.send<{ id: number }>('POST', '/requests', { agency })
    assert.equal(opened.status, 201, opened.text)
    const view = await office.officer.get<{ agency: { name: string }; draft: object }>(
      `/requests/${opened.body.id}`,
    )
    assert.equal(view.body.agency.name, 'Puskesmas Contoh')
    const wrong = { agency: { name: '', kind: 'Warung', customerId: '1' } }
    const reply = await office.officer.send<{ fields: { field: string }[] }>('POST', '/requests', wrong)
    assert.deepEqual(
      reply.body.fields.map(({ field }) => field),
      ['agency.name', 'agency.kind', 'agency.customerId'],
    )
  })

  it('one that follows an agreement begins with its terms', async () => {
    const opened = await labour.pic.send<{ id: number }>('POST', '/requests', { renews: 'disnaker' })
    const view = await labour.pic.get<{ renews: string; draft: { elements: string[]; renews: string } }>(
      `/requests/${opened.body.id}`,
    )
    assert.equal(view.body.renews, 'disnaker')
    assert.equal(view.body.draft.renews, 'disnaker')
    assert.ok(view.body.draft.elements.length > 0)
    const foreign = await labour.pic.send('POST', '/requests', { renews: 'dinkes' })
    assert.equal(foreign.status, 422)
  })

  it('tells each side its task, once', async () => {
    const { id } = await complete()
    const tasks = async (client: PortalClient) =>
      (await client.get<{ kind: string; path: string }[]>('/tasks')).body
        .filter(({ path }) => path === `/permohonan/${id}`)
        .map(({ kind }) => kind)
    assert.deepEqual(await tasks(labour.head), ['request-drafting'])
    assert.deepEqual(await tasks(office.officer), [])
    await act(labour.head, id, 'submit', { number: '1/2026' }, 'submitted')
    assert.deepEqual(await tasks(office.officer), ['request-submitted'])
    assert.deepEqual(await tasks(office.central), [])
    assert.deepEqual(await tasks(labour.head), [])
    const told = await one(
      `select count(*)::int from notification n join staff p on p.id = n.staff_id
       where n.path = $1 and p.role = 'agreement-officer'`,
      [`/permohonan/${id}`],
    )
    assert.equal(told, 1)
  })

  it('shows its concept before the letter is written', async () => {
    const { id } = await complete()
    const reply = await labour.pic.get(`/requests/${id}/papers/access-request/preview`)
    assert.deepEqual([reply.status, reply.header('content-type')], [200, 'application/pdf'])
    assert.equal((await labour.pic.get(`/requests/${id}/papers/addendum/preview`)).status, 404)
  })
})
