import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isMoment } from './moment.ts'

const ROWS: [string, boolean][] = [
  ['2026-11-25T09:00+07:00', true],
  ['2026-11-25T23:59:59Z', true],
  ['2026-11-25T09:00:00.123Z', true],
  ['2026-11-25T24:00Z', false],
  ['2026-02-30T09:00Z', false],
  ['2026-11-25T09:00', false],
  ['2026-11-25', false],
  ['2026-11-25T09:00+15:00', false],
  ['25-11-2026 09.00', false],
  ['', false],
]

describe('a moment', () => {
  for (const [text, expected] of ROWS) it(text || 'nothing', () => assert.equal(isMoment(text), expected))
})
