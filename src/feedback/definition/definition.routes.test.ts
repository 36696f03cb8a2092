import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import { readXlsx } from 'hucre/xlsx'
import { enterAgreement, otherAgreement } from '../../../test/support/agreement.ts'
import { inventedNik } from '../../../test/support/feedback.ts'
import { lookAtFile, receiveFile } from '../../../test/support/feedback-file.ts'
import { setUpInstallation, type TestInstallation } from '../../../test/support/installation.ts'
import {
  openStaffedPortal,
  type PortalClient,
  type StaffedPortal,
} from '../../../test/support/staffed-portal.ts'
import { findAgreement } from '../../agreements/index.ts'
import { openLog } from '../../kernel/log.ts'
import { followAccesses } from '../looked-up.store.ts'
import { loadUpload } from '../upload/load-upload.ts'
import { findUpload, moveUpload } from '../upload/upload.store.ts'

type Definitions = { inForce: number | null; versions: Version[] }
type Version = {
  version: number
  fields: { key: string }[]
  strangerPolicy: string
  retentionMonths: number | null
  basis: string
  reason: string | null
}

let installation: TestInstallation
let portal: StaffedPortal
let officer: PortalClient
let pic: PortalClient
let elsewhere: PortalClient
let evaluator: PortalClient
let agreement: { agreementId: number; officeId: number }

const CODE = 'klinik-definisi'
const AT = `/agreements/${CODE}`
const TODAY = '2026-11-21'
const NOTE = {
  key: 'CATATAN',
  label: 'Catatan',
  type: 'text',
  maxLength: 500,
  required: false,
  unique: false,
}

before(async () => {
  installation = await setUpInstallation({ people: 5 })
  const { pool } = installation
  const feedback = {
    fields: [{ name: 'Nomor Rekam Medis' }, { name: 'Golongan Darah' }],
    methods: ['upload' as const],
  }
  await enterAgreement(pool, otherAgreement(CODE, { feedback }))
  await enterAgreement(pool, otherAgreement('klinik-lain'))
  portal = await openStaffedPortal(installation, openLog('error'))
  const found = await findAgreement(pool, CODE)
  const other = await findAgreement(pool, 'klinik-lain')
  assert.ok(found !== undefined && other !== undefined)
  const { officeId } = found
  agreement = { officeId, agreementId: found.id }
  officer = await portal.signIn({ role: 'agreement-officer', username: 'petugas.pks', officeId })
  evaluator = await portal.signIn({ role: 'evaluator', username: 'penilai', officeId })
  pic = await portal.signIn({
    role: 'agency-pic',
    username: 'pic.klinik',
    officeId,
    agencyId: found.agencyId,
  })
  elsewhere = await portal.signIn({
    role: 'agency-pic',
    username: 'pic.lain',
    officeId,
    agencyId: other.agencyId,
  })
})
after(async () => {
  await portal.close()
  await installation.close()
})

const definitions = async () => (await pic.get<Definitions>(`${AT}/feedback-definitions`)).body

/** The newest version as the page would send it again, with what is changed. */
async function draft(change: object = {}) {
  const { versions } = await definitions()
  const [{ version, fields, strangerPolicy, retentionMonths } = EMPTY] = versions
  return {
    basedOn: version,
    fields: [...fields],
    strangerPolicy,
    retentionMonths,
    basis: 'Adendum 7/2026',
    reason: 'Disepakati dalam rapat',
    ...change,
  }
}
const EMPTY: Version = {
  version: 0,
  fields: [],
  strangerPolicy: 'refuse',
  retentionMonths: null,
  basis: '',
  reason: null,
}

const save = (body: object, by = officer) =>
  by.send<{ version?: number; fields?: { field: string; message: string }[] }>(
    'POST',
    `${AT}/feedback-definitions`,
    body,
  )

async function withNote() {
  const { fields, ...rest } = await draft()
  return { ...rest, fields: [...fields.filter(({ key }) => key !== 'CATATAN'), NOTE] }
}

