import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ELEMENT_NAMES } from '../registry/elements.ts'
import { elementsOfMask, entryText, maskOf } from './domain.ts'

test('A-03 a mask and its elements stand for each other', () => {
  fc.assert(
    fc.property(fc.subarray(ELEMENT_NAMES), (elements) => {
      assert.deepEqual(elementsOfMask(maskOf(elements)), elements)
    }),
  )
  assert.ok(Number.isSafeInteger(maskOf(ELEMENT_NAMES)))
})

// What stands in the log may never mean another element: the catalogue only grows at its end.
test('A-03 the bits of the first and the last element stay where they are', () => {
  assert.equal(maskOf(['NIK']), 1)
  assert.equal(maskOf(['PNYDNG_CCT']), 2 ** 36)
})

const texts: { rule: string; text: string | null; expect: string | null }[] = [
  { rule: 'none', text: null, expect: null },
  { rule: 'an empty one', text: '', expect: null },
  { rule: 'an ordinary one', text: 'loket-1 Ñ 😀', expect: 'loket-1 Ñ 😀' },
  { rule: 'NUL', text: 'a\0b', expect: 'a\ufffdb' },
  { rule: 'control characters', text: '\x07\x1b[2J\r\n\x85', expect: '\ufffd\ufffd[2J\ufffd\ufffd\ufffd' },
  { rule: 'a lone surrogate', text: 'a\ud800b', expect: 'a\ufffdb' },
  { rule: 'a pair cut in two', text: `${'x'.repeat(199)}😀`, expect: `${'x'.repeat(199)}\ufffd` },
  { rule: 'a long one', text: 'y'.repeat(70_000), expect: 'y'.repeat(200) },
]
for (const { rule, text, expect } of texts) {
  test(`A-04 text from outside: ${rule}`, () => assert.equal(entryText(text), expect))
}

test('A-04 whatever comes, what stands in an entry is what PostgreSQL stores', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const clean = entryText(text) ?? ''
      assert.ok(clean.isWellFormed() && clean.length <= 200 && !/\p{Cc}/u.test(clean))
      assert.equal(entryText(clean) ?? '', clean)
    }),
  )
})
