import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { isMonth, lastOf, monthsLater, weeksOf } from './months.ts'

const month = fc
  .tuple(fc.integer({ min: 2020, max: 2099 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => `${year}-${String(number).padStart(2, '0')}`)

it('months go on over the turn of the year, and back', () => {
  assert.equal(monthsLater('2026-11', 3), '2027-02')
  assert.equal(monthsLater('2027-01', -1), '2026-12')
  fc.assert(
    fc.property(month, fc.integer({ min: -200, max: 200 }), (one, n) =>
      assert.equal(monthsLater(monthsLater(one, n), -n), one),
    ),
  )
})

it('the weeks of a month are whole, begin on Monday, and hold each of its days once', () => {
  fc.assert(
    fc.property(month, (one) => {
      const days = weeksOf(one).flat()
      assert.equal(days.length % 7, 0)
      assert.equal(new Date(`${days[0]}T00:00:00Z`).getUTCDay(), 1)
      assert.equal(new Set(days).size, days.length)
      assert.equal(days.filter((day) => day.startsWith(one)).length, Number(lastOf(one).slice(8)))
    }),
  )
})

it('what is no month is told', () => {
  for (const text of ['2026-13', '2026-1', '2026', 'x', undefined]) assert.ok(!isMonth(text))
  assert.ok(isMonth('2026-01'))
})
