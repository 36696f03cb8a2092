import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { openProposalDesk, type ProposalDesk } from '../../../test/support/proposals.ts'
import { UNKNOWN_NIK } from '../../../test/support/residents.ts'
import type { PortalClient } from '../../../test/support/staffed-portal.ts'
import { enterAgencies } from '../../../test/support/two-agencies.ts'
import { inTx } from '../../kernel/database.ts'
import { ROLE_NAMES, ROLES } from '../../offices/index.ts'
import { tellOffice } from './digest.ts'
import type { Outcomes } from './outcomes.store.ts'

let desk: ProposalDesk
let agencyId: number

before(async () => {
  desk = await openProposalDesk()
  const { rows } = await desk.pool.query('select agency_id from agreement where id = $1', [
    desk.hospital.agreementId,
  ])
  agencyId = rows[0].agency_id
})
after(() => desk.close())
beforeEach(() => desk.forget())

type Line = {
  id: number
  nik: string
  newValue: string
  oldValue: string
  agencies: string[]
  isStale: boolean
}

const list = async (query = '', client = desk.officer) =>
  (await client.get<{ items: Line[]; next: number | null }>(`/registry-proposals${query}`)).body

/** Proposals of blood group O about so many people. */
async function proposeTo(count: number) {
  const people = desk.people.filter(({ gol_darah: group }) => ![4, 11, 12].includes(group)).slice(0, count)
  await desk.send(...people.map(({ nik }) => ({ nik, GOLONGAN_DARAH: 'O' })))
  return people
}

describe('who may', () => {
  it('FB-109 only a registry officer sees and decides; counts are read by who reads feedback', async () => {
    await proposeTo(1)
    const [id = 0] = await desk.openIds()
    const { officeId } = desk.hospital
    for (const role of ROLE_NAMES) {
      // An operator's account needs an agreement with the portal; that it may nothing here, the permissions tell.
      if (role === 'registry-officer' || role === 'operator') continue
      const client = await desk.portal.signIn({
        role,
        username: `uji.${role}`,
        officeId,
        ...(ROLES[role].of === 'agency' ? { agencyId } : {}),
      })
      const replies = [
        await client.get('/registry-proposals'),
        await client.get('/registry-proposals/count'),
        await client.get('/registry-proposals/summary'),
        await client.get(`/registry-proposals/${id}`),
        ...(await Promise.all(
          ['acceptance', 'rejection', `${id}/acceptance`, `${id}/rejection`, `${id}/withdrawal`].map((path) =>
            client.send('POST', `/registry-proposals/${path}`, { reason: 'uji coba' }),
          ),
        )),
      ]
      assert.deepEqual([...new Set(replies.map(({ status }) => status))], [403], role)
      const counts = await client.get(`/agreements/${desk.hospital.code}/registry-proposals`)
      const may: readonly string[] = ROLES[role].may
      assert.equal(counts.status, may.includes('feedback.read') ? 200 : 403, role)
    }
    assert.deepEqual(await desk.openIds(), [id])
  })

  it('FB-109 an officer of another office finds nothing', async () => {
    await proposeTo(1)
    const [id = 0] = await desk.openIds()
    const { elsewhere } = await enterAgencies(desk.pool)
    const stranger = await desk.portal.signIn({
      role: 'registry-officer',
      username: 'petugas.lain',
      officeId: elsewhere.officeId,
    })
    assert.deepEqual(await list('', stranger), { items: [], next: null })
    assert.equal((await stranger.get(`/registry-proposals/${id}`)).status, 404)
    for (const act of ['acceptance', 'rejection', 'withdrawal']) {
      const reply = await stranger.send('POST', `/registry-proposals/${id}/${act}`, { reason: 'uji coba' })
      assert.equal(reply.status, 404, act)
    }
  })

  it('FB-109 deciding many and taking back asks for the password again', async () => {
    const officer = await desk.portal.signIn({
      role: 'registry-officer',
      username: 'petugas.lama',
      officeId: desk.hospital.officeId,
      isReauthenticated: false,
    })
    for (const path of ['acceptance', '1/withdrawal']) {
      const reply = await officer.send('POST', `/registry-proposals/${path}`, { reason: 'uji coba' })
      assert.deepEqual([reply.status, reply.body.code], [403, 'reauthentication-required'], path)
    }
  })

  it('FB-109 opening a proposal is an entry about the resident; the list shows no whole NIK', async () => {
    const [person] = await proposeTo(1)
    const nik = person?.nik ?? ''
    const [id = 0] = await desk.openIds()
    const { items } = await list()
    assert.equal(items.length, 1)
    assert.ok(!JSON.stringify(items).includes(nik))
    assert.equal((await desk.view(id)).nik, nik)
    const { rows } = await desk.pool.query(
      `select to_jsonb(e) as entry, nik_hash from audit_entry e where event = 'registry-proposal.opened'
       order by seq desc limit 1`,
    )
    assert.deepEqual(rows[0].nik_hash, desk.installation.nikHasher.hash(nik))
    assert.ok(!JSON.stringify(rows[0].entry).includes(nik))
  })
})

