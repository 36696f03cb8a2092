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
import { findAgreement, listAgreementsOf } from '../../agreements/index.ts'
import { insertDefinition } from '../definition.store.ts'
import type { DeliveryView } from './delivery-list.store.ts'

let installation: TestInstallation
let portal: StaffedPortal
let pic: PortalClient
let operator: PortalClient
let other: PortalClient
let officer: PortalClient
let elsewhere: PortalClient
let agreementId: number
const FIELDS = ['Nomor Rekam Medis', 'Golongan Darah', 'Nomor Surat Keterangan Kematian']

const FORM_FILE = otherAgreement('klinik', {
  methods: ['web-portal', 'web-service'],
  feedback: { fields: FIELDS.map((name) => ({ name })), methods: ['form', 'upload'] },
})

before(async () => {
  installation = await setUpInstallation({ people: 5 })
  const { pool } = installation
  await enterAgreement(pool, FORM_FILE)
  await enterAgreement(
    pool,
    otherAgreement('puskesmas', {
      methods: ['web-portal', 'web-service'],
      feedback: { fields: [{ name: 'Golongan Darah' }], methods: ['web-service'] },
    }),
  )
  portal = await openStaffedPortal(installation)
  const place = async (code: string) => {
    const agreement = await findAgreement(pool, code)
    if (agreement === undefined) throw new Error(`${code} was not entered`)
    const { officeId, agencyId, id } = agreement
    return { officeId, agencyId, id }
  }
  const clinic = await place('klinik')
  agreementId = clinic.id
  await issue(pool, { agreementCode: 'klinik', userId: 'klinik.program' })
  pic = await portal.signIn({ role: 'agency-pic', username: 'pic.klinik', ...clinic })
  operator = await portal.signIn({ role: 'operator', username: 'loket.satu', ...clinic })
  other = await portal.signIn({ role: 'operator', username: 'loket.dua', ...clinic })
  officer = await portal.signIn({
    role: 'agreement-officer',
    username: 'petugas.pks',
    officeId: clinic.officeId,
  })
  elsewhere = await portal.signIn({ role: 'agency-pic', username: 'pic.lain', ...(await place('puskesmas')) })
  await lookUp('klinik.program', [1, 2, 3, 4, 5, 6])
  await lookUp('loket.satu@portal', [20, 21])
  // Looked up by one operator, then by the agency's program: still the operator's own.
  await lookUp('klinik.program', [21])
})
after(async () => {
  await portal.close()
  await installation.close()
})

async function lookUp(userId: string, places: readonly number[]) {
  const { rows } = await installation.pool.query<{ credentialId: number; officeId: number }>(
    'select id as "credentialId", office_id as "officeId" from credential where user_id = $1',
    [userId],
  )
  if (rows[0] === undefined) throw new Error(`${userId} was not issued`)
  await lookUpAll(
    installation.pool,
    installation.nikHasher,
    { ...rows[0], agreementId },
    places.map(inventedNik),
  )
}

type Sent = { result: string; isFlagged: boolean; code: string; fields: { field: string; code: string }[] }

const send = (who: PortalClient, nik: string, values: object, change: object = {}) =>
  who.send<Sent>('POST', '/feedback/records', { agreement: 'klinik', version: 1, nik, values, ...change })

const faultsOf = ({ body }: { body: Sent }) => body.fields.map(({ field, code }) => [field, code])

type Owed = { agreements: { code: string; ways: string[]; fields: { key: string }[] }[] }

test('FB-70 an agency reads what it owes, and by which ways', async () => {
  const { body } = await pic.get<Owed>('/feedback/owed')
  assert.deepEqual(
    body.agreements.map(({ code, ways, fields }) => [code, ways, fields.map(({ key }) => key)]),
    [
      [
        'klinik',
        ['form', 'upload'],
        ['NOMOR_REKAM_MEDIS', 'GOLONGAN_DARAH', 'NOMOR_SURAT_KETERANGAN_KEMATIAN'],
      ],
    ],
  )
  assert.deepEqual((await officer.get<Owed>('/feedback/owed')).body.agreements, [])
  assert.equal((await operator.get('/feedback/owed')).status, 403)
})

