import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { agreementFile, enterAgreement } from '../../test/support/agreement.ts'
import { setUpInstallation, type TestInstallation } from '../../test/support/installation.ts'
import { specimenPng } from '../../test/support/specimen-files.ts'
import {
  openStaffedPortal,
  type PortalClient,
  type StaffedPortal,
} from '../../test/support/staffed-portal.ts'
import { openLog } from '../kernel/log.ts'
import { openTypesetter } from '../letters/index.ts'

type Template = { version: number; newest: number; source: string; versions: { version: number }[] }
type Numbering = {
  kinds: { kind: string; next: string; isSet: boolean }[]
  series: { series: string; last: number }[]
}
type Invalid = { fields: { field: string; message: string }[] }

describe('letters in the portal', () => {
  const typesetter = openTypesetter()
  let installation: TestInstallation
  let portal: StaffedPortal
  let officer: PortalClient
  let auditor: PortalClient
  let agencyId: number

  before(async () => {
    installation = await setUpInstallation({ people: 1 })
    await enterAgreement(installation.pool, agreementFile())
    const { rows } = await installation.pool.query('select id, office_id as "officeId" from user_agency')
    agencyId = rows[0].id
    const { officeId } = rows[0]
    portal = await openStaffedPortal(installation, openLog('silent'), 'single', typesetter)
    officer = await portal.signIn({ role: 'agreement-officer', username: 'petugas.surat', officeId })
    auditor = await portal.signIn({ role: 'auditor', username: 'auditor.surat', officeId })
  })
  after(async () => {
    await portal.close()
    await typesetter.close()
    await installation.close()
  })

  const lastEntry = async (event: string) => {
    const { rows } = await installation.pool.query(
      'select detail::text as detail from audit_entry where event = $1 order by seq desc limit 1',
      [event],
    )
    return JSON.parse(rows[0]?.detail ?? 'null')
  }

  it('only who keeps templates sees them', async () => {
    for (const path of ['/letter-templates', '/letter-templates/nda', '/letter-numbering', '/letterhead']) {
      assert.equal((await auditor.get(path)).status, 403, path)
      assert.equal((await officer.get(path)).status, 200, path)
    }
    assert.equal((await officer.get('/letter-templates/brosur')).status, 404)
    assert.equal((await officer.get('/letter-templates/nda?version=3')).status, 404)
  })

  it('LT-07 a template is saved as the next version, and the earlier ones stay', async () => {
    const path = '/letter-templates/nda'
    const { body } = await officer.get<Template>(path)
    assert.deepEqual([body.version, body.versions.length], [0, 0])
    const source = body.source.replace('tanpa paksaan dari siapa pun', 'dengan sadar')
    const saved = await officer.send('PUT', path, { source, note: 'uji', after: 0 })
    assert.deepEqual([saved.status, saved.body], [200, { version: 1 }])
    assert.deepEqual(await lastEntry('letter_template.saved'), {
      by: 'staff:petugas.surat',
      kind: 'nda',
      version: 1,
      note: 'uji',
    })
    // Somebody else who started from the same version must not write over it.
    const late = await officer.send<Invalid>('PUT', path, { source: body.source, note: '', after: 0 })
    assert.deepEqual([late.status, late.body.fields[0]?.field], [422, 'after'])
    const restored = await officer.send('PUT', path, { source: body.source, note: 'kembali', after: 1 })
    assert.deepEqual(restored.body, { version: 2 })
    const first = await officer.get<Template>(`${path}?version=1`)
    assert.match(first.body.source, /dengan sadar/)
    const delivered = await officer.get<Template>(`${path}?version=0`)
    assert.deepEqual([delivered.body.source, delivered.body.newest], [body.source, 2])
  })

  it('LT-09 a faulty template is not saved, and every fault has its line', async () => {
    const source = 'bentuk: naskah\nkop: dinas\nhal: x\njudul: X\n---\n{{siapa}}\n| a | b'
    for (const [method, path] of [
      ['PUT', '/letter-templates/nda'],
      ['POST', '/letter-templates/nda/preview'],
    ] as const) {
      const refused = await officer.send<Invalid>(method, path, { source, note: '', after: 2 })
      assert.equal(refused.status, 422)
      const messages = refused.body.fields.map(({ message }) => message)
      assert.ok(messages.some((message) => message.startsWith('Baris 6: Penanda siapa')))
      assert.ok(messages.some((message) => message.startsWith('Baris 7: Tabel tidak ditutup')))
    }
  })

  it('LT-11 a template is looked at without being saved', async () => {
    const { body } = await officer.get<Template>('/letter-templates/agreement')
    const drawn = await officer.send<{ pdf: string; svg: string }>(
      'POST',
      '/letter-templates/agreement/preview',
      { source: body.source },
    )
    assert.equal(drawn.status, 200, drawn.text.slice(0, 300))
    assert.equal(Buffer.from(drawn.body.pdf, 'base64').subarray(0, 5).toString(), '%PDF-')
    assert.match(Buffer.from(drawn.body.svg, 'base64').toString(), /^<svg /)
    const after = await officer.get<Template>('/letter-templates/agreement')
    assert.equal(after.body.version, 0)
  })

  it('LT-06 the office numbers by its own pattern, LT-05 and goes on after its agenda', async () => {
    const path = '/letter-numbering'
    const pattern = { pattern: '470/{nomor:3}/{romawi}/{tahun}', classification: '', series: 'agenda-a' }
    assert.equal((await officer.send('PUT', `${path}/poc-result`, pattern)).status, 204)
    assert.equal((await officer.send('PUT', '/letter-series/agenda-a', { last: '41' })).status, 204)
    const { body } = await officer.get<Numbering>(path)
    const kind = body.kinds.find((one) => one.kind === 'poc-result')
    assert.match(kind?.next ?? '', /^470\/042\/[IVX]+\/\d{4}$/)
    assert.equal(kind?.isSet, true)
    assert.equal(body.series.find(({ series }) => series === 'agenda-a')?.last, 41)
    const lower = await officer.send<Invalid>('PUT', '/letter-series/agenda-a', { last: '3' })
    assert.deepEqual([lower.status, lower.body.fields[0]?.field], [422, 'last'])
    const faulty = await officer.send<Invalid>('PUT', `${path}/poc-result`, {
      ...pattern,
      pattern: '470/{nomor}',
    })
    assert.deepEqual([faulty.status, faulty.body.fields[0]?.field], [422, 'pattern'])
    // What an agency writes is not numbered by the office.
    assert.equal((await officer.send('PUT', `${path}/sptjm`, pattern)).status, 404)
    assert.equal((await lastEntry('letter_numbering.changed')).to.pattern, pattern.pattern)
    assert.equal((await lastEntry('letter_series.raised')).last, 41)
  })

  it('a letterhead is the office’s own or that of an agency of it, with an emblem that is an image', async () => {
    const parts = { government: '', name: '', address: 'Jalan Contoh 1', contact: '', city: 'Contoh' }
    const path = `/letterhead?agency=${agencyId}`
    const emblem = specimenPng().toString('base64')
    assert.equal((await officer.send('PUT', path, { ...parts, emblem })).status, 204)
    type Head = {
      city: string
      emblem: { base64: string } | null
      usual: { name: string; government: string }
    }
    const { body } = await officer.get<Head>(path)
    assert.deepEqual([body.city, body.emblem?.base64], ['Contoh', emblem])
    assert.deepEqual(
      [body.usual.name, body.usual.government],
      ['RSUD Contoh', 'Pemerintah Kabupaten Karanganyar'],
    )
    assert.equal((await officer.get<Head>('/letterhead')).body.emblem, null)
    assert.equal((await officer.send('PUT', path, parts)).status, 204)
    assert.equal((await officer.get<Head>(path)).body.emblem?.base64, emblem)
    const script = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>').toString('base64')
    const refused = await officer.send<Invalid>('PUT', path, { ...parts, emblem: script })
    assert.deepEqual([refused.status, refused.body.fields[0]?.field], [422, 'emblem'])
    const long = await officer.send<Invalid>('PUT', path, { ...parts, city: 'x'.repeat(61) })
    assert.deepEqual([long.status, long.body.fields[0]?.field], [422, 'city'])
    assert.equal((await officer.send('PUT', '/letterhead?agency=9999', parts)).status, 404)
    assert.equal((await lastEntry('letterhead.changed')).emblem, 'kept')
  })

  it('the emblem stands on the letters', async () => {
    const path = '/letterhead'
    const parts = { government: '', name: '', address: '', contact: '', city: '' }
    const draw = async () => {
      const { body } = await officer.get<Template>('/letter-templates/poc-result')
      const drawn = await officer.send<{ svg: string }>('POST', '/letter-templates/poc-result/preview', {
        source: body.source,
      })
      return Buffer.from(drawn.body.svg, 'base64').toString()
    }
    assert.doesNotMatch(await draw(), /<image/)
    await officer.send('PUT', path, { ...parts, emblem: specimenPng().toString('base64') })
    assert.match(await draw(), /<image/)
  })
})
