import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { enterAgreement, otherAgreement } from '../../../test/support/agreement.ts'
import { inventedNik, lookUpAll } from '../../../test/support/feedback.ts'
import { issue, setUpInstallation, type TestInstallation } from '../../../test/support/installation.ts'
import {
  openStaffedPortal,
  type PortalClient,
  type StaffedPortal,
} from '../../../test/support/staffed-portal.ts'
import { findAgreement } from '../../agreements/index.ts'
import { loadUpload } from './load-upload.ts'
import type { describeUpload } from './upload-view.ts'

type View = Awaited<ReturnType<typeof describeUpload>>

let installation: TestInstallation
let portal: StaffedPortal
let pic: PortalClient
let other: PortalClient

before(async () => {
  installation = await setUpInstallation({ people: 5 })
  const { pool, nikHasher } = installation
  for (const code of ['klinik', 'puskesmas']) {
    await enterAgreement(
      pool,
      otherAgreement(code, {
        feedback: {
          fields: [{ name: 'Nomor Rekam Medis' }, { name: 'Golongan Darah' }],
          methods: ['upload'],
        },
      }),
    )
  }
  const { credentialId } = await issue(pool, { agreementCode: 'klinik', userId: 'klinik.program' })
  portal = await openStaffedPortal(installation)
  const of = async (code: string) => {
    const agreement = await findAgreement(pool, code)
    return { officeId: agreement?.officeId ?? 0, agencyId: agreement?.agencyId ?? 0, id: agreement?.id ?? 0 }
  }
  const clinic = await of('klinik')
  pic = await portal.signIn({ role: 'agency-pic', username: 'pic.klinik', ...clinic })
  other = await portal.signIn({ role: 'agency-pic', username: 'pic.lain', ...(await of('puskesmas')) })
  await lookUpAll(
    pool,
    nikHasher,
    { officeId: clinic.officeId, agreementId: clinic.id, credentialId },
    Array.from({ length: 9 }, (_, place) => inventedNik(place + 1)),
  )
})
after(async () => {
  await portal.close()
  await installation.close()
})

const TYPE = 'application/octet-stream'

async function begin(bytes: Buffer, fileName = 'balikan.csv'): Promise<string> {
  const { status, body, text } = await pic.send<{ id: number }>('POST', '/feedback/uploads', {
    agreement: 'klinik',
    fileName,
    size: bytes.length,
  })
  assert.equal(status, 201, text)
  return `/feedback/uploads/${body.id}`
}

const put = (place: string, bytes: Buffer) =>
  pic.upload<{ code: string }>(`${place}/parts/0`, { bytes, name: 'bagian', type: TYPE })

/** A file that has arrived, as a look at it with these corrections shows it. */
async function look(bytes: Buffer, given: object = {}, fileName?: string) {
  const place = await begin(bytes, fileName)
  assert.equal((await put(place, bytes)).status, 200)
  const { body } = await pic.send<View>('POST', `${place}/preview`, given)
  return { place, view: body }
}

const lines = (...rows: string[]) => Buffer.from(`${rows.join('\r\n')}\r\n`)

test('FB-76 a part that has arrived stays what it is; the same once more changes nothing', async () => {
  const place = await begin(lines('NIK', 'a'))
  assert.equal((await put(place, lines('NIK', 'a'))).status, 200)
  assert.equal((await put(place, lines('NIK', 'a'))).status, 200)
  assert.equal((await put(place, lines('NIK', 'b'))).status, 422)
  const { body } = await pic.get<View>(place)
  assert.equal(body.parts.length, 1)
  assert.match(body.parts[0]?.sha256 ?? '', /^[0-9a-f]{64}$/)
})

test('unfinished uploads are listed for the agency that began them, and nobody else', async () => {
  const { body } = await pic.get<View[]>('/feedback/uploads')
  assert.deepEqual(
    body.map(({ fileName, state }) => [fileName, state]),
    [['balikan.csv', 'receiving']],
  )
  assert.deepEqual((await other.get('/feedback/uploads')).body, [])
  assert.equal((await other.get(`/feedback/uploads/${body[0]?.id}`)).status, 404)
})