test('FB-70 a form is offered and taken only where the agreement names it', async () => {
  assert.deepEqual((await elsewhere.get<Owed>('/feedback/form')).body.agreements, [])
  const sent = await send(elsewhere, inventedNik(1), { GOLONGAN_DARAH: 'A' }, { agreement: 'puskesmas' })
  assert.deepEqual([sent.status, faultsOf(sent)], [422, [['agreement', 'FB-70']]])
  const begun = await elsewhere.send<Sent>('POST', '/feedback/uploads', {
    agreement: 'puskesmas',
    fileName: 'a.csv',
    size: 10,
  })
  assert.deepEqual([begun.status, faultsOf(begun)], [422, [['agreement', 'FB-70']]])
})

test("another agency's agreement is no choice", async () => {
  const sent = await send(elsewhere, inventedNik(1), { GOLONGAN_DARAH: 'A' })
  assert.deepEqual([sent.status, sent.body.fields[0]?.field], [422, 'agreement'])
})

test('FB-73 what is filled in is stored; every fault stands at its field', async () => {
  const good = await send(pic, ` ${inventedNik(1).replace(/(.{4})/g, '$1 ')}`, {
    NOMOR_REKAM_MEDIS: 'RM/1',
    GOLONGAN_DARAH: 'ab+',
  })
  assert.deepEqual([good.status, good.body], [201, { result: 'stored', isFlagged: false }])
  const { rows } = await installation.pool.query(
    `select r.cells, r.access_seq is not null as tied, d.channel, d.sent_by, d.day is not null as has_day
     from feedback_row r join feedback_delivery d on d.id = r.delivery_id`,
  )
  assert.deepEqual(rows, [
    { cells: ['RM/1', 'AB+', null], tied: true, channel: 'form', sent_by: 'staff:pic.klinik', has_day: true },
  ])
  const bad = await send(pic, '12', { GOLONGAN_DARAH: 'Z' })
  assert.deepEqual(
    [bad.status, faultsOf(bad)],
    [
      422,
      [
        ['nik', 'FB-05'],
        ['NOMOR_REKAM_MEDIS', 'FB-10'],
        ['GOLONGAN_DARAH', 'FB-17'],
      ],
    ],
  )
})

test('FB-75 the same once more is known, and a refused one delivers nothing', async () => {
  const before = await talliesOf('staff:pic.klinik')
  const again = await send(pic, inventedNik(1), { NOMOR_REKAM_MEDIS: 'RM/1', GOLONGAN_DARAH: 'AB+' })
  assert.deepEqual([again.status, again.body.result], [200, 'known'])
  const stranger = await send(pic, inventedNik(900), { NOMOR_REKAM_MEDIS: 'RM/900' })
  assert.deepEqual([stranger.status, faultsOf(stranger)], [422, [['nik', 'FB-30']]])
  const taken = await send(pic, inventedNik(2), { NOMOR_REKAM_MEDIS: 'RM/1' })
  assert.deepEqual(faultsOf(taken), [['NOMOR_REKAM_MEDIS', 'FB-31']])
  const after = await talliesOf('staff:pic.klinik')
  assert.deepEqual(after, [{ ...before[0], read: 2, known: 1 }], 'one delivery a day and person')
})

async function talliesOf(sentBy: string) {
  const { body } = await pic.get<{ items: DeliveryView[] }>('/feedback')
  return body.items.filter((one) => one.sentBy === sentBy).map(({ rows }) => rows)
}

test('FB-74 an operator writes only of whom they looked up themselves', async () => {
  const own = await send(operator, inventedNik(20), { NOMOR_REKAM_MEDIS: 'RM/20' })
  assert.equal(own.status, 201)
  const earlier = await send(operator, inventedNik(21), { NOMOR_REKAM_MEDIS: 'RM/21' })
  assert.equal(earlier.status, 201, 'somebody else looked them up since')
  const foreign = await send(other, inventedNik(20), { NOMOR_REKAM_MEDIS: 'RM/20x' })
  assert.deepEqual([foreign.status, faultsOf(foreign)], [422, [['nik', 'FB-74']]])
  const { body } = await operator.get<Owed>('/feedback/form')
  assert.deepEqual(
    body.agreements.map(({ code }) => code),
    ['klinik'],
  )
})

