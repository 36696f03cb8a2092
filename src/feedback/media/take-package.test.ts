import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { hospitalOwingFeedback, inventedNik, lookUpAll } from '../../../test/support/feedback.ts'
import {
  ACTOR,
  arrived,
  checked,
  confirmedKey,
  newSigner,
  officeKeys,
  packed,
} from '../../../test/support/media.ts'
import { openNikHasher } from '../../kernel/secrets.ts'
import { followAccesses } from '../looked-up.store.ts'
import { loadUpload } from '../upload/load-upload.ts'
import { confirmKey, endKey, registerKey } from './change-key.ts'
import { listKeys } from './feedback-key.store.ts'
import type { MediaKeys } from './media-keys.ts'
import { declinePackage } from './receive-package.ts'
import { publicPemOf, type Signer } from './signing-key.ts'
import { takePackage } from './take-package.ts'

const TODAY = '2026-11-21'
let database: TestDatabase
let hospital: Awaited<ReturnType<typeof hospitalOwingFeedback>>
let other: Awaited<ReturnType<typeof hospitalOwingFeedback>>
let keys: MediaKeys
let signer: Signer
const nikHasher = openNikHasher(join(mkdtempSync(join(tmpdir(), 'gapura-test-')), 'nik.key'))

before(async () => {
  database = await createTestDatabase()
  const { pool } = database
  hospital = await hospitalOwingFeedback(pool)
  other = await hospitalOwingFeedback(pool, 'rsud-lain')
  await lookUpAll(
    pool,
    nikHasher,
    hospital,
    Array.from({ length: 500 }, (_, place) => inventedNik(place)),
  )
  await followAccesses(pool)
  keys = (await officeKeys()).keys
  signer = (await confirmedKey(pool, hospital)).signer
})
after(() => database.drop())

const csv = (from: number, count: number, mark = '') =>
  [
    'NIK;NOMOR_REKAM_MEDIS',
    ...Array.from({ length: count }, (_, at) => `${inventedNik(from + at)};MR/${mark}${from + at}`),
    '',
  ].join('\r\n')

const pack = (text: string, by = signer, agreement = hospital.code) =>
  packed(text, by, { agreement, to: keys.recipient })

const look = async (bytes: Buffer) => checked(database.pool, keys, hospital.officeId, bytes)

async function countRows() {
  const { rows } = await database.pool.query(
    'select count(*)::int as n from feedback_row where agreement_id = $1',
    [hospital.agreementId],
  )
  return rows[0].n
}

async function countUploads() {
  const { rows } = await database.pool.query('select count(*)::int as n from feedback_upload')
  return rows[0].n
}

async function partsLeft(id: number) {
  const { rows } = await database.pool.query('select from feedback_package_part where package = $1', [id])
  return rows.length
}

