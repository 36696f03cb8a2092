import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { editDistance, MAX_COMPARED_LENGTH, sharedPart } from './edit-distance.ts'

/** The textbook recursion, written apart from the code under test. */
function slowDistance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length
  const changed = slowDistance(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1)
  const removed = Math.min(slowDistance(a.slice(1), b), slowDistance(a, b.slice(1))) + 1
  const isSwap = a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0]
  const swapped = isSwap ? slowDistance(a.slice(2), b.slice(2)) + 1 : Number.POSITIVE_INFINITY
  return Math.min(changed, removed, swapped)
}

const short = fc.string({ unit: fc.constantFrom('A', 'B', 'C'), maxLength: 5 })

test('M-28 the distance is that of the textbook, and the shared part follows from it', () => {
  fc.assert(
    fc.property(short, short, (a, b) => {
      const distance = slowDistance(a, b)
      assert.equal(editDistance(a, b), distance)
      const longer = Math.max(a.length, b.length)
      assert.equal(sharedPart(a, b), longer === 0 ? 1 : 1 - distance / longer)
    }),
    { numRuns: 300 },
  )
})

test('M-29 the longest texts fit', () => {
  const a = 'A'.repeat(MAX_COMPARED_LENGTH)
  const b = 'B'.repeat(MAX_COMPARED_LENGTH)
  assert.equal(editDistance(a, b), MAX_COMPARED_LENGTH)
  assert.equal(editDistance(a, ''), MAX_COMPARED_LENGTH)
  assert.equal(editDistance(a, a), 0)
})