test('deliveries: an agency reads its own, an office all, a page at a time; no row in them', async () => {
  const own = await pic.get<{ items: DeliveryView[]; next: number | null }>('/feedback?limit=1')
  assert.equal(own.body.items.length, 1)
  assert.ok(own.body.next !== null)
  const rest = await pic.get<{ items: DeliveryView[]; next: number | null }>(
    `/feedback?before=${own.body.next}`,
  )
  assert.deepEqual([rest.body.items.length, rest.body.next], [1, null])
  assert.deepEqual((await elsewhere.get<{ items: [] }>('/feedback')).body.items, [])
  assert.equal((await elsewhere.get('/feedback?agreement=klinik')).status, 422)
  const office = await officer.get<{ items: DeliveryView[] }>('/feedback?agreement=klinik')
  assert.equal(office.body.items.length, 2)
  assert.ok(!/RM\/|8801/.test(office.text))
})

test('each is an entry in the log, without NIK and values', async () => {
  const { rows } = await installation.pool.query<{ detail: string; hash: Buffer | null }>(
    `select detail, nik_hash as hash from audit_entry where event = 'feedback.received' order by seq`,
  )
  assert.equal(rows.length, 4)
  assert.match(rows[0]?.detail ?? '', /"channel":"form","by":"staff:pic.klinik","read":1,"stored":1/)
  assert.ok(rows.every(({ detail, hash }) => hash === null && !/RM\/|8801/.test(detail)))
})

test('FB-72 a form of an earlier version stores nothing', async () => {
  const { pool } = installation
  const [first] = await listAgreementsOf(pool, await agencyOf())
  await insertDefinition(pool, {
    agreementId: first?.id ?? 0,
    fields: [
      { key: 'TINGGI', label: 'Tinggi', type: 'number', decimals: 1, required: false, unique: false },
      { key: 'TANGGAL', label: 'Tanggal', type: 'date', past: true, required: false, unique: false },
    ],
    strangerPolicy: 'flag',
    retentionMonths: null,
    basis: 'uji',
    by: 'uji',
  })
  const old = await send(pic, inventedNik(3), { NOMOR_REKAM_MEDIS: 'RM/3' })
  assert.deepEqual([old.status, old.body.code], [409, 'redefined'])
  const now = { version: 2 }
  const written = await send(pic, inventedNik(3), { TINGGI: '1.170,5', TANGGAL: '3-4-2026' }, now)
  assert.equal(written.status, 201, written.text)
  const { rows } = await pool.query(`select cells from feedback_row order by id desc limit 1`)
  assert.deepEqual(rows[0].cells, ['1170.5', '2026-04-03'], 'FB-73 as people here write')
  const empty = await send(pic, inventedNik(3), { TINGGI: ' ' }, now)
  assert.deepEqual([empty.status, faultsOf(empty)], [422, [['values', 'FB-73']]])
  const flagged = await send(pic, inventedNik(901), { TINGGI: '2' }, now)
  assert.deepEqual(flagged.body, { result: 'stored', isFlagged: true })
  const byOperator = await send(operator, inventedNik(902), { TINGGI: '2' }, now)
  assert.deepEqual(faultsOf(byOperator), [['nik', 'FB-74']], 'whatever becomes of strangers otherwise')
})

test('FB-74 an operator without a User ID has looked nobody up', async () => {
  await installation.pool.query('update credential set staff_id = null where staff_id = $1', [other.staffId])
  const sent = await send(other, inventedNik(3), { TINGGI: '2' }, { version: 2 })
  assert.deepEqual([sent.status, sent.body.fields[0]?.field], [422, 'agreement'])
})

async function agencyOf() {
  const agreement = await findAgreement(installation.pool, 'klinik')
  return { officeId: agreement?.officeId ?? 0, agencyId: agreement?.agencyId ?? 0 }
}

test('FB-71 a revoked agreement takes nothing', async () => {
  await installation.pool.query(`update agreement set state = 'revoked' where id = $1`, [agreementId])
  assert.deepEqual((await pic.get<Owed>('/feedback/owed')).body.agreements[0]?.ways, [])
  const sent = await send(pic, inventedNik(4), { TINGGI: '2' }, { version: 2 })
  assert.deepEqual(faultsOf(sent), [['agreement', 'FB-70']])
})
