import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { NikLines } from './nik-lines.ts'

const nik = fc
  .record({
    region: fc.integer({ min: 110101, max: 999999 }),
    day: fc.integer({ min: 1, max: 71 }),
    month: fc.integer({ min: 1, max: 12 }),
    year: fc.integer({ min: 0, max: 99 }),
    serial: fc.integer({ min: 1, max: 9999 }),
  })
  .map(({ region, day, month, year, serial }) =>
    [
      region,
      ...[day, month, year].map((part) => String(part).padStart(2, '0')),
      String(serial).padStart(4, '0'),
    ].join(''),
  )

test('IMP-01 first lines are remembered as by a Map', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(nik, fc.nat()), { maxLength: 300 }), (met) => {
      const lines = new NikLines()
      const model = new Map<string, number>()
      for (const [digits, line] of met) {
        assert.equal(lines.add(digits, line), model.get(digits))
        if (!model.has(digits)) model.set(digits, line)
      }
    }),
  )
})

test('IMP-01 neighbouring numbers stay apart after the table has grown', () => {
  const lines = new NikLines()
  const numbers = Array.from(
    { length: 9_000 },
    (_, index) => `999999717112${String(index + 1).padStart(4, '0')}`,
  )
  for (const [line, digits] of numbers.entries()) assert.equal(lines.add(digits, line), undefined)
  for (const [line, digits] of numbers.entries()) assert.equal(lines.add(digits, 0), line)
})
