import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { IdStyle, Profile } from '../../credentials/index.ts'
import type { Answer, Decision, ElementValues } from '../domain.ts'
import { OUTCOMES, type Refusal } from '../outcomes.ts'
import { encodeAnswer } from './encode.ts'

type Decided = Extract<Answer, { kind: 'decided' }>

const answer = (decision: Decision, more: Partial<Decided> = {}): Decided => ({
  kind: 'decided',
  decision,
  profile: 'G1',
  idStyle: 'number',
  authority: null,
  grant: null,
  quotaLeft: 41,
  ...more,
})

const VALUES: ElementValues = [
  ['NIK', '9907199254740993'],
  ['NAMA_LGKP', 'NUR"AINI\\ \u2028'],
  ['NO_RT', '7'],
  ['NO_PROP', '88'],
  ['TGL_LHR', '1990-03-05'],
  ['DUSUN', null],
]
const TAIL =
  '"lastPage":true,"numberOfElements":1,"sort":null,"totalElements":1,"firstPage":true,"number":0,"size":1'

const page = (row: string, quota = '') => `{"content":[${row}],${TAIL}${quota}}`

test('W-06 the older style writes digits without quotes, the newer one with', () => {
  const bare =
    '{"NIK":9907199254740993,"NAMA_LGKP":"NUR\\"AINI\\\\ \u2028","NO_RT":7,"NO_PROP":88,"TGL_LHR":"1990-03-05","DUSUN":null}'
  const quoted = bare
    .replace('9907199254740993', '"9907199254740993"')
    .replace(':7', ':"7"')
    .replace(':88', ':"88"')
  const disclosed: Decision = { kind: 'disclosed', values: VALUES }
  assert.equal(encodeAnswer(answer(disclosed), 'G1'), page(bare))
  assert.equal(encodeAnswer(answer(disclosed, { idStyle: 'string' }), 'G1'), page(quoted))
})

test('W-06 a grant of nothing that is known is an empty row', () => {
  assert.equal(encodeAnswer(answer({ kind: 'disclosed', values: [] }), 'G1'), page('{}'))
})

test('W-06 a match row in the words of the old service', () => {
  const matched: Decision = {
    kind: 'matched',
    row: [
      ['NAMA_LGKP', { kind: 'fuzzy', matches: true, score: 97 }],
      ['TGL_LHR', { kind: 'exact', matches: false }],
    ],
  }
  const row = '{"NAMA_LGKP":"Sesuai (97)","TGL_LHR":"Tidak Sesuai"}'
  assert.equal(encodeAnswer(answer(matched, { profile: 'G3' }), 'G1'), page(row, ',"quotaLimiter":41'))
})

const quotas: { profile: Profile; left: Decided['quotaLeft']; expect: string }[] = [
  { profile: 'G1', left: 41, expect: '' },
  { profile: 'G2', left: 41, expect: '' },
  { profile: 'G3', left: 41, expect: ',"quotaLimiter":41' },
  { profile: 'G3', left: 0, expect: ',"quotaLimiter":0' },
  { profile: 'G3', left: null, expect: ',"quotaLimiter":0' },
  { profile: 'G3', left: 'unlimited', expect: ',"quotaLimiter":2147483647' },
]
for (const { profile, left, expect } of quotas) {
  test(`W-07 ${profile} with ${left} left: ${expect === '' ? 'not told' : expect.slice(1)}`, () => {
    const decision: Decision = { kind: 'disclosed', values: [] }
    assert.equal(encodeAnswer(answer(decision, { profile, quotaLeft: left }), 'G1'), page('{}', expect))
  })
}

// The texts that programs in use compare byte for byte under G1 (wire contract, section 3).
const COMPARED = [
  'Data Tidak Ditemukan',
  'Login Gagal',
  'IP Address Tidak Sesuai',
  'IP Client  Tidak terdaftar',
  'Kuota Akses Hari ini telah Habis',
]
const refusals = (Object.keys(OUTCOMES) as (keyof typeof OUTCOMES)[]).filter(
  (outcome): outcome is Exclude<Refusal, 'registry-unavailable'> =>
    outcome !== 'disclosed' && outcome !== 'matched' && outcome !== 'registry-unavailable',
)

for (const outcome of refusals) {
  const encoded = (profile: Profile) =>
    JSON.parse(encodeAnswer(answer({ kind: 'refused', outcome, reason: 'rahasia' }, { profile }), 'G1'))
      .content[0]

  test(`W-07 ${outcome} in all three shapes`, () => {
    const { code, text } = OUTCOMES[outcome]
    assert.deepEqual(Object.keys(encoded('G1')), ['RESPON'])
    assert.ok(COMPARED.includes(encoded('G1').RESPON))
    assert.deepEqual(encoded('G2'), { RESPONSE_CODE: code, RESPONSE_DESC: text })
    assert.deepEqual(encoded('G3'), { RESPONSE_CODE: code, RESPONSE_DESC: text, RESPONSE: text })
    assert.match(code, /^(0[3-9]|1[0-7])$/)
  })
}

test('W-07 every code stands once', () => {
  const codes = refusals.map((outcome) => OUTCOMES[outcome].code)
  assert.equal(new Set(codes).size, codes.length)
})

test('W-07 who is not known is told in the profile of the path', () => {
  const unknown = answer({ kind: 'refused', outcome: 'login-failed', reason: '' }, { profile: null })
  assert.match(encodeAnswer(unknown, 'G1'), /"RESPON":"Login Gagal"/)
  assert.match(encodeAnswer(unknown, 'G3'), /"RESPONSE":"Login Gagal"/)
})

test('I7 the reason of a refusal never leaves', () => {
  for (const outcome of refusals) {
    for (const profile of ['G1', 'G2', 'G3'] as const) {
      const body = encodeAnswer(answer({ kind: 'refused', outcome, reason: 'rahasia' }, { profile }), 'G1')
      assert.ok(!body.includes('rahasia'))
    }
  }
})

test('W-06 whatever the text, the body is JSON that says just that', () => {
  const style = fc.constantFrom<IdStyle>('number', 'string')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), style, (text, idStyle) => {
      const values: ElementValues = [
        ['NAMA_LGKP', text],
        ['ALAMAT', text],
      ]
      const body = encodeAnswer(answer({ kind: 'disclosed', values }, { idStyle }), 'G1')
      assert.deepEqual(JSON.parse(body).content, [{ NAMA_LGKP: text, ALAMAT: text }])
    }),
  )
})
