import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { hospitalOwingFeedback, inventedNik, lookUpAll } from '../../test/support/feedback.ts'
import { openLog } from '../kernel/log.ts'
import { openNikHasher } from '../kernel/secrets.ts'
import { type FeedbackDesk, openFeedbackDesk } from './post-feedback.ts'
import { hashToken } from './token.ts'

let database: TestDatabase
let desk: FeedbackDesk
let hospital: Awaited<ReturnType<typeof hospitalOwingFeedback>>

const nikHasher = openNikHasher(join(mkdtempSync(join(tmpdir(), 'gapura-test-')), 'nik.key'))
const KNOWN = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(inventedNik)

before(async () => {
  database = await createTestDatabase()
  hospital = await hospitalOwingFeedback(database.pool)
  await lookUpAll(database.pool, nikHasher, hospital, KNOWN)
  desk = openFeedbackDesk({ pool: database.pool, nikHasher, log: openLog('silent') })
})
after(async () => {
  await desk.stop()
  await database.drop()
})

const ask = (
  nik: string,
  values: Record<string, string>,
  change: { address?: string; token?: string } = {},
) =>
  desk.ask({
    tokenHash: hashToken(change.token ?? hospital.token),
    address: change.address ?? '127.0.0.1',
    items: [{ nik, values: new Map(Object.entries(values)) }],
    isWhole: true,
  })

const fateOf = async (...given: Parameters<typeof ask>) => {
  const answer = await ask(...given)
  assert.equal(answer.kind, 'taken')
  return answer.kind === 'taken' ? answer.fates[0] : undefined
}

const codesOf = async (...given: Parameters<typeof ask>) => {
  const fate = await fateOf(...given)
  return fate?.kind === 'refused' ? fate.faults.map(({ code }) => code) : fate?.kind
}

const [first = '', second = '', third = ''] = KNOWN

test('FB-40 a row is stored, tied to the access that caused it', async () => {
  assert.deepEqual(await fateOf(first, { NOMOR_REKAM_MEDIS: 'MR/1', golongan_darah: 'ab+' }), {
    kind: 'stored',
    isFlagged: false,
  })
  const { rows } = await database.pool.query(
    `select r.cells, e.event, e.outcome, e.nik_hash = r.nik_hash as same from feedback_row r
     join audit_entry e on e.seq = r.access_seq where r.nik = $1`,
    [first],
  )
  assert.deepEqual(rows, [
    { cells: ['AB+', 'MR/1', null], event: 'verification.answered', outcome: 'disclosed', same: true },
  ])
})

test('FB-41 the same row once more changes nothing, also when it comes twice at once', async () => {
  const values = { 'Nomor Rekam Medis': 'MR/2' }
  const kinds = (await Promise.all([1, 2, 3, 4].map(() => fateOf(second, values)))).map((fate) => fate?.kind)
  assert.deepEqual(kinds.sort(), ['known', 'known', 'known', 'stored'])
  assert.equal((await fateOf(second, { nomor_rekam_medis: 'MR/2' }))?.kind, 'known')
  const { rows } = await database.pool.query('select from feedback_row where nik = $1', [second])
  assert.equal(rows.length, 1)
})

const faulty: [
  name: string,
  nik: string,
  values: Record<string, string>,
  codes: string | string[] | undefined,
][] = [
  ['FB-30 somebody never looked up', inventedNik(77), { NOMOR_REKAM_MEDIS: 'MR/77' }, ['FB-30']],
  ["FB-31 a number that is somebody else's", third, { NOMOR_REKAM_MEDIS: 'mr/1' }, ['FB-31']],
  ['FB-10 without a required value', third, { GOLONGAN_DARAH: 'A' }, ['FB-20']],
  ['FB-10 with an empty one', third, { NOMOR_REKAM_MEDIS: ' ' }, ['FB-10']],
  [
    'FB-17 with a value that is no code',
    third,
    { NOMOR_REKAM_MEDIS: 'MR/3', GOLONGAN_DARAH: 'Z' },
    ['FB-17'],
  ],
  ['every fault at once', '88', { NOMOR_REKAM_MEDIS: '#', GOLONGAN_DARAH: 'Z' }, ['FB-05', 'FB-17', 'FB-12']],
  ['FB-22 names that nobody agreed on', third, { CUSTOMER_ID: '1' }, ['FB-20']],
]
for (const [name, nik, values, codes] of faulty) {
  test(name, async () => assert.deepEqual(await codesOf(nik, values), codes))
}

test('FB-42 who may not send is refused before anything is read', async () => {
  assert.deepEqual(await ask(third, {}, { token: 'gpb_wrong' }), { kind: 'refused', reason: 'token' })
  assert.deepEqual(await ask(third, {}, { address: '10.9.9.9' }), { kind: 'refused', reason: 'address' })
  await database.pool.query(`update credential set state = 'suspended' where id = $1`, [
    hospital.credentialId,
  ])
  assert.deepEqual(await ask(third, {}), { kind: 'refused', reason: 'inactive' })
  await database.pool.query(`update credential set state = 'active' where id = $1`, [hospital.credentialId])
})

for (const [state, reason] of [
  ['suspended', undefined],
  ['revoked', 'inactive'],
] as const) {
  test(`FB-71 an agreement that is ${state} ${reason === undefined ? 'still takes what it is owed' : 'takes nothing'}`, async () => {
    const { pool } = database
    const { agreementId } = hospital
    await pool.query('update agreement set state = $2 where id = $1', [agreementId, state])
    const answer = await ask(third, { GOLONGAN_DARAH: 'besar' })
    assert.equal(answer.kind === 'refused' ? answer.reason : undefined, reason)
    await pool.query(`update agreement set state = 'in_force' where id = $1`, [agreementId])
  })
}

test('FB-32 a post of several rows is stored whole or not at all', async () => {
  const answer = await desk.ask({
    tokenHash: hashToken(hospital.token),
    address: '127.0.0.1',
    items: [third, inventedNik(78)].map((nik) => ({
      nik,
      values: new Map([['NOMOR_REKAM_MEDIS', `MR/${nik}`]]),
    })),
    isWhole: true,
  })
  assert.deepEqual(answer.kind === 'taken' && answer.fates.map((fate) => fate.kind), ['refused', 'refused'])
  const { rows } = await database.pool.query('select from feedback_row where nik = $1', [third])
  assert.equal(rows.length, 0)
})
