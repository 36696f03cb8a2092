import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { hospitalOwingFeedback, lookUpAll } from '../../../test/support/feedback.ts'
import { setUpInstallation, type TestInstallation } from '../../../test/support/installation.ts'
import {
  ALL_PROPOSING,
  proposalsOf,
  redefine,
  type SentRow,
  sendRows,
} from '../../../test/support/proposals.ts'
import { COMPLETE_PERSON, UNKNOWN_NIK } from '../../../test/support/residents.ts'
import { RESIDENT_STATUS } from '../../registry/index.ts'
import { followAccesses } from '../looked-up.store.ts'
import { followFeedbackRows } from './follow-rows.ts'

let installation: TestInstallation
let hospital: Awaited<ReturnType<typeof hospitalOwingFeedback>>
let clinic: typeof hospital
let people: string[]

const { nik } = COMPLETE_PERSON

before(async () => {
  installation = await setUpInstallation({ people: 60 })
  const { pool, nikHasher } = installation
  hospital = await hospitalOwingFeedback(pool)
  clinic = await hospitalOwingFeedback(pool, 'klinik-balikan')
  people = installation.people
    .filter(({ status }) => status === RESIDENT_STATUS.active)
    .map((person) => person.nik)
  for (const agency of [hospital, clinic]) {
    await redefine(pool, agency.agreementId, ALL_PROPOSING, 'flag')
    await lookUpAll(pool, nikHasher, agency, people)
  }
  await followAccesses(pool)
})
after(() => installation.close())
beforeEach(async () => {
  await installation.pool.query(`truncate registry_proposal cascade;
    truncate registry_proposal_evidence, feedback_row, feedback_unique;
    update registry_proposal_cursor set row_id = (select coalesce(max(row_id), 0) from registry_proposal_cursor)`)
})

const send = (...rows: SentRow[]) => sendRows(installation, hospital, rows)
const follow = () => followFeedbackRows(installation.pool)

async function made() {
  await follow()
  return (await proposalsOf(installation.pool)).map(({ rows, ...proposal }) => ({
    ...proposal,
    rows: rows.length,
  }))
}

const OPEN = { unknown: false, doubtful: false, contested: false, state: 'open', rows: 1 }

// The complete person: A+ blood (9 is AB+), doctor (72), master's degree (9), certificate 0042, active.
const CASES: { rule: string; row: Omit<SentRow, 'nik'>; expect: object[] }[] = [
  {
    rule: 'FB-100 a value of a mapped field that differs becomes a proposal with old and new value',
    row: { GOLONGAN_DARAH: 'O' },
    expect: [{ field: 'blood-type', old: '9', new: '4' }],
  },
  {
    rule: 'FB-100 each mapped field of a row by itself',
    row: { GOLONGAN_DARAH: 'O', PEKERJAAN: 'karyawan swasta', PENDIDIKAN: 'Strata III', AKTA_LAHIR: 'X-1' },
    expect: [
      { field: 'birth-certificate', old: '8801-LU-17081985-0042', new: 'X-1' },
      { field: 'blood-type', old: '9', new: '4' },
      { field: 'education', old: '9', new: '10' },
      { field: 'occupation', old: '72', new: '15' },
    ],
  },
  { rule: 'FB-101 the value that the registry has makes none', row: { GOLONGAN_DARAH: 'AB+' }, expect: [] },
  {
    rule: 'FB-101 a blood group without rhesus adds nothing to one with',
    row: { GOLONGAN_DARAH: 'AB' },
    expect: [],
  },
  {
    rule: 'FB-101 another group without rhesus does',
    row: { GOLONGAN_DARAH: 'A' },
    expect: [{ field: 'blood-type', old: '9', new: '1' }],
  },
  { rule: 'FB-102 an unknown blood group makes none', row: { GOLONGAN_DARAH: 'TIDAK TAHU' }, expect: [] },
  {
    rule: 'FB-102 a word that is no code of the table makes none',
    row: { PEKERJAAN: 'Astronot' },
    expect: [],
  },
  {
    rule: 'FB-102 who works does it in a trade that nobody named',
    row: { PEKERJAAN: 'SUDAH BEKERJA' },
    expect: [],
  },
  {
    rule: 'FB-102 who looks for work has none',
    row: { PEKERJAAN: 'Pencari kerja' },
    expect: [{ field: 'occupation', old: '72', new: '1' }],
  },
  {
    rule: 'FB-100 a death is proposed with its paper and day as evidence',
    row: { SURAT_KEMATIAN: 'SKK/1', TANGGAL_KEMATIAN: '2026-02-01' },
    expect: [{ field: 'death', old: '1', new: '2' }],
  },
  {
    rule: 'FB-100 a day of death alone proposes nothing',
    row: { TANGGAL_KEMATIAN: '2026-02-01' },
    expect: [],
  },
]

