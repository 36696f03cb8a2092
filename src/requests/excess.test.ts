import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AgreementDraft } from '../agreements/index.ts'
import type { Approval } from './domain.ts'
import { excessOf, monthsLater } from './excess.ts'

const APPROVAL: Approval = {
  number: '400.8.1.2/1/Dukcapil',
  date: '2026-01-05',
  purpose: 'verifikasi data pasien',
  elements: ['NIK', 'NAMA_LGKP', 'TGL_LHR'],
  methods: ['web-portal', 'web-service'],
  feedback: ['Nomor Rekam Medis', 'Golongan Darah'],
  termMonths: 24,
  quotaAfterProofOfConcept: 500,
}

/** All that the approval allows, to the last day and element. */
const MOST: AgreementDraft = {
  purpose: 'Verifikasi  data pasien',
  elements: ['NIK', 'NAMA_LGKP', 'TGL_LHR'],
  methods: ['web-portal', 'web-service'],
  feedback: { fields: [{ name: 'nomor rekam medis' }, { name: 'Golongan Darah' }], methods: ['form'] },
  validUntil: '2028-01-10',
  quotaAfterProofOfConcept: 500,
}

const SIGNED_ON = '2026-01-10'

const ROWS: { rule: string; change: AgreementDraft; approval?: Partial<Approval>; expect: string[] }[] = [
  { rule: 'all that was approved', change: {}, expect: [] },
  { rule: 'less', change: { elements: ['NIK'], methods: ['web-portal'] }, expect: [] },
  { rule: 'an element more', change: { elements: ['NIK', 'NO_KK'] }, expect: ['draft.elements[1]'] },
  {
    rule: 'two elements more',
    change: { elements: ['NO_KK', 'NIK', 'AGAMA'] },
    expect: ['draft.elements[0]', 'draft.elements[2]'],
  },
  { rule: 'a method more', change: { methods: ['card-reader', 'web-portal'] }, expect: ['draft.methods[0]'] },
  {
    rule: 'a feedback field more',
    change: { feedback: { fields: [{ name: 'Alamat Surel' }], methods: ['form'] } },
    expect: ['draft.feedback.fields[0].name'],
  },
  { rule: 'another purpose', change: { purpose: 'penagihan' }, expect: ['draft.purpose'] },
  { rule: 'a day longer', change: { validUntil: '2028-01-11' }, expect: ['draft.validUntil'] },
  {
    rule: 'a higher quota after the proof',
    change: { quotaAfterProofOfConcept: 501 },
    expect: ['draft.quotaAfterProofOfConcept'],
  },
  {
    rule: 'no limit after the proof',
    change: { quotaAfterProofOfConcept: 'unlimited' },
    expect: ['draft.quotaAfterProofOfConcept'],
  },
  {
    rule: 'no limit after the proof, approved',
    change: { quotaAfterProofOfConcept: 'unlimited' },
    approval: { quotaAfterProofOfConcept: 'unlimited' },
    expect: [],
  },
  {
    rule: 'a quota after the proof that the approval does not name',
    change: { quotaAfterProofOfConcept: 1 },
    approval: { quotaAfterProofOfConcept: null },
    expect: ['draft.quotaAfterProofOfConcept'],
  },
  {
    rule: 'everything at once',
    change: { elements: ['AGAMA'], methods: ['card-reader'], validUntil: '2030-01-01', purpose: 'lain' },
    expect: ['draft.purpose', 'draft.elements[0]', 'draft.methods[0]', 'draft.validUntil'],
  },
]

describe('RQ-11 an agreement exceeds its approval in nothing', () => {
  for (const { rule, change, approval = {}, expect } of ROWS) {
    it(`${rule}: ${expect.length === 0 ? 'may be' : expect.join(', ')}`, () => {
      const found = excessOf({ ...MOST, ...change }, { ...APPROVAL, ...approval }, SIGNED_ON)
      assert.deepEqual(
        found.map(({ field }) => field),
        expect,
      )
      for (const { code } of found) assert.equal(code, 'RQ-11')
    })
  }

  for (const [day, months, later] of [
    ['2026-01-31', 1, '2026-02-28'],
    ['2027-12-15', 2, '2028-02-15'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2025-09-16', 24, '2027-09-16'],
  ] as const) {
    it(`${months} months from ${day} end on ${later}`, () => assert.equal(monthsLater(day, months), later))
  }
})