describe('a package on a medium', () => {
  it('FB-90 is shown before anything is stored, and then loaded like an upload, its faulty rows given back', async () => {
    const text = `${csv(0, 100)}${inventedNik(499)};#\r\n${inventedNik(900)};MR/900\r\n`
    const { after: seen, find, id } = await look(await pack(text))
    assert.equal(seen.state, 'checked')
    assert.deepEqual(
      [seen.agreement, seen.manifest?.madeBy.name, seen.manifest?.source?.name, seen.manifest?.data.rows],
      [hospital.code, 'Contoh Petugas', 'balikan.csv', 102],
    )
    assert.equal(await countRows(), 0)
    const taken = await takePackage(database.pool, keys, seen, ACTOR)
    assert.ok(taken.kind === 'taken', JSON.stringify(taken))
    assert.equal(await partsLeft(id), 0)
    assert.equal(await loadUpload(database.pool, nikHasher, { id: taken.delivery, today: TODAY }), 'finished')
    assert.deepEqual((await find()).loading, {
      state: 'finished',
      read: 102,
      stored: 100,
      known: 0,
      refused: 2,
      flagged: 0,
    })
    const { rows } = await database.pool.query('select channel from feedback_delivery where id = $1', [
      taken.delivery,
    ])
    assert.equal(rows[0].channel, 'media')
    const log = await database.pool.query<{ detail: string }>(
      `select detail from audit_entry where event = 'feedback.received' order by seq desc limit 1`,
    )
    assert.match(log.rows[0]?.detail ?? '', /"channel":"media"/)
  })

  it('FB-96 the same package once more is refused, and the same rows in a new one change nothing', async () => {
    const bytes = await pack(csv(100, 50))
    const first = await look(bytes)
    const twice = await arrived(database.pool, hospital.officeId, bytes)
    assert.equal((await takePackage(database.pool, keys, first.after, ACTOR)).kind, 'taken')
    assert.equal((await look(bytes)).verdict, 'FB-96')
    await loadUpload(database.pool, nikHasher, { id: (await first.find()).deliveryId ?? 0, today: TODAY })
    const stored = await countRows()
    const again = await look(await pack(csv(100, 50)))
    const taken = await takePackage(database.pool, keys, again.after, ACTOR)
    assert.ok(taken.kind === 'taken')
    await loadUpload(database.pool, nikHasher, { id: taken.delivery, today: TODAY })
    assert.deepEqual([(await again.find()).loading?.known, await countRows()], [50, stored])
    assert.equal((await twice.find()).state, 'receiving')
  })

  it('FB-96 two officers who take the same package in at once store it once', async () => {
    const bytes = await pack(csv(150, 20))
    const [one, two] = [await look(bytes), await look(bytes)]
    const taken = await Promise.all(
      [one, two].map(({ after: seen }) => takePackage(database.pool, keys, seen, ACTOR)),
    )
    assert.deepEqual(taken.map(({ kind }) => kind).sort(), ['refused', 'taken'])
    const states = [await one.find(), await two.find()].map(({ state, faultCode }) => faultCode ?? state)
    assert.deepEqual(states.sort(), ['FB-96', 'taken'])
  })

  const refused: [rule: string, name: string, make: () => Promise<Buffer>][] = [
    ['FB-94', 'a signer nobody registered', () => pack(csv(0, 1), newSigner())],
    [
      'FB-94',
      'a key that waits for the office',
      async () => {
        const waiting = newSigner()
        const publicKey = publicPemOf(waiting.publicKey)
        const { officeId, agreementId } = hospital
        await registerKey(database.pool, { officeId, agreementId, publicKey, holder: 'Baru', actor: ACTOR })
        return pack(csv(0, 1), waiting)
      },
    ],
    [
      'FB-95',
      'the key of another agency',
      async () => pack(csv(0, 1), (await confirmedKey(database.pool, other)).signer),
    ],
    ['FB-95', 'another agency’s agreement', () => pack(csv(0, 1), signer, other.code)],
    ['FB-95', 'an agreement that is not there', () => pack(csv(0, 1), signer, 'tidak-ada')],
    ['FB-90', 'a spreadsheet instead of a package', async () => Buffer.from(csv(0, 1))],
    ['FB-92', 'a copy that breaks off', async () => (await pack(csv(0, 5_000))).subarray(0, 130_000)],
  ]
  for (const [rule, name, make] of refused) {
    it(`${rule} ${name} is refused for good, with its bytes removed`, async () => {
      const { verdict, after: seen, id } = await look(await make())
      assert.equal(verdict, rule, seen.fault ?? '')
      assert.ok((seen.fault ?? '').length > 20)
      assert.equal(await partsLeft(id), 0)
      assert.equal((await takePackage(database.pool, keys, seen, ACTOR)).kind, 'refused')
    })
  }

  it('FB-94 a key that is revoked between the look and the word stores nothing', async () => {
    const key = await confirmedKey(database.pool, hospital)
    const seen = await look(await pack(csv(200, 3), key.signer))
    assert.equal(seen.verdict, 'checked')
    const whose = { officeId: hospital.officeId, agencyId: null }
    await endKey(database.pool, whose, { id: key.id, reason: 'Komputer dicuri', actor: ACTOR })
    const [before, uploads] = [await countRows(), await countUploads()]
    const taken = await takePackage(database.pool, keys, seen.after, ACTOR)
    assert.ok(taken.kind === 'refused' && taken.fault.code === 'FB-94', JSON.stringify(taken))
    assert.deepEqual([await countRows(), (await seen.find()).state], [before, 'refused'])
    assert.equal(await countUploads(), uploads, 'nothing of it stayed')
  })

  it('FB-20 data whose columns are not those of the agreement does not come in', async () => {
    const seen = await look(await pack('NOMOR,LAIN\r\n1,2\r\n'))
    const taken = await takePackage(database.pool, keys, seen.after, ACTOR)
    assert.ok(taken.kind === 'refused' && taken.fault.code === 'FB-20', JSON.stringify(taken))
  })

  it('is declined with a reason that the agency sees', async () => {
    const seen = await look(await pack(csv(210, 1)))
    const request = { officeId: hospital.officeId, id: seen.id, actor: ACTOR }
    assert.equal((await declinePackage(database.pool, { ...request, reason: '' })).kind, 'refused')
    assert.equal(
      (await declinePackage(database.pool, { ...request, reason: 'Salah periode' })).kind,
      'declined',
    )
    assert.deepEqual([(await seen.find()).decidedReason, await partsLeft(seen.id)], ['Salah periode', 0])
  })
})

