import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { openProposalDesk, type ProposalDesk } from '../../../test/support/proposals.ts'
import { UNKNOWN_NIK } from '../../../test/support/residents.ts'
import type { PortalClient } from '../../../test/support/staffed-portal.ts'
import type { Decided } from './decide-proposals.ts'

let desk: ProposalDesk
let officer: PortalClient
const REASON = 'sesuai bukti rumah sakit'

before(async () => {
  desk = await openProposalDesk()
  officer = desk.officer
})
after(() => desk.close())
beforeEach(() => desk.forget())

/** Somebody whose blood group is none of these. */
function personWithout(...groups: number[]) {
  const person = desk.people.find(({ gol_darah: group }) => !groups.includes(group))
  assert.ok(person !== undefined)
  return person
}

const entries = async (event: string) => {
  const { rows } = await desk.pool.query(
    `select purpose, detail::json as detail, nik_hash, local_operator from audit_entry
     where event = $1 order by seq`,
    [`registry-proposal.${event}`],
  )
  return rows
}

const bulk = (act: 'acceptance' | 'rejection', body: object) =>
  officer.send<Decided & { next: number | null; message: string }>('POST', `/registry-proposals/${act}`, {
    reason: REASON,
    ...body,
  })

describe('accepting', () => {
  it('FB-110 changes the resident, with history and an entry of the log, in one transaction', async () => {
    const person = personWithout(4, 11, 12, 1)
    await desk.send({ nik: person.nik, GOLONGAN_DARAH: 'O' })
    const [id = 0] = await desk.openIds()
    const seen = (await entries('accepted')).length
    assert.equal((await desk.accept(id)).status, 200)
    assert.equal((await desk.residentOf(person.nik)).gol_darah, 4)
    const { changes, acts, state, now } = await desk.view(id)
    assert.equal(state, 'accepted')
    assert.equal(now?.name, 'O')
    assert.deepEqual(
      changes.map(({ before, after, changedBy, proposalId }) => ({ before, after, changedBy, proposalId })),
      [
        {
          before: (await desk.view(id)).oldValue,
          after: 'O',
          changedBy: 'staff:petugas.data',
          proposalId: id,
        },
      ],
    )
    assert.deepEqual(
      acts.map(({ act, reason }) => [act, reason]),
      [['accepted', REASON]],
    )
    const [entry, ...more] = (await entries('accepted')).slice(seen)
    assert.deepEqual(more, [])
    assert.deepEqual(entry.detail, { by: 'staff:petugas.data', proposal: id, field: 'blood-type' })
    assert.equal(entry.purpose, REASON)
    assert.deepEqual(entry.nik_hash, desk.installation.nikHasher.hash(person.nik))
  })

  it('FB-105 what the officer did not see is not overwritten', async () => {
    const person = personWithout(4, 11, 12, 1)
    await desk.send({ nik: person.nik, GOLONGAN_DARAH: 'O' })
    const [id = 0] = await desk.openIds()
    const { now } = await desk.view(id)
    await desk.pool.query('update resident set gol_darah = 1 where nik = $1', [person.nik])
    const path = `/registry-proposals/${id}/acceptance`
    const refused = await officer.send('POST', path, { seen: now?.seen, reason: REASON })
    assert.deepEqual([refused.status, refused.body.code], [409, 'stale'])
    assert.equal((await desk.residentOf(person.nik)).gol_darah, 1)
    const again = await desk.view(id)
    assert.deepEqual([again.isStale, again.now?.seen], [true, '1'])
    assert.equal((await officer.send('POST', path, { seen: '1', reason: REASON })).status, 200)
    assert.equal((await desk.residentOf(person.nik)).gol_darah, 4)
  })

  it('FB-106 what the registry has come to say is settled, and nothing changes', async () => {
    const person = personWithout(4, 11, 12, 1)
    await desk.send({ nik: person.nik, GOLONGAN_DARAH: 'O' })
    const [id = 0] = await desk.openIds()
    await desk.pool.query('update resident set gol_darah = 4 where nik = $1', [person.nik])
    const reply = await desk.accept(id)
    assert.deepEqual(reply.body, { done: 0, settled: 1, refused: [] })
    const { state, changes } = await desk.view(id)
    assert.deepEqual([state, changes], ['settled', []])
  })

  it('FB-103 of two values the accepted one stands; the other waits against what is there now', async () => {
    const person = personWithout(4, 11, 12, 1, 5, 6)
    await desk.send({ nik: person.nik, GOLONGAN_DARAH: 'O' })
    await desk.sendOfClinic({ nik: person.nik, GOLONGAN_DARAH: 'A' })
    const [first = 0, second = 0] = await desk.openIds()
    const { others, isContested } = await desk.view(first)
    assert.deepEqual([isContested, others.map(({ value }) => value)], [true, ['A']])
    await desk.accept(first)
    const other = await desk.view(second)
    assert.deepEqual(
      [other.state, other.isContested, other.isStale, other.now?.name],
      ['open', false, true, 'O'],
    )
  })

  it('FB-105 two officers who accept different values at once: one is told that it changed', async () => {
    const person = personWithout(4, 11, 12, 1, 5, 6)
    await desk.send({ nik: person.nik, GOLONGAN_DARAH: 'O' })
    await desk.sendOfClinic({ nik: person.nik, GOLONGAN_DARAH: 'A' })
    const ids = await desk.openIds()
    const views = await Promise.all(ids.map(desk.view))
    const replies = await Promise.all(
      views.map(({ id, now }) =>
        officer.send('POST', `/registry-proposals/${id}/acceptance`, { seen: now?.seen, reason: REASON }),
      ),
    )
    assert.deepEqual(replies.map(({ status }) => status).sort(), [200, 409])
  })

  it('FB-107 a NIK that the registry does not know cannot be accepted, only rejected', async () => {
    await desk.send({ nik: UNKNOWN_NIK, GOLONGAN_DARAH: 'O' })
    const [id = 0] = await desk.openIds()
    const { now, person } = await desk.view(id)
    assert.deepEqual([now, person], [null, null])
    const refused = await desk.accept(id)
    assert.deepEqual([refused.status, refused.body.code], [409, 'unknown'])
    const path = `/registry-proposals/${id}/rejection`
    assert.equal((await officer.send('POST', path, { reason: 'NIK tidak terdaftar' })).status, 200)
  })

  it('FB-104 a reason is asked for, and may hold no NIK', async () => {
    const person = personWithout(4, 11, 12, 1)
    await desk.send({ nik: person.nik, GOLONGAN_DARAH: 'O' })
    const [id = 0] = await desk.openIds()
    for (const reason of ['', `salah ${person.nik}`]) {
      for (const act of ['acceptance', 'rejection']) {
        const reply = await officer.send('POST', `/registry-proposals/${id}/${act}`, { seen: null, reason })
        assert.equal(reply.status, 422)
      }
    }
    assert.deepEqual(await desk.openIds(), [id])
  })
})

