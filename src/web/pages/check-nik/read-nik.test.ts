import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inCardOrder } from './card-order.ts'
import { digitsOf, groupNik, placeAfter } from './read-nik.ts'

describe('groupNik', () => {
  const rows = [
    ['', ''],
    ['8801', '8801'],
    ['88010', '8801 0'],
    ['8801015', '8801 01 5'],
    ['8801015503020001', '8801 01 550302 0001'],
    ['88010155030200019', '8801 01 550302 00019'],
    ['8801x', '8801x'],
  ] as const
  for (const [digits, shown] of rows) {
    it(`${digits === '' ? 'nothing' : digits} is shown as ${shown === '' ? 'nothing' : shown}`, () => {
      assert.equal(groupNik(digits), shown)
      assert.equal(digitsOf(shown), digits)
    })
  }

  it('keeps the caret behind the digit that was typed, wherever it is', () => {
    const shown = groupNik('8801015503020001')
    for (let count = 0; count <= 16; count += 1) {
      assert.equal(digitsOf(shown.slice(0, placeAfter(count))).length, count)
    }
  })
})

describe('inCardOrder', () => {
  const value = (element: string) => ({ element, label: element, value: element })

  it('puts places of the card together and in its order, and loses nothing', () => {
    const places = inCardOrder(['NO_KEC', 'NO_RW', 'NO_RT', 'TGL_LHR', 'TMPT_LHR', 'NIK'].map(value))
    assert.deepEqual(
      places.map(({ values, between }) => values.map(({ element }) => element).join(between)),
      ['NIK', 'TMPT_LHR, TGL_LHR', 'NO_RT/NO_RW', 'NO_KEC'],
    )
  })
})