describe('proposals of rows', () => {
  for (const { rule, row, expect } of CASES) {
    it(rule, async () => {
      await send({ nik, ...row })
      assert.deepEqual(
        await made(),
        expect.map((proposal) => ({ nik, ...OPEN, ...proposal })),
      )
    })
  }

  it('FB-101 a death that is known is completed by its proof, once', async () => {
    const { pool } = installation
    await pool.query('update resident set status = 2 where nik = $1', [nik])
    await send({ nik, SURAT_KEMATIAN: 'SKK/1' })
    assert.deepEqual(await made(), [{ nik, ...OPEN, field: 'death', old: '2', new: '2' }])
    await pool.query(`update resident set no_bukti_mati = 'SKK/9' where nik = $1`, [nik])
    await send({ nik, SURAT_KEMATIAN: 'SKK/2' })
    assert.equal((await made()).length, 1)
    await pool.query('update resident set status = 1, no_bukti_mati = null where nik = $1', [nik])
  })

  it('FB-103 several agencies that say the same are evidence of one proposal', async () => {
    await send({ nik, GOLONGAN_DARAH: 'O' })
    await follow()
    await sendRows(installation, clinic, [{ nik, GOLONGAN_DARAH: 'O', CATATAN: 'kami juga' }])
    assert.deepEqual(await made(), [{ nik, ...OPEN, field: 'blood-type', old: '9', new: '4', rows: 2 }])
  })

  it('FB-103 different values stand side by side, contested', async () => {
    await send({ nik, GOLONGAN_DARAH: 'O' })
    await sendRows(installation, clinic, [{ nik, GOLONGAN_DARAH: 'A' }])
    assert.deepEqual(
      (await made()).map(({ new: value, contested }) => [value, contested]),
      [
        ['1', true],
        ['4', true],
      ],
    )
  })

  it('FB-103 a death that two papers prove is contested as well', async () => {
    await send({ nik, SURAT_KEMATIAN: 'SKK/1' })
    await sendRows(installation, clinic, [{ nik, SURAT_KEMATIAN: 'skk / 1' }])
    assert.deepEqual(
      (await made()).map(({ contested, rows }) => [contested, rows]),
      [[false, 2]],
    )
    await sendRows(installation, clinic, [{ nik, SURAT_KEMATIAN: 'SKK/77' }])
    assert.deepEqual(
      (await made()).map(({ contested, rows }) => [contested, rows]),
      [[true, 3]],
    )
  })

  it('FB-104 a NIK that the registry does not know is told as such, a row without an access as doubtful', async () => {
    await send({ nik: UNKNOWN_NIK, GOLONGAN_DARAH: 'O' })
    assert.deepEqual(await made(), [
      { nik: UNKNOWN_NIK, ...OPEN, field: 'blood-type', old: null, new: '4', unknown: true, doubtful: true },
    ])
  })

  it('FB-104 evidence of an agency that did look the person up takes the doubt', async () => {
    const { pool } = installation
    const [person = ''] = people
    await pool.query('delete from looked_up where agreement_id = $1', [hospital.agreementId])
    await send({ nik: person, AKTA_LAHIR: 'X-1' })
    assert.deepEqual(
      (await made()).map(({ doubtful }) => doubtful),
      [true],
    )
    await sendRows(installation, clinic, [{ nik: person, AKTA_LAHIR: 'X-1' }])
    assert.deepEqual(
      (await made()).map(({ doubtful }) => doubtful),
      [false],
    )
    await pool.query('truncate looked_up; update looked_up_cursor set seq = 0')
    await followAccesses(pool)
  })

  it('FB-100 people of the dummy space are not proposed to', async () => {
    const { rows } = await installation.pool.query('select nik from dummy_resident limit 1')
    await send({ nik: rows[0].nik, GOLONGAN_DARAH: 'O' })
    assert.deepEqual(
      (await made()).map(({ unknown }) => unknown),
      [true],
    )
  })
})
