import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { shielded, withoutShield } from './shield.ts'

for (const [cell, leaves] of [
  ['=1+1', "'=1+1"],
  ["'=1+1", "''=1+1"],
  ['-5', "'-5"],
  ['\uff1d1', "'\uff1d1"],
  ['\t=1', "'\t=1"],
  ["O'NEIL", "O'NEIL"],
  ["'kutipan'", "'kutipan'"],
  ['', ''],
] as const) {
  test(`FB-65 ${JSON.stringify(cell)} leaves as ${JSON.stringify(leaves)}`, () => {
    assert.equal(shielded(cell), leaves)
    assert.equal(withoutShield(leaves), cell)
  })
}

test('FB-65 whatever leaves begins with nothing that is calculated, and comes back as it was', () => {
  const begins = fc.constantFrom("'", "''", '=', '+', '-', '@', '\t', '\r', '\uff0b', 'a', '')
  fc.assert(
    fc.property(begins, fc.string({ unit: 'binary' }), (first, rest) => {
      const cell = first + rest
      const left = shielded(cell)
      assert.doesNotMatch(left, /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/)
      assert.equal(withoutShield(left), cell)
    }),
  )
})
