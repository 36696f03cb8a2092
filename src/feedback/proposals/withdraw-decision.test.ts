import assert from 'node:assert/strict'
import { after, before, beforeEach, it } from 'node:test'
import { openProposalDesk, type ProposalDesk } from '../../../test/support/proposals.ts'
import { inTx } from '../../kernel/database.ts'
import { loadResidents, type ResidentRow } from '../../registry/index.ts'

let desk: ProposalDesk
let person: ResidentRow

const REASON = 'salah orang menurut rumah sakit'

before(async () => {
  desk = await openProposalDesk()
  const found = desk.people.find(({ gol_darah: group }) => group === 13)
  assert.ok(found !== undefined)
  person = found
})
after(() => desk.close())
beforeEach(async () => {
  await desk.forget()
  await desk.pool.query('update resident set gol_darah = 13, status = 1 where nik = $1', [person.nik])
})

const withdraw = (id: number, more: object = {}) =>
  desk.officer.send('POST', `/registry-proposals/${id}/withdrawal`, { reason: REASON, ...more })

async function accepted(value = 'O'): Promise<number> {
  await desk.send({ nik: person.nik, GOLONGAN_DARAH: value })
  const id = (await desk.openIds()).at(-1) ?? 0
  assert.equal((await desk.accept(id)).status, 200)
  return id
}

const importing = (change: Partial<ResidentRow>) =>
  inTx(desk.pool, (tx) => loadResidents(tx, 'real', [{ ...person, ...change }]))

const bloodOf = async () => (await desk.residentOf(person.nik)).gol_darah

it('FB-111 a withdrawn acceptance puts the old value back by a new act; the history keeps both', async () => {
  const id = await accepted()
  assert.equal(await bloodOf(), 4)
  assert.equal((await withdraw(id)).status, 200)
  assert.equal(await bloodOf(), 13)
  const { state, changes, acts } = await desk.view(id)
  assert.equal(state, 'open')
  assert.deepEqual(
    changes.map(({ before, after, isReversal }) => [before, after, isReversal]),
    [
      ['TIDAK TAHU', 'O', false],
      ['O', 'TIDAK TAHU', true],
    ],
  )
  assert.deepEqual(
    acts.map(({ act }) => act),
    ['accepted', 'withdrawn'],
  )
  assert.equal((await desk.accept(id)).status, 200)
  assert.equal(await bloodOf(), 4)
})

it('FB-111 a withdrawn rejection waits again', async () => {
  await desk.send({ nik: person.nik, GOLONGAN_DARAH: 'O' })
  const [id = 0] = await desk.openIds()
  await desk.officer.send('POST', `/registry-proposals/${id}/rejection`, { reason: REASON })
  assert.equal((await withdraw(id)).status, 200)
  assert.deepEqual(await desk.openIds(), [id])
})

it('FB-111 what is open is not withdrawn, nor what something was built on since', async () => {
  const id = await accepted()
  const next = await accepted('A')
  assert.equal((await withdraw(id)).status, 422)
  assert.equal(await bloodOf(), 1)
  assert.equal((await withdraw(next)).status, 200)
  assert.equal((await withdraw(next)).status, 422)
  assert.equal(await bloodOf(), 4)
  assert.equal((await withdraw(id)).status, 200)
  assert.equal(await bloodOf(), 13)
})

it('FB-111 a withdrawal that would make two open proposals of one value is refused', async () => {
  await desk.send({ nik: person.nik, GOLONGAN_DARAH: 'O' })
  const [id = 0] = await desk.openIds()
  await desk.officer.send('POST', `/registry-proposals/${id}/rejection`, { reason: REASON })
  await desk.sendOfClinic({ nik: person.nik, GOLONGAN_DARAH: 'O' })
  const refused = await withdraw(id)
  assert.equal(refused.status, 422)
  assert.match(refused.text, /sedang menunggu keputusan/)
})

it('FB-112 an import that does not know of the decision does not undo it', async () => {
  await accepted()
  await importing({ gol_darah: 13, nama_lgkp: 'NAMA BARU DARI IMPOR' })
  assert.equal(await bloodOf(), 4)
  const { rows } = await desk.pool.query('select nama_lgkp from resident where nik = $1', [person.nik])
  assert.equal(rows[0].nama_lgkp, 'NAMA BARU DARI IMPOR', 'everything else is imported')
  await importing({ gol_darah: 13 })
  assert.equal(await bloodOf(), 4, 'however often')
})

it('FB-112 once an import has brought the decided value, imports count again', async () => {
  await accepted()
  await importing({ gol_darah: 4 })
  await importing({ gol_darah: 2 })
  assert.equal(await bloodOf(), 2)
})

it('FB-112 a third value does not undo it either, and the officer is told and may take it', async () => {
  const id = await accepted()
  await importing({ gol_darah: 2 })
  assert.equal(await bloodOf(), 4)
  const { imported } = await desk.view(id)
  assert.equal(imported?.name, 'B')
  const listed = await desk.officer.get<{ items: { id: number }[] }>(
    '/registry-proposals?state=accepted&import=yes',
  )
  assert.deepEqual(
    listed.body.items.map((item) => item.id),
    [id],
  )
  const tasks = await desk.officer.get<{ kind: string; path: string }[]>('/tasks')
  assert.ok(tasks.body.some(({ kind }) => kind === 'registry-proposals-import'))
  assert.equal((await withdraw(id, { take: 'import' })).status, 200)
  assert.equal(await bloodOf(), 2)
  await importing({ gol_darah: 2 })
  assert.equal(await bloodOf(), 2)
})

it('FB-112 after a withdrawal imports count again', async () => {
  const id = await accepted()
  await withdraw(id)
  await importing({ gol_darah: 3 })
  assert.equal(await bloodOf(), 3)
})

it('FB-112 an import under way when a decision is taken does not overwrite it', async () => {
  await desk.send({ nik: person.nik, GOLONGAN_DARAH: 'O' })
  const [id = 0] = await desk.openIds()
  for (let round = 0; round < 5; round += 1) {
    const [reply] = await Promise.all([desk.accept(id), importing({ gol_darah: 13, no_rt: round })])
    assert.equal(reply.status, 200)
    assert.equal(await bloodOf(), 4)
    await withdraw(id)
  }
})