describe('a key', () => {
  const register = (publicKey: string, holder = 'Komputer') =>
    registerKey(database.pool, { ...ids(), publicKey, holder, actor: ACTOR })
  const ids = () => ({ officeId: hospital.officeId, agreementId: hospital.agreementId })

  it('FB-98 counts only when the office types the fingerprint it was told', async () => {
    const made = newSigner()
    const registered = await register(publicPemOf(made.publicKey))
    assert.ok(registered.kind === 'done')
    const list = await listKeys(database.pool, { officeId: hospital.officeId, agencyId: null })
    const { fingerprint = '' } = list.find(({ id }) => id === registered.id) ?? {}
    const tell = (told: string) =>
      confirmKey(database.pool, { officeId: hospital.officeId, id: registered.id, told, actor: ACTOR })
    for (const told of ['', fingerprint.slice(0, 15), `0000 ${fingerprint.slice(4)}`]) {
      assert.equal((await tell(told)).kind, 'refused', told)
    }
    assert.equal((await tell(fingerprint.slice(0, 16).toUpperCase())).kind, 'done')
    assert.equal((await tell(fingerprint)).kind, 'refused')
  })

  it('FB-98 is registered once, and never a private one', async () => {
    const made = newSigner()
    const pem = publicPemOf(made.publicKey)
    assert.equal((await register(pem)).kind, 'done')
    assert.equal((await register(made.publicKey.toString('base64'))).kind, 'refused')
    for (const text of ['', 'abc', pem.replaceAll('PUBLIC', 'PRIVATE')]) {
      assert.equal((await register(text)).kind, 'refused')
    }
  })

  it('FB-98 of somebody else is not found, and one that ended stays on record', async () => {
    const { id } = await confirmedKey(database.pool, hospital)
    const request = { id, reason: 'Petugas pindah', actor: ACTOR }
    assert.equal(
      (await endKey(database.pool, { officeId: other.officeId, agencyId: 999_999 }, request)).kind,
      'missing',
    )
    const whose = { officeId: hospital.officeId, agencyId: null }
    assert.equal((await endKey(database.pool, whose, request)).kind, 'done')
    assert.equal((await endKey(database.pool, whose, request)).kind, 'refused')
    const key = (await listKeys(database.pool, whose)).find((one) => one.id === id)
    assert.deepEqual(
      [key?.state, key?.endReason, key?.confirmedBy],
      ['revoked', 'Petugas pindah', 'staff:uji'],
    )
  })
})
