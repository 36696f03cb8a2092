import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setUpInstallation, type TestInstallation } from '../../test/support/installation.ts'
import { shelvePaper, type TestPaper } from '../../test/support/shelved-papers.ts'
import { specimenPdf, specimenPng } from '../../test/support/specimen-files.ts'
import {
  openStaffedPortal,
  type PortalClient,
  type StaffedPortal,
} from '../../test/support/staffed-portal.ts'
import { enterAgencies } from '../../test/support/two-agencies.ts'

type Listed = {
  items: { id: number; kindName: string; scans: { n: number; name: string }[] }[]
  total: number
}
type Refused = { code: string; fields?: { field: string; message: string }[] }

let installation: TestInstallation
let portal: StaffedPortal
let agencies: Awaited<ReturnType<typeof enterAgencies>>
let officer: PortalClient
let auditor: PortalClient
let pic: PortalClient
let stranger: PortalClient
let elsewhere: PortalClient
/** Of the first agency, of the second, and of the office alone. */
let ours: TestPaper
let theirs: TestPaper
let inside: TestPaper

before(async () => {
  installation = await setUpInstallation({ people: 5 })
  agencies = await enterAgencies(installation.pool)
  portal = await openStaffedPortal(installation)
  const { officeId, agencyId, code } = agencies.health
  const join = (username: string, role: Parameters<StaffedPortal['signIn']>[0]['role'], agency?: number) =>
    portal.signIn({ username, role, officeId, ...(agency === undefined ? {} : { agencyId: agency }) })
  officer = await join('petugas', 'agreement-officer')
  auditor = await join('pemeriksa', 'auditor')
  pic = await join('pic.sehat', 'agency-pic', agencyId)
  stranger = await join('pic.kerja', 'agency-pic', agencies.labour.agencyId)
  elsewhere = await portal.signIn({
    username: 'petugas.lain',
    role: 'agreement-officer',
    officeId: agencies.elsewhere.officeId,
  })
  const shelve = (given: Omit<Parameters<typeof shelvePaper>[2], 'officeId'>) =>
    shelvePaper(installation.pool, portal.vault, { officeId, ...given })
  ours = await shelve({ agencyId, agreementCode: code, kind: 'agreement', subject: 'Perjanjian kesehatan' })
  theirs = await shelve({ agencyId: agencies.labour.agencyId, kind: 'forwarding-letter', date: '2026-01-05' })
  inside = await shelve({ kind: 'assignment-letter' })
})

after(async () => {
  await portal.close()
  await installation.close()
})

const SCAN = { bytes: specimenPng(), name: 'pindaian (1).png', type: 'image/png' }

async function entries(event: string): Promise<{ outcome: string; detail: Record<string, unknown> }[]> {
  const { rows } = await installation.pool.query(
    'select outcome, detail from audit_entry where event = $1 order by seq',
    [event],
  )
  return rows.map(({ outcome, detail }) => ({ outcome, detail: JSON.parse(detail) }))
}

const idsOf = async (client: PortalClient, query = '') => {
  const reply = await client.get<Listed>(`/papers${query}`)
  return reply.status === 200 ? reply.body.items.map(({ id }) => id) : reply.status
}

describe('who sees which papers (F-10)', () => {
  it('the office its own, an agency those about it', async () => {
    assert.deepEqual(await idsOf(officer), [inside.id, theirs.id, ours.id])
    assert.deepEqual(await idsOf(auditor), [inside.id, theirs.id, ours.id])
    assert.deepEqual(await idsOf(pic), [ours.id])
    assert.deepEqual(await idsOf(stranger), [theirs.id])
    assert.deepEqual(await idsOf(elsewhere), [])
  })

  it('filters narrow what is seen, and never widen it', async () => {
    const { code, agencyId } = agencies.health
    const rows: [PortalClient, string, number[] | number][] = [
      [officer, `?agreement=${code}`, [ours.id]],
      [officer, `?agency=${agencyId}`, [ours.id]],
      [officer, '?kind=forwarding-letter', [theirs.id]],
      [officer, '?q=KESEHATAN', [ours.id]],
      [officer, '?q=%25', []],
      [officer, '?from=2026-01-05&until=2026-01-05', [theirs.id]],
      [officer, '?state=withdrawn', []],
      [officer, `?ids=${ours.id},${inside.id}`, [inside.id, ours.id]],
      [officer, `?before=${theirs.id}`, [ours.id]],
      [officer, '?request=7', []],
      [officer, '?request=x', 404],
      [pic, `?agency=${agencies.labour.agencyId}`, [ours.id]],
      [pic, `?ids=${theirs.id},${inside.id}`, []],
      [stranger, `?agreement=${code}`, 404],
      [elsewhere, `?agreement=${code}`, 404],
    ]
    for (const [client, query, expected] of rows) {
      assert.deepEqual(await idsOf(client, query), expected, query)
    }
  })

  it('somebody else’s paper, or its scans, are not found', async () => {
    const paths = ['file', 'scans/1']
    for (const [client, paper] of [
      [pic, theirs],
      [pic, inside],
      [stranger, ours],
      [elsewhere, ours],
    ] as const) {
      for (const path of paths) assert.equal((await client.get(`/papers/${paper.id}/${path}`)).status, 404)
      const uploaded = await client.upload<Refused>(`/papers/${paper.id}/scan`, SCAN)
      assert.deepEqual([uploaded.status, uploaded.body.code], [404, 'not-found'])
    }
    for (const id of ['0', 'x', '99999999999', String(inside.id + 1000)]) {
      assert.equal((await officer.get(`/papers/${id}/file`)).status, 404)
    }
  })
})

