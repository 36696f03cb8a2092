import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { spanOf, spanOn } from './spans.ts'

describe('periods', () => {
  const rows = [
    ['month', '2026-11-21', '2026-11-01', '2026-11-21'],
    ['lastMonth', '2026-01-05', '2025-12-01', '2025-12-31'],
    ['lastMonth', '2024-03-31', '2024-02-01', '2024-02-29'],
    ['quarter', '2026-11-21', '2026-10-01', '2026-11-21'],
    ['quarter', '2026-03-31', '2026-01-01', '2026-03-31'],
    ['semester', '2026-06-30', '2026-01-01', '2026-06-30'],
    ['semester', '2026-07-01', '2026-07-01', '2026-07-01'],
    ['half', '2026-11-21', '2026-05-22', '2026-11-21'],
    ['half', '2026-08-31', '2026-03-01', '2026-08-31'],
    ['year', '2026-11-21', '2025-11-22', '2026-11-21'],
  ] as const
  for (const [span, today, from, until] of rows) {
    it(`${span} on ${today}`, () => assert.deepEqual(spanOn(span, today), { from, until }))
  }

  it('is known by its days', () => {
    assert.equal(spanOf('2026-10-01', '2026-11-21', '2026-11-21'), 'quarter')
    assert.equal(spanOf('2026-10-02', '2026-11-21', '2026-11-21'), undefined)
  })
})