describe('the list', () => {
  it('FB-108 pages through everything once, oldest first', async () => {
    await proposeTo(25)
    const met: number[] = []
    let after: number | null = 0
    while (after !== null) {
      const page: { items: Line[]; next: number | null } = await list(`?limit=10&after=${after}`)
      met.push(...page.items.map(({ id }) => id))
      after = page.next
    }
    assert.deepEqual(met, await desk.openIds())
  })

  it('FB-108 is narrowed by kind, agency, age and mark', async () => {
    const [a, b] = desk.people.filter(({ gol_darah: group }) => group === 13)
    await desk.send({ nik: a?.nik ?? '', GOLONGAN_DARAH: 'O', AKTA_LAHIR: 'X-1' })
    await desk.sendOfClinic(
      { nik: a?.nik ?? '', GOLONGAN_DARAH: 'A' },
      { nik: b?.nik ?? '', AKTA_LAHIR: 'X-2' },
    )
    await desk.send({ nik: UNKNOWN_NIK, AKTA_LAHIR: 'X-3' })
    await desk.pool.query(
      `update registry_proposal set made_at = now() - interval '20 days' where new_value = 'X-2'`,
    )
    const values = async (query: string) => (await list(query)).items.map(({ newValue }) => newValue).sort()
    assert.deepEqual(await values(''), ['A', 'O', 'X-1', 'X-2', 'X-3'])
    assert.deepEqual(await values('?field=blood-type'), ['A', 'O'])
    assert.deepEqual(await values(`?agency=${agencyId}`), ['O', 'X-1', 'X-3'])
    assert.deepEqual(await values('?minAgeDays=14'), ['X-2'])
    assert.deepEqual(await values('?mark=contested'), ['A', 'O'])
    assert.deepEqual(await values('?mark=unknown'), ['X-3'])
    assert.deepEqual(await values('?mark=doubtful'), ['X-3'])
    assert.deepEqual(await values('?state=accepted'), [])
    const { body } = await desk.officer.get<{ agencies: object[] }>('/registry-proposals/summary')
    assert.equal(body.agencies.length, 2)
  })
})

describe('the agency', () => {
  it('FB-115 sees how many of a delivery were accepted, rejected and wait; small deliveries together', async () => {
    await proposeTo(12)
    const [one, two] = desk.people
    await desk.send({ nik: one?.nik ?? '', AKTA_LAHIR: 'X-1' })
    await desk.send({ nik: two?.nik ?? '', AKTA_LAHIR: 'X-2' })
    const [first = 0, second = 0, third = 0] = await desk.openIds()
    await desk.accept(first)
    await desk.accept(second)
    await desk.officer.send('POST', `/registry-proposals/${third}/rejection`, { reason: 'bukti kurang' })
    const { officeId, code } = desk.hospital
    const pic: PortalClient = await desk.portal.signIn({
      role: 'agency-pic',
      username: 'pic.rs',
      officeId,
      agencyId,
    })
    const { body } = await pic.get<Outcomes[]>(`/agreements/${code}/registry-proposals`)
    assert.deepEqual(
      body.map(({ deliveryId, begunAt: _begunAt, ...counts }) => ({
        isSmall: deliveryId === null,
        ...counts,
      })),
      [
        { isSmall: false, open: 9, accepted: 2, rejected: 1, settled: 0 },
        { isSmall: true, open: 2, accepted: 0, rejected: 0, settled: 0 },
      ],
    )
    const stranger = await pic.get('/agreements/klinik-balikan/registry-proposals')
    assert.equal(stranger.status, 404)
  })
})

describe('what waits', () => {
  it('FB-114 is told once a day as a number, and stands among the tasks of the registry officer', async () => {
    const { pool, officer, hospital } = desk
    assert.equal(await inTx(pool, (tx) => tellOffice(tx, hospital.officeId)), 0, 'nothing waits')
    await proposeTo(3)
    await pool.query(`update registry_proposal set made_at = now() - interval '15 days'`)
    const told = await Promise.all([1, 2, 3].map(() => inTx(pool, (tx) => tellOffice(tx, hospital.officeId))))
    assert.equal(told.filter((count) => count > 0).length, 1)
    const { rows } = await pool.query('select title, body, path from notification where staff_id = $1', [
      officer.staffId,
    ])
    assert.deepEqual(rows, [
      {
        title: '3 usulan perubahan data penduduk menunggu keputusan',
        body: 'Yang terlama menunggu 15 hari.',
        path: '/usulan',
      },
    ])
    const { body } =
      await officer.get<{ title: string; detail: string; path: string; isLate: boolean }[]>('/tasks')
    assert.deepEqual(
      body.map(({ title, detail, path, isLate }) => ({ title, detail, path, isLate })),
      [
        {
          title: 'Putuskan usulan golongan darah',
          detail: '3 usulan',
          path: '/usulan?jenis=blood-type',
          isLate: true,
        },
      ],
    )
  })
})
