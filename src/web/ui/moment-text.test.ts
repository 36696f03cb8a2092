import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readTime } from './moment-text.ts'

const ROWS: [string, string | undefined][] = [
  ['9', '09:00'],
  ['9.05', '09:05'],
  ['09:05', '09:05'],
  ['0905', '09:05'],
  [' 23.59 ', '23:59'],
  ['24.00', undefined],
  ['9.60', undefined],
  ['pagi', undefined],
  ['', undefined],
]

describe('an hour as it is typed', () => {
  for (const [typed, expected] of ROWS) it(typed || 'nothing', () => assert.equal(readTime(typed), expected))
})
