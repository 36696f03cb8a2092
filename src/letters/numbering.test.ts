import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatNumber, numberingFault } from './numbering.ts'

const usual = {
  series: 'surat-keluar',
  pattern: '{klasifikasi}/{nomor}/{romawi}/{tahun}',
  classification: '400.12',
}

describe('LT-06 the office numbers by its own pattern', () => {
  for (const [pattern, expected] of [
    ['{klasifikasi}/{nomor}/{romawi}/{tahun}', '400.12/7/IX/2025'],
    ['470/{nomor:4}.12/{bulan}/{tahun}', '470/0007.12/09/2025'],
    ['{nomor}/BAST/{tahun}', '7/BAST/2025'],
  ] as const) {
    it(`${pattern} gives ${expected}`, () => {
      assert.equal(numberingFault({ ...usual, pattern }), undefined)
      assert.equal(formatNumber({ ...usual, pattern }, { number: 7, date: '2025-09-16' }), expected)
    })
  }

  for (const [change, field] of [
    [{ pattern: '' }, 'pattern'],
    [{ pattern: '470/{tahun}' }, 'pattern'],
    [{ pattern: '470/{nomor}' }, 'pattern'],
    [{ pattern: '{nomor}/{tahun}/{hari}' }, 'pattern'],
    [{ pattern: '{nomor}/{tahun}/{' }, 'pattern'],
    [{ pattern: '{nomor:9}/{tahun}' }, 'pattern'],
    [{ pattern: `{nomor}/{tahun}/${'x'.repeat(90)}` }, 'pattern'],
    [{ classification: null }, 'classification'],
    [{ classification: 'x'.repeat(41) }, 'classification'],
    [{ series: 'Surat Keluar' }, 'series'],
  ] as const) {
    it(`${JSON.stringify(change)} is refused`, () => {
      assert.equal(numberingFault({ ...usual, ...change })?.field, field)
    })
  }
})
