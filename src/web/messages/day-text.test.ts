import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readDay, writeDay } from './day-text.ts'

describe('readDay', () => {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['16-09-2025', '2025-09-16'],
    ['16/9/2025', '2025-09-16'],
    ['1.2.2026', '2026-02-01'],
    [' 16 09 2025 ', '2025-09-16'],
    ['2025-09-16', '2025-09-16'],
    ['29-02-2024', '2024-02-29'],
    ['29-02-2025', undefined],
    ['09/16/2025', undefined],
    ['16-09-25', undefined],
    ['', undefined],
  ]
  for (const [typed, expected] of rows) {
    it(`${typed === '' ? 'nothing' : typed} is ${expected ?? 'no day'}`, () =>
      assert.equal(readDay(typed), expected))
  }

  it('is what writeDay wrote', () => {
    assert.equal(writeDay('2025-09-16'), '16-09-2025')
    assert.equal(readDay(writeDay('2024-02-29')), '2024-02-29')
    assert.equal(writeDay('besok'), 'besok')
  })
})