test('FB-83 the first version is that of the paper; a further one is in force from now, with basis and reason', async () => {
  const [first] = (await definitions()).versions
  assert.deepEqual(
    [first?.version, first?.fields.map(({ key }) => key), first?.reason],
    [1, ['NOMOR_REKAM_MEDIS', 'GOLONGAN_DARAH'], null],
  )
  const saved = await save(await withNote())
  assert.deepEqual([saved.status, saved.body.version], [201, 2])
  const { inForce, versions } = await definitions()
  assert.deepEqual(
    [inForce, versions.map(({ version, basis, reason }) => [version, basis === '' ? '' : 'named', reason])],
    [
      2,
      [
        [2, 'named', 'Disepakati dalam rapat'],
        [1, 'named', null],
      ],
    ],
  )
  const { rows } = await installation.pool.query(
    `select detail::jsonb as detail from audit_entry where event = 'feedback_definition.changed'`,
  )
  assert.deepEqual(
    rows.map(({ detail }) => [detail.version, detail.added, detail.by]),
    [[2, ['CATATAN'], 'staff:petugas.pks']],
  )
  const { body } = await pic.get<{ notifications: { event: string }[] }>('/notifications')
  assert.match(JSON.stringify(body), /feedback-definition\.changed/)
})

const refusals: [name: string, change: () => Promise<object> | object, field: string][] = [
  ['what has not changed', () => ({}), ''],
  ['a version that somebody else has passed', async () => ({ ...(await withHelp()), basedOn: 0 }), ''],
  ['none to begin from', async () => ({ ...(await withHelp()), basedOn: null }), 'basedOn'],
  [
    'a reason with a NIK',
    async () => ({ ...(await withHelp()), reason: `untuk ${inventedNik(7)}` }),
    'reason',
  ],
  ['no basis', async () => ({ ...(await withHelp()), basis: '' }), 'basis'],
  ['a pattern that hangs', () => ({ fields: [{ ...NOTE, pattern: '(a+)+$(b' }] }), 'fields[0].pattern'],
  ['an example that is a NIK', () => ({ fields: [{ ...NOTE, help: inventedNik(8) }] }), 'fields[0].help'],
]
const withHelp = async () => ({ fields: [{ ...NOTE, help: 'Bebas' }] })
for (const [name, change, field] of refusals) {
  test(`FB-83 ${name} is refused where it stands`, async () => {
    const { status, body } = await save(await draft(await change()))
    assert.deepEqual([status, body.fields?.map((one) => one.field)], [422, [field]])
  })
}

test('FB-83 only the agreement officer defines; another agency does not even see it', async () => {
  assert.equal((await save(await draft(await withHelp()), pic)).status, 403)
  assert.equal((await save(await draft(await withHelp()), evaluator)).status, 403)
  for (const path of ['definitions', 'deliveries', 'template', 'export']) {
    assert.equal((await elsewhere.get(`${AT}/feedback-${path}`)).status, 404, path)
  }
})

test('FB-84 a file that was begun under an older version is read by it', async () => {
  const { pool, nikHasher } = installation
  const begun = await receiveFile(pool, agreement, csvOf(['NIK', 'NOMOR_REKAM_MEDIS', 'CATATAN'], 1))
  const { fields, ...rest } = await draft({ strangerPolicy: 'flag' })
  assert.equal((await save({ ...rest, fields: fields.filter(({ key }) => key !== 'CATATAN') })).status, 201)
  const preview = await lookAtFile(pool, begun, TODAY)
  assert.deepEqual([preview.unknown, preview.faults], [[], []])
  assert.equal((await findUpload(pool, begun))?.definitionId, await idOfVersion(2))
  await followAccesses(pool)
  await moveUpload(pool, begun, ['received'], 'loading')
  assert.equal(await loadUpload(pool, nikHasher, { id: begun, today: TODAY }), 'finished')
  // By the version that it was begun under, strangers are refused.
  assert.deepEqual((await findUpload(pool, begun))?.rows, {
    read: 1,
    stored: 0,
    known: 0,
    refused: 1,
    flagged: 0,
  })
})

async function idOfVersion(version: number): Promise<number> {
  const { rows } = await installation.pool.query(
    'select id from feedback_definition where agreement_id = $1 and version = $2',
    [agreement.agreementId, version],
  )
  return rows[0].id
}

const csvOf = (header: string[], ...places: number[]) =>
  Buffer.from(
    [
      header.join(';'),
      ...places.map((place) => `${inventedNik(place)};MR/${place};"=HYPERLINK(""x"")"`),
      '',
    ].join('\r\n'),
  )