test('FB-77 columns are shown with their fields, and the sender says what other names mean', async () => {
  const bytes = lines('NIK;No RM;Gol. Darah;Catatan', `${inventedNik(1)};RM-1;A;x`)
  const { place, view } = await look(bytes)
  assert.deepEqual(
    view.preview?.faults.map(({ code, column }) => [code, column]),
    [['FB-20', 'NOMOR_REKAM_MEDIS']],
  )
  assert.deepEqual(view.preview?.columns, [
    { name: 'NIK', key: 'NIK' },
    { name: 'No RM', key: null },
    { name: 'Gol. Darah', key: null },
    { name: 'Catatan', key: null },
  ])
  assert.equal(view.preview?.rows.length, 1, 'the first rows stand there as they are')
  assert.deepEqual(
    view.fields.map(({ key, required }) => [key, required]),
    [
      ['NOMOR_REKAM_MEDIS', true],
      ['GOLONGAN_DARAH', false],
    ],
  )
  const columns = { 'No RM': 'NOMOR_REKAM_MEDIS', 'Gol. Darah': 'GOLONGAN_DARAH', Lain: 'NIK', Catatan: 'X' }
  const { body } = await pic.send<View>('POST', `${place}/preview`, { columns })
  assert.deepEqual([body.preview?.faults, body.preview?.unknown, body.preview?.faulty], [[], ['Catatan'], 0])
  assert.deepEqual(body.reading?.columns, {
    'No RM': 'NOMOR_REKAM_MEDIS',
    'Gol. Darah': 'GOLONGAN_DARAH',
  })
  assert.deepEqual(await load(place), { read: 1, stored: 1, known: 0, refused: 0, flagged: 0 })
})

async function load(place: string): Promise<View['rows']> {
  assert.equal((await pic.send('POST', `${place}/loading`)).status, 204)
  const id = Number(place.split('/').at(-1))
  const { pool, nikHasher } = installation
  assert.equal(await loadUpload(pool, nikHasher, { id, today: '2026-11-21' }), 'finished')
  return (await pic.get<View>(place)).body.rows
}

test('FB-60 what comes back, mended, is sent again as it is', async () => {
  const { place } = await look(
    lines('NIK;NOMOR_REKAM_MEDIS;GOLONGAN_DARAH', `${inventedNik(2)};=RM;A`, `${inventedNik(3)};RM-3;Z`),
  )
  assert.equal((await load(place)).refused, 2)
  const { body } = await pic.get<View>(place)
  assert.deepEqual(
    body.reasons.map(({ rows, message }) => [rows, message.split(':')[0]]),
    [
      [1, 'Golongan Darah'],
      [1, 'Nomor Rekam Medis'],
    ],
  )
  const back = await pic.get(`${place}/rejects?format=csv`)
  assert.match(back.text, /'=RM/, 'FB-65 a beginning that would be calculated is shielded')
  const mended = back.text.replace("'=RM", 'RM-2').replace(';Z;', ';AB;')
  const again = await look(Buffer.from(mended))
  assert.deepEqual([again.view.preview?.faults, again.view.preview?.unknown], [[], []])
  assert.equal((await load(again.place)).stored, 2)
})

test('FB-60 rows refused once more come back with one answer, the last', async () => {
  const { place } = await look(
    lines('NIK;NOMOR_REKAM_MEDIS;BARIS;KOLOM;ALASAN', `${inventedNik(4)};#;7;NIK;alasan lama`),
  )
  await load(place)
  const { text } = await pic.get(`${place}/rejects?format=csv`)
  assert.match(text, /^\ufeff?NIK;NOMOR_REKAM_MEDIS;BARIS;KOLOM;ALASAN\r\n/)
  assert.ok(!text.includes('alasan lama'))
})

const NO_TABLES: readonly [string, Buffer, RegExp][] = [
  ['an old workbook', Buffer.from('d0cf11e0a1b11ae100', 'hex'), /\.xls/],
  ['a PDF', Buffer.from('%PDF-1.7\n'), /PDF/],
  ['an empty ZIP', Buffer.from('PK\u0005\u0006'.padEnd(30, '\0'), 'latin1'), /ZIP/],
]
for (const [name, bytes, words] of NO_TABLES) {
  test(`FB-23 ${name} is told as what it is`, async () => {
    const { view } = await look(bytes, {}, 'berkas.xlsx')
    assert.deepEqual(
      view.preview?.faults.map(({ code }) => code),
      ['FB-23'],
    )
    assert.match(view.preview?.faults[0]?.message ?? '', words)
  })
}

test('signs that the database cannot keep are shown, and nothing breaks', async () => {
  const { view } = await look(lines('NIK;NOMOR_REKAM_MEDIS;A\0B', `${inventedNik(5)};R\0M;x`))
  assert.deepEqual(view.preview?.rows[0]?.cells.slice(1), ['R\u2400M', 'x'])
  assert.deepEqual(view.preview?.unknown, ['A\u2400B'])
})
