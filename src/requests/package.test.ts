import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AgreementDraft } from '../agreements/index.ts'
import { type Given, missingOf, type Needs } from './package.ts'

const DRAFT: AgreementDraft = {
  purpose: 'verifikasi data pasien',
  elements: ['NIK', 'NAMA_LGKP'],
  methods: ['web-portal'],
  feedback: { fields: [{ name: 'Golongan Darah' }], methods: ['form'] },
  network: { kind: 'closed', provider: 'Diskominfo' },
}

const NEEDS: Needs = { NIK: 'kunci pencarian', NAMA_LGKP: 'mencocokkan dengan KTP-el' }

const GIVEN: Given[] = ['request-letter', 'legal-basis', 'head-appointment', 'network-sketch'].map(
  (kind) => ({
    kind,
    refusedNote: null,
  }),
)

const without = (kind: string) => GIVEN.filter((one) => one.kind !== kind)

const ROWS: { rule: string; draft?: AgreementDraft; needs?: Needs; given?: Given[]; expect: string[] }[] = [
  { rule: 'complete', expect: [] },
  { rule: 'RQ-05 no letter', given: without('request-letter'), expect: ['documents.request-letter'] },
  { rule: 'RQ-05 no legal basis', given: without('legal-basis'), expect: ['documents.legal-basis'] },
  {
    rule: 'RQ-05 no appointment',
    given: without('head-appointment'),
    expect: ['documents.head-appointment'],
  },
  { rule: 'RQ-05 no network sketch', given: without('network-sketch'), expect: ['documents.network-sketch'] },
  {
    rule: 'RQ-05 a web service needs a description of its application',
    draft: { ...DRAFT, methods: ['web-service'] },
    expect: ['documents.application-description'],
  },
  {
    rule: 'RQ-05 what the office has refused',
    given: [...GIVEN, { kind: 'legal-basis', refusedNote: 'halaman 2 tidak terbaca' }],
    expect: ['documents.legal-basis'],
  },
  {
    rule: 'RQ-05 what has been replaced',
    given: [{ kind: 'legal-basis', refusedNote: 'tidak terbaca' }, ...GIVEN],
    expect: [],
  },
  { rule: 'RQ-06 an element nobody says the need of', needs: { NIK: 'kunci' }, expect: ['needs.NAMA_LGKP'] },
  { rule: 'RQ-06 a need of blanks', needs: { ...NEEDS, NIK: '  ' }, expect: ['needs.NIK'] },
  {
    rule: 'RQ-07 nothing asked',
    draft: {},
    expect: ['purpose', 'elements', 'methods', 'feedback', 'network'].map((field) => `draft.${field}`),
  },
]

describe('a request is complete or names what is missing', () => {
  for (const { rule, draft = DRAFT, needs = NEEDS, given = GIVEN, expect } of ROWS) {
    it(rule, () => {
      assert.deepEqual(
        missingOf(draft, needs, given).map(({ field }) => field),
        expect,
      )
    })
  }
})
