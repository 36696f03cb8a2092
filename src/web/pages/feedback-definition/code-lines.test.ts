import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCodeLines, writeCodeLines } from './code-lines.ts'

test('FB-82 codes are read from lines, from spreadsheet cells, and alone', () => {
  assert.deepEqual(readCodeLines('YA = Ya\r\n\nTIDAK\tTidak\n  L;Lain, belum tahu\nA+'), [
    { code: 'YA', label: 'Ya' },
    { code: 'TIDAK', label: 'Tidak' },
    { code: 'L', label: 'Lain, belum tahu' },
    { code: 'A+', label: 'A+' },
  ])
})

test('FB-82 what is written is read as it was', () => {
  const codes = [
    { code: 'A', label: 'A' },
    { code: 'B1', label: 'Dua kata = satu arti' },
  ]
  assert.deepEqual(readCodeLines(writeCodeLines(codes)), codes)
})