describe('many at once', () => {
  it('FB-108 accepts what nothing speaks against, and says why the others wait', async () => {
    const [a, b, c, d] = desk.people.filter(({ jenis_pkrjn: job }) => job !== 1 && job !== 15)
    assert.ok(a !== undefined && b !== undefined && c !== undefined && d !== undefined)
    await desk.pool.query('delete from looked_up where agreement_id = $1 and nik_hash = $2', [
      desk.hospital.agreementId,
      desk.installation.nikHasher.hash(d.nik),
    ])
    await desk.send(...[a, b, c, d].map(({ nik }) => ({ nik, PEKERJAAN: 'PENCARI KERJA' })))
    await desk.sendOfClinic({ nik: b.nik, PEKERJAAN: 'KARYAWAN SWASTA' })
    await desk.pool.query('update resident set jenis_pkrjn = 15 where nik = $1', [c.nik])
    const counted = await officer.get<{ count: number; upTo: number }>(
      '/registry-proposals/count?field=occupation',
    )
    assert.equal(counted.body.count, 5)
    const { upTo, count: expected } = counted.body
    const { status, body } = await bulk('acceptance', { field: 'occupation', expected, upTo })
    assert.equal(status, 200)
    assert.deepEqual(
      [body.done, body.settled, body.refused.map(({ why }) => why), body.next],
      [1, 0, ['contested', 'stale', 'doubtful', 'contested'], null],
    )
    assert.equal((await desk.residentOf(a.nik)).jenis_pkrjn, 1)
    assert.equal((await desk.residentOf(c.nik)).jenis_pkrjn, 15)
  })

  it('FB-108 a count that is no longer true is refused: somebody else has decided meanwhile', async () => {
    const [a, b] = desk.people.filter(({ pddk_akh: schooling }) => schooling !== 4)
    await desk.send(...[a, b].map((person) => ({ nik: person?.nik ?? '', PENDIDIKAN: 'SLTP/SEDERAJAT' })))
    const { body } = await officer.get<{ count: number; upTo: number }>('/registry-proposals/count')
    const [first = 0] = await desk.openIds()
    await desk.accept(first)
    const reply = await bulk('acceptance', { expected: body.count, upTo: body.upTo })
    assert.equal(reply.status, 422)
    assert.match(reply.body.message, /Kini ada 1 usulan/)
  })

  it('FB-108 what came after the count is not among what was confirmed', async () => {
    const [a, b] = desk.people.filter(({ pddk_akh: schooling }) => schooling !== 5)
    await desk.send({ nik: a?.nik ?? '', PENDIDIKAN: 'SLTA/SEDERAJAT' })
    const { body } = await officer.get<{ count: number; upTo: number }>('/registry-proposals/count')
    await desk.send({ nik: b?.nik ?? '', PENDIDIKAN: 'SLTA/SEDERAJAT' })
    const reply = await bulk('rejection', { expected: body.count, upTo: body.upTo })
    assert.deepEqual([reply.body.done, (await desk.openIds()).length], [1, 1])
  })

  it('FB-108 by selection: only those, and what was decided already is said', async () => {
    const some = desk.people.slice(0, 3)
    await desk.send(...some.map(({ nik }) => ({ nik, AKTA_LAHIR: 'X-9' })))
    const [first = 0, second = 0, third = 0] = await desk.openIds()
    await desk.accept(first)
    const { body } = await bulk('acceptance', { ids: [first, second] })
    assert.deepEqual([body.done, body.refused], [1, [{ id: first, why: 'not-open' }]])
    assert.deepEqual(await desk.openIds(), [third])
    for (const ids of [[], Array.from({ length: 251 }, (_, n) => n + 1), ['x']]) {
      assert.equal((await bulk('acceptance', { ids })).status, 422)
    }
  })

  it('FB-108 goes on where the last portion ended, until all are done', async () => {
    const { pool, hospital, installation } = desk
    await pool.query(
      `insert into registry_proposal (office_id, field, nik, nik_hash, old_value, new_value, is_unknown, is_doubtful,
         evidence_at)
       select $1, 'education', $2, $3, '1', n::text, false, false, now() from generate_series(1, 600) n`,
      [hospital.officeId, desk.people[0]?.nik, installation.nikHasher.hash(desk.people[0]?.nik ?? '')],
    )
    const { body: counted } = await officer.get<{ count: number; upTo: number }>('/registry-proposals/count')
    let after = 0
    const portions: number[] = []
    for (;;) {
      const { body } = await bulk('rejection', { expected: counted.count, upTo: counted.upTo, after })
      portions.push(body.done)
      if (body.next === null) break
      after = body.next
    }
    assert.deepEqual(portions, [250, 250, 100])
    assert.deepEqual(await desk.openIds(), [])
  })
})
