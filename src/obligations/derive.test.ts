import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { OfficeCalendar } from '../offices/index.ts'
import { type Life, obligationsOf, type Paper } from './derive.ts'
import type { Obligation } from './domain.ts'

/** The paper of 2025: names every term. */
const PAPER: Paper = {
  methods: ['web-portal', 'card-reader'],
  cardReader: { required: true },
  iso27001CertificateDueMonths: 6,
  semesterReportDueWorkingDays: 10,
  renewalRequestDueMonthsBeforeEnd: 2,
}

const LIFE: Life = {
  signedOn: '2025-09-16',
  lastDay: '2027-09-16',
  overSince: null,
  renewalAskedOn: null,
  userIdRequests: [],
  statements: [],
  proofs: [],
  meetings: [],
  own: [],
}

const CALENDAR: OfficeCalendar = new Map([
  [
    2026,
    {
      year: 2026,
      isComplete: true,
      days: new Map([['2026-01-01', { name: 'Tahun Baru', kind: 'national' }]]),
    },
  ],
  [2027, { year: 2027, isComplete: false, days: new Map() }],
])

const derive = (paper: Partial<Paper> = {}, life: Partial<Life> = {}) =>
  obligationsOf({ ...PAPER, ...paper }, { ...LIFE, ...life }, CALENDAR)

const dueOf = (found: readonly Obligation[], kind: string) =>
  found.filter((one) => one.kind === kind).map(({ dueOn }) => dueOn)

