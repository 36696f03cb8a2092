import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { enterAgreement, otherAgreement } from '../../../test/support/agreement.ts'
import { setUpInstallation, type TestInstallation } from '../../../test/support/installation.ts'
import { newSigner, packed } from '../../../test/support/media.ts'
import {
  openStaffedPortal,
  type PortalClient,
  type StaffedPortal,
} from '../../../test/support/staffed-portal.ts'
import { findAgreement } from '../../agreements/index.ts'
import { type MediaKeys, makeMediaKeys } from './media-keys.ts'
import { fingerprintOf, publicPemOf } from './signing-key.ts'

const FEEDBACK = { fields: [{ name: 'Nomor Rekam Medis' }], methods: ['offline-media' as const] }

let installation: TestInstallation
let portal: StaffedPortal
let keys: MediaKeys
const people: Record<'officer' | 'evaluator' | 'auditor' | 'pic' | 'stranger' | 'elsewhere', PortalClient> =
  Object()

type Media = {
  recipient: string | null
  agreements: { code: string; definition: number }[]
  keys: { id: number; fingerprint: string | null; state: string }[]
  packages: { id: number; state: string }[]
}
type Refusal = { fields: { field: string; code: string }[] }

before(async () => {
  installation = await setUpInstallation({ people: 5 })
  const { pool } = installation
  for (const code of ['rsud-satu', 'rsud-dua'])
    await enterAgreement(pool, otherAgreement(code, { feedback: FEEDBACK }))
  const other = { name: 'Disdukcapil Kantor Lain', region: '33.03', level: 'kabupaten' as const }
  await enterAgreement(pool, otherAgreement('kantor-lain', { civilRegistry: other, feedback: FEEDBACK }))
  portal = await openStaffedPortal(installation)
  const [one, two, three] = await Promise.all(
    ['rsud-satu', 'rsud-dua', 'kantor-lain'].map(async (code) => {
      const agreement = await findAgreement(pool, code)
      assert.ok(agreement !== undefined)
      return agreement
    }),
  )
  assert.ok(one !== undefined && two !== undefined && three !== undefined)
  const { officeId } = one
  people.officer = await portal.signIn({ role: 'agreement-officer', username: 'pejabat.pks', officeId })
  people.evaluator = await portal.signIn({ role: 'evaluator', username: 'evaluator.satu', officeId })
  people.auditor = await portal.signIn({ role: 'auditor', username: 'auditor.satu', officeId })
  people.pic = await portal.signIn({
    role: 'agency-pic',
    username: 'pic.satu',
    officeId,
    agencyId: one.agencyId,
  })
  const stranger = { role: 'agency-pic', username: 'pic.dua', officeId, agencyId: two.agencyId } as const
  people.stranger = await portal.signIn(stranger)
  const elsewhere = { role: 'agreement-officer', username: 'pks.lain', officeId: three.officeId } as const
  people.elsewhere = await portal.signIn(elsewhere)
})
after(async () => {
  await portal.close()
  await installation.close()
})

const signer = newSigner()
const register = (client: PortalClient, agreement = 'rsud-satu') =>
  client.send<{ id: number } & Refusal>('POST', '/feedback/media/keys', {
    agreement,
    publicKey: publicPemOf(signer.publicKey),
    holder: 'Komputer rekam medis',
  })

const begin = (client: PortalClient, size = 10) =>
  client.send<{ id: number }>('POST', '/office/feedback/packages', {
    fileName: 'a.gapura-balikan',
    size,
    medium: 'Flashdisk 1',
  })