async function loadAll(bytes: Buffer): Promise<void> {
  const { pool, nikHasher } = installation
  const id = await receiveFile(pool, agreement, bytes)
  assert.deepEqual((await lookAtFile(pool, id, TODAY)).faults, [])
  await moveUpload(pool, id, ['received'], 'loading')
  assert.equal(await loadUpload(pool, nikHasher, { id, today: TODAY }), 'finished')
}

test('FB-85 the template has the columns, their help, frozen heads, drop-downs, and text everywhere', async () => {
  const reply = await pic.get(`${AT}/feedback-template?format=xlsx`)
  assert.match(reply.header('content-disposition'), /templat-data-balikan-klinik-definisi-v3\.xlsx/)
  const { sheets } = await readXlsx(reply.bytes, { readStyles: true })
  const [sheet, choices] = sheets
  assert.deepEqual(sheet?.rows[0], ['NIK', 'NOMOR_REKAM_MEDIS', 'GOLONGAN_DARAH'])
  assert.match(String(sheet?.rows[1]?.[0]), /^# 16 angka/)
  assert.deepEqual(sheet?.freezePane, { rows: 2 })
  assert.deepEqual(
    sheet?.dataValidations?.map(({ type, range, formula1 }) => [type, range, formula1]),
    [
      ['textLength', 'A3:A10000', '16'],
      ['list', 'C3:C10000', 'Pilihan!$A$2:$A$13'],
    ],
  )
  assert.deepEqual(choices?.rows[1], ['A', 'A'])
  // Also of the cells that are yet to be filled in: a NIK typed there stays text.
  const files = unzipSync(reply.bytes)
  const xml = (path: string) => strFromU8(files[path] ?? new Uint8Array())
  const styles = [...xml('xl/worksheets/sheet1.xml').matchAll(/<col [^>]*style="(\d+)"/g)].map(
    (match) => match[1],
  )
  const formats =
    /<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(xml('xl/styles.xml'))?.[1]?.match(/<xf [^>]*>/g) ?? []
  assert.equal(styles.length, 3)
  for (const style of styles) assert.match(formats[Number(style)] ?? '', /numFmtId="49"/)
  const csv = await pic.get(`${AT}/feedback-template?format=csv`)
  assert.match(csv.text, /^\ufeffNIK;NOMOR_REKAM_MEDIS;GOLONGAN_DARAH\r\n"# 16 angka;/)
})

test('FB-86 everything one agency sent: all versions in one table, nothing in it calculates, and the log knows', async () => {
  await loadAll(csvOf(['NIK', 'NOMOR_REKAM_MEDIS'], 11, 12))
  const now = await draft()
  assert.equal((await save({ ...now, fields: [...now.fields, NOTE] })).status, 201)
  await loadAll(csvOf(['NIK', 'NOMOR_REKAM_MEDIS', 'CATATAN'], 13))
  const { text } = await pic.get(`${AT}/feedback-export?format=csv`)
  const lines = text
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split('\r\n')
  assert.equal(lines[0], 'NIK;NOMOR_REKAM_MEDIS;GOLONGAN_DARAH;CATATAN;PENGIRIMAN;CARA;VERSI;DITERIMA;TANDA')
  assert.deepEqual(
    lines.slice(1).map((line) => line.replace(/;\d+;upload;/, ';…;upload;').replace(/\d{4}-[\d: -]+/, '…')),
    [
      `${inventedNik(11)};MR/11;;;…;upload;3;…;BELUM PERNAH DIAKSES`,
      `${inventedNik(12)};MR/12;;;…;upload;3;…;BELUM PERNAH DIAKSES`,
      `${inventedNik(13)};MR/13;;"'=HYPERLINK(""x"")";…;upload;4;…;BELUM PERNAH DIAKSES`,
    ],
  )
  const workbook = await pic.get(`${AT}/feedback-export?format=xlsx`)
  const { sheets } = await readXlsx(workbook.bytes)
  assert.deepEqual(sheets[0]?.rows[3]?.slice(0, 4), [inventedNik(13), 'MR/13', '', '=HYPERLINK("x")'])
  assert.equal(sheets[0]?.cells?.get('3,3')?.formula, undefined)
  const { rows } = await installation.pool.query(
    `select detail::jsonb->>'format' as format from audit_entry where event = 'feedback.exported' order by seq`,
  )
  assert.deepEqual(
    rows.map(({ format }) => format),
    ['csv', 'xlsx'],
  )
  for (const one of [officer, evaluator]) {
    assert.equal((await one.get(`${AT}/feedback-export`)).status, 403)
  }
})