describe('what an agreement obliges to', () => {
  it('is all that its paper and its life say, in the order of the days', () => {
    const found = derive()
    assert.deepEqual(
      found.map(({ key, dueOn }) => [key, dueOn]),
      [
        ['semester-report:2025-2', '2026-01-15'],
        ['iso-27001', '2026-03-16'],
        ['semester-report:2026-1', '2026-07-14'],
        ['socialisation:1', '2026-09-15'],
        ['technical-guidance:1', '2026-09-15'],
        ['card-readers', '2026-09-16'],
        ['semester-report:2026-2', '2027-01-14'],
        ['semester-report:2027-1', '2027-07-14'],
        ['renewal-request', '2027-07-16'],
        ['socialisation:2', '2027-09-15'],
        ['technical-guidance:2', '2027-09-15'],
      ],
    )
  })

  const rows: { rule: string; paper?: Partial<Paper>; life?: Partial<Life>; kind: string; due: string[] }[] =
    [
      {
        rule: 'OB-02 no certificate where none is named',
        paper: { iso27001CertificateDueMonths: undefined },
        kind: 'iso-27001',
        due: [],
      },
      {
        rule: 'OB-03 readers in the months of the paper',
        paper: { cardReader: { required: true, withinMonths: 3 } },
        kind: 'card-readers',
        due: ['2025-12-16'],
      },
      {
        rule: 'OB-03 a least number obliges too',
        paper: { cardReader: { required: false, minimumPerWorkUnit: 1, withinMonths: 12 } },
        kind: 'card-readers',
        due: ['2026-09-16'],
      },
      {
        rule: 'OB-03 none where none is required',
        paper: { cardReader: { required: false } },
        kind: 'card-readers',
        due: [],
      },
      {
        rule: 'OB-03 none where no cards are read',
        paper: { methods: ['web-service'] },
        kind: 'card-readers',
        due: [],
      },
      {
        rule: 'OB-04 the customary ten working days',
        paper: { semesterReportDueWorkingDays: undefined },
        life: { lastDay: '2026-09-16' },
        kind: 'semester-report',
        due: ['2026-01-15', '2026-07-14'],
      },
      {
        rule: 'OB-04 a half that does not end within the term',
        life: { signedOn: '2026-01-01', lastDay: '2026-06-29' },
        kind: 'semester-report',
        due: [],
      },
      {
        rule: 'OB-04 a half that ends with the term',
        life: { signedOn: '2026-06-30', lastDay: '2026-06-30' },
        kind: 'semester-report',
        due: ['2026-07-14'],
      },
      {
        rule: 'OB-05 the months of the paper',
        paper: { renewalRequestDueMonthsBeforeEnd: 3 },
        kind: 'renewal-request',
        due: ['2027-06-16'],
      },
      {
        rule: 'OB-05 the customary two',
        paper: { renewalRequestDueMonthsBeforeEnd: undefined },
        kind: 'renewal-request',
        due: ['2027-07-16'],
      },
      {
        rule: 'OB-06 two weeks after the form',
        life: { userIdRequests: [{ id: 7, number: null, askedOn: '2026-02-20', metOn: null }] },
        kind: 'user-id-handover',
        due: ['2026-03-06'],
      },
      {
        rule: 'OB-06 the weeks of the paper',
        paper: { userIdHandover: { dueWeeksAfterRequest: 3 } },
        life: { userIdRequests: [{ id: 7, number: null, askedOn: '2026-02-20', metOn: null }] },
        kind: 'user-id-handover',
        due: ['2026-03-13'],
      },
      {
        rule: 'OB-07 a short agreement has one year',
        life: { lastDay: '2025-12-31' },
        kind: 'socialisation',
        due: ['2025-12-31'],
      },
      {
        rule: 'OB-07 a few days more are no year of their own',
        life: { lastDay: '2026-09-20' },
        kind: 'technical-guidance',
        due: ['2026-09-15'],
      },
      {
        rule: 'OB-08 a statement that ends',
        life: {
          statements: [{ id: 3, kind: 'nda', signer: 'Contoh Operator', lastDay: '2026-12-31', metOn: null }],
        },
        kind: 'statement-renewal',
        due: ['2026-12-31'],
      },
      {
        rule: 'OB-10 a change of the application',
        life: { proofs: [{ id: 2, title: 'Elemen baru', dueOn: '2026-05-01', metOn: null }] },
        kind: 'proof-of-concept',
        due: ['2026-05-01'],
      },
      {
        rule: 'OB-11 one by hand',
        life: { own: [{ id: 1, title: 'Rapat', detail: '', owedBy: 'office', dueOn: '2026-05-02' }] },
        kind: 'own',
        due: ['2026-05-02'],
      },
    ]
  for (const { rule, paper, life, kind, due } of rows) {
    it(rule, () => assert.deepEqual(dueOf(derive(paper, life), kind), due))
  }

  it('OB-07 guidance that was held within its year meets it, and no other', () => {
    const meetings = [
      { kind: 'technical-guidance', on: '2026-03-01' },
      { kind: 'socialisation', on: '2027-01-10' },
    ]
    const met = derive({}, { meetings }).flatMap(({ key, metOn }) => (metOn === null ? [] : [[key, metOn]]))
    assert.deepEqual(met, [
      ['technical-guidance:1', '2026-03-01'],
      ['socialisation:2', '2027-01-10'],
    ])
  })

  it('WD-03 a due date that rests on a year not known says so, and no other does', () => {
    const found = derive()
    const uncertain = found.filter(({ uncertainYears }) => uncertainYears.length > 0)
    assert.deepEqual(
      uncertain.map(({ key, uncertainYears }) => [key, uncertainYears]),
      [
        ['semester-report:2026-2', [2027]],
        ['semester-report:2027-1', [2027]],
      ],
    )
  })

  it('OB-01 a term that no paper names is told apart', () => {
    const isCustom = (paper: Partial<Paper>, key: string) => {
      const basis = derive(paper).find((one) => one.key === key)?.basis
      return basis !== undefined && 'isCustom' in basis && basis.isCustom
    }
    assert.ok(!isCustom({}, 'renewal-request'))
    assert.ok(isCustom({ renewalRequestDueMonthsBeforeEnd: undefined }, 'renewal-request'))
    assert.ok(isCustom({}, 'card-readers'))
    assert.ok(isCustom({ semesterReportDueWorkingDays: undefined }, 'semester-report:2026-1'))
  })
})
