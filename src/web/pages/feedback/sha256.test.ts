import assert from 'node:assert/strict'
import { hash, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { plainSha256 } from './sha256.ts'

test('FB-76 parts are told apart also where the browser has no hash of its own', () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1_000, 70_000]) {
    const bytes = randomBytes(length)
    assert.equal(plainSha256(bytes), hash('sha256', bytes), `${length} bytes`)
  }
  const inside = new Uint8Array(randomBytes(100).buffer, 3, 70)
  assert.equal(plainSha256(inside), hash('sha256', inside))
})