describe('opening a paper', () => {
  it('F-09 F-11 answers with the file as it was issued, and leaves an entry', async () => {
    const before = (await entries('paper.opened')).length
    const reply = await pic.get(`/papers/${ours.id}/file`)
    assert.equal(reply.status, 200)
    assert.ok(reply.bytes.equals(ours.bytes))
    assert.equal(reply.header('content-type'), 'application/pdf')
    assert.equal(reply.header('x-content-type-options'), 'nosniff')
    assert.equal(reply.header('cache-control'), 'no-store')
    assert.match(
      reply.header('content-disposition'),
      /^inline; filename="Perjanjian Kerja Sama 470-12-2026 \(2026-11-21\)\.pdf"/,
    )
    const [opened, ...more] = (await entries('paper.opened')).slice(before)
    assert.deepEqual(more, [])
    assert.deepEqual(opened, {
      outcome: 'done',
      detail: { by: 'staff:pic.sehat', paper: ours.id, kind: 'agreement', sha256: ours.sha256 },
    })
  })

  it('F-03 F-11 a file that is broken is not handed over, and the entry says so', async () => {
    const { officeId, agencyId } = agencies.health
    const broken = await shelvePaper(installation.pool, portal.vault, { officeId, agencyId })
    await installation.pool.query(
      `update stored_file set sealed = set_byte(sealed, 100, get_byte(sealed, 100) # 1) where sha256 = $1`,
      [Buffer.from(broken.sha256, 'hex')],
    )
    const reply = await officer.get<Refused>(`/papers/${broken.id}/file`)
    assert.deepEqual([reply.status, reply.body.code], [500, 'file-broken'])
    assert.equal((await entries('paper.opened')).at(-1)?.outcome, 'broken')
  })
})

describe('scans of signed papers', () => {
  it('F-12 stand beside the paper, and are handed over as they came', async () => {
    const reply = await pic.upload(`/papers/${ours.id}/scan`, SCAN)
    assert.deepEqual(
      [reply.status, reply.body],
      [201, { n: 1, name: 'pindaian (1).png', mediaType: 'image/png', size: SCAN.bytes.length }],
    )
    const listed = await officer.get<Listed>(`/papers?ids=${ours.id}`)
    assert.deepEqual(
      listed.body.items[0]?.scans.map(({ n, name }) => [n, name]),
      [[1, 'pindaian (1).png']],
    )
    const opened = await officer.get(`/papers/${ours.id}/scans/1`)
    assert.ok(opened.bytes.equals(SCAN.bytes))
    assert.match(opened.header('content-disposition'), /^attachment; filename="pindaian \(1\)\.png"/)
    assert.match(opened.header('content-security-policy'), /sandbox/)
    assert.deepEqual((await entries('paper.scan_uploaded')).at(-1)?.detail.by, 'staff:pic.sehat')
    assert.deepEqual((await entries('paper.opened')).at(-1)?.detail.scan, 1)
  })

  it('F-12 the same file again is the same scan, another one the next', async () => {
    const again = await officer.upload(`/papers/${ours.id}/scan`, { ...SCAN, name: 'lain.png' })
    assert.deepEqual([again.status, again.body.n], [200, 1])
    const other = await officer.upload(`/papers/${ours.id}/scan`, { ...SCAN, bytes: specimenPng(20, 20) })
    assert.deepEqual([other.status, other.body.n], [201, 2])
    assert.equal((await entries('paper.scan_uploaded')).length, 2)
  })

  it('F-12 two uploads at once are two scans', async () => {
    const replies = await Promise.all(
      [21, 22, 23].map((size) =>
        pic.upload(`/papers/${ours.id}/scan`, { ...SCAN, bytes: specimenPng(size, size) }),
      ),
    )
    assert.deepEqual(replies.map(({ body }) => body.n).sort(), [3, 4, 5])
  })

  for (const { what, file, words } of [
    { what: 'a text', file: { ...SCAN, bytes: Buffer.from('halo') }, words: /harus PDF/ },
    { what: 'nothing', file: { ...SCAN, bytes: Buffer.alloc(0) }, words: /kosong/ },
    {
      what: 'a PDF with a script, said to be an image',
      file: { ...SCAN, bytes: specimenPdf({ objects: ['<< /S /JavaScript >>'] }) },
      words: /skrip/,
    },
  ]) {
    it(`F-05 ${what} is refused with the reason, and kept nowhere`, async () => {
      const count = async () =>
        (await installation.pool.query('select count(*)::int as n from stored_file')).rows[0].n
      const before = await count()
      const reply = await pic.upload<Refused>(`/papers/${ours.id}/scan`, file)
      assert.equal(reply.status, 422)
      assert.match(reply.body.fields?.[0]?.message ?? '', words)
      assert.equal(await count(), before)
    })
  }

  it('F-05 what is far too large is refused before it is read', async () => {
    const reply = await pic.upload<Refused>(`/papers/${ours.id}/scan`, {
      ...SCAN,
      bytes: Buffer.alloc(11 << 20),
    })
    assert.deepEqual([reply.status, reply.body.code], [413, 'too-large'])
  })

  it('F-12 who only reads adds none; a withdrawn paper takes none', async () => {
    assert.equal((await auditor.upload(`/papers/${ours.id}/scan`, SCAN)).status, 403)
    const { officeId, agencyId } = agencies.health
    const old = await shelvePaper(installation.pool, portal.vault, { officeId, agencyId })
    await installation.pool.query(
      `update paper set state = 'withdrawn', state_reason = 'salah', state_changed_at = now() where id = $1`,
      [old.id],
    )
    const reply = await officer.upload<Refused>(`/papers/${old.id}/scan`, SCAN)
    assert.match(reply.body.fields?.[0]?.message ?? '', /sudah ditarik/)
  })
})
