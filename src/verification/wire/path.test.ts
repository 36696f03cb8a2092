import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { readPath, type WirePath } from './path.ts'

const central: WirePath = { region: null, agency: 'rsud_contoh', method: 'call_nik' }

describe('wire paths', () => {
  const rows: { rule: string; path: string; expect: WirePath | null }[] = [
    { rule: 'W-27 agency and method', path: 'rsud_contoh/call_nik', expect: central },
    { rule: 'W-27 any case', path: 'RSUD_Contoh/CALL_NIK', expect: central },
    {
      rule: 'W-27 a customer id',
      path: '880000000000001/CALL_NIK',
      expect: { ...central, agency: '880000000000001' },
    },
    { rule: 'W-27 one segment', path: 'CALL_NIK', expect: null },
    { rule: 'W-27 four segments', path: '88/01/rsud_contoh/CALL_NIK', expect: null },
    { rule: 'W-27 nothing', path: '', expect: null },
    { rule: 'W-28 a province', path: '88/rsud_contoh/call_nik', expect: { ...central, region: '88' } },
    { rule: 'W-28 a regency', path: '88-13/rsud_contoh/call_nik', expect: { ...central, region: '8813' } },
    {
      rule: 'W-28 a regency with a dot',
      path: '88.13/rsud_contoh/call_nik',
      expect: { ...central, region: '8813' },
    },
    {
      rule: 'W-28 a regency in one piece',
      path: '8813/rsud_contoh/call_nik',
      expect: { ...central, region: '8813' },
    },
    { rule: 'W-28 a region of three digits', path: '881/rsud_contoh/call_nik', expect: null },
    { rule: 'W-28 a region of words', path: 'jateng/rsud_contoh/call_nik', expect: null },
    { rule: 'W-28 an empty region', path: '/rsud_contoh/call_nik', expect: null },
    { rule: 'W-29 an empty method', path: 'rsud_contoh/', expect: null },
    { rule: 'W-29 an empty agency', path: '/call_nik', expect: null },
    { rule: 'W-29 white space', path: 'rsud contoh/call_nik', expect: null },
    { rule: 'W-29 a line end', path: 'rsud_contoh/call_nik\n', expect: null },
    { rule: 'W-29 a letter outside ASCII', path: 'rsud_contoh/call_ni\u212a', expect: null },
    {
      rule: 'W-29 64 characters',
      path: `rsud_contoh/${'m'.repeat(64)}`,
      expect: { ...central, method: 'm'.repeat(64) },
    },
    { rule: 'W-29 65 characters', path: `rsud_contoh/${'m'.repeat(65)}`, expect: null },
  ]
  for (const { rule, path, expect } of rows) {
    it(rule, () => assert.deepEqual(readPath(path.split('/')), expect))
  }

  it('W-29 any segments are read to safe names or refused', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 }), (segments) => {
        const path = readPath(segments)
        if (path === null) return
        assert.match(path.agency, /^[a-z0-9_.-]{1,64}$/)
        assert.match(path.method, /^[a-z0-9_.-]{1,64}$/)
        assert.match(path.region ?? '00', /^(\d{2}|\d{4})$/)
      }),
    )
  })
})