describe('feedback on media over the portal', () => {
  it('without the office’s keys nothing can be loaded or made, and the answer says what is missing', async () => {
    assert.equal((await people.pic.get<Media>('/feedback/media')).body.recipient, null)
    for (const path of ['/office/feedback/packages', '/office/feedback/dispatches']) {
      const { status, text } = await people.officer.send('POST', path, {})
      assert.equal(status, 503)
      assert.match(text, /gapura feedback media-key/)
    }
    keys = await makeMediaKeys(portal.media)
    assert.equal((await people.pic.get<Media>('/feedback/media')).body.recipient, keys.recipient)
  })

  it('FB-98 a key is registered by its own agency, and compared by an officer who is not shown what to type', async () => {
    assert.equal((await register(people.stranger)).body.fields[0]?.field, 'agreement')
    assert.equal((await register(people.officer)).status, 403)
    const { id } = (await register(people.pic)).body
    assert.equal((await register(people.pic)).body.fields[0]?.code, 'FB-98')
    const fingerprint = fingerprintOf(signer.publicKey)
    assert.equal((await people.pic.get<Media>('/feedback/media')).body.keys[0]?.fingerprint, fingerprint)
    assert.equal((await people.officer.get<Media>('/feedback/media')).body.keys[0]?.fingerprint, null)
    assert.doesNotMatch((await people.officer.get('/feedback/media')).text, new RegExp(fingerprint))
    assert.deepEqual((await people.stranger.get<Media>('/feedback/media')).body.keys, [])
    const confirm = (client: PortalClient) =>
      client.send('POST', `/office/feedback/keys/${id}/confirmation`, {
        fingerprint: fingerprint.slice(0, 16),
      })
    for (const client of [people.evaluator, people.auditor, people.pic])
      assert.equal((await confirm(client)).status, 403)
    assert.equal((await confirm(people.elsewhere)).status, 404)
    assert.equal(
      (await people.stranger.send('POST', `/feedback/media/keys/${id}/revocation`, { reason: 'x' })).status,
      404,
    )
    assert.equal((await confirm(people.officer)).status, 200)
    assert.equal((await people.officer.get<Media>('/feedback/media')).body.keys[0]?.fingerprint, fingerprint)
  })

  it('FB-90 a package goes by parts, is looked at and taken in; nobody else’s office or agency sees it', async () => {
    const csv = 'NIK;NOMOR_REKAM_MEDIS\r\n8;MR/1\r\n'
    const bytes = await packed(csv, signer, { agreement: 'rsud-satu', to: keys.recipient })
    assert.equal((await begin(people.auditor)).status, 403)
    assert.equal((await begin(people.pic)).status, 403)
    const { id } = (await begin(people.evaluator, bytes.length)).body
    const path = `/office/feedback/packages/${id}`
    const part = { bytes, name: 'part', type: 'application/octet-stream' }
    assert.equal((await people.evaluator.send('POST', `${path}/check`)).status, 422)
    assert.equal((await people.elsewhere.upload(`${path}/parts/0`, part)).status, 404)
    assert.equal((await people.evaluator.upload(`${path}/parts/1`, part)).status, 422)
    assert.equal((await people.evaluator.upload(`${path}/parts/0`, part)).status, 200)
    const seen = await people.evaluator.send<{ state: string; made: { name: string } }>(
      'POST',
      `${path}/check`,
    )
    assert.deepEqual([seen.body.state, seen.body.made.name], ['checked', 'Contoh Petugas'])
    assert.deepEqual(
      (await people.pic.get<Media>('/feedback/media')).body.packages,
      [],
      'not before it is decided',
    )
    const taken = await people.evaluator.send<{ state: string; deliveryId: number }>(
      'POST',
      `${path}/storing`,
    )
    assert.equal(taken.body.state, 'taken', taken.text)
    assert.equal((await people.elsewhere.get(path)).status, 404)
    assert.equal((await people.pic.get<Media>('/feedback/media')).body.packages.length, 1)
    assert.deepEqual((await people.stranger.get<Media>('/feedback/media')).body.packages, [])
    assert.deepEqual((await people.elsewhere.get<Media>('/feedback/media')).body.packages, [])
    // What came back is the agency's, by the pages of its uploads; the office has no way to it.
    const upload = `/feedback/uploads/${taken.body.deliveryId}`
    assert.equal((await people.pic.get(upload)).status, 200)
    assert.equal((await people.evaluator.get(upload)).status, 403)
    assert.equal((await people.stranger.get(upload)).status, 404)
    assert.equal(
      (await people.evaluator.send('POST', `${path}/receipt`)).status,
      422,
      'not before it is loaded',
    )
  })

  it('FB-99 is made by officers only, read by the office, and says when there is nothing new', async () => {
    const path = '/office/feedback/dispatches'
    assert.equal((await people.auditor.get(path)).status, 200)
    assert.equal((await people.pic.get(path)).status, 403)
    assert.equal((await people.evaluator.send('POST', path, {})).status, 403)
    const nothing = await people.officer.send<Refusal>('POST', path, {})
    assert.equal(nothing.body.fields[0]?.code, 'FB-99')
    assert.equal(
      (await people.officer.send<Refusal>('POST', path, { until: '2026-02-30' })).body.fields[0]?.field,
      'until',
    )
    for (const act of ['handover', 'void', 'retry']) {
      assert.equal((await people.officer.send('POST', `${path}/1/${act}`)).status, 404)
    }
    assert.equal((await people.officer.get(`${path}/1/file`)).status, 404)
  })
})
