import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { CATALOGUE_FIELDS } from '../field-catalogue.ts'
import { compilePattern } from './text-pattern.ts'

const testerOf = (pattern: string) => {
  const compiled = compilePattern(pattern)
  assert.ok(compiled.ok, compiled.ok ? '' : compiled.message)
  return compiled.test
}

const atoms = fc.constantFrom('a', 'b', '[ab]', '[^a]', '\\d', '.', '\\p{L}', '\\.', 'é', '[a-c-]')
const times = fc.constantFrom('', '', '*', '+', '?', '{2}', '{0,3}', '{1,}')
const pattern = fc.letrec<{ choice: string; sequence: string; part: string }>((tie) => ({
  choice: fc.array(tie('sequence'), { minLength: 1, maxLength: 3 }).map((branches) => branches.join('|')),
  sequence: fc.array(tie('part'), { maxLength: 4 }).map((parts) => parts.join('')),
  part: fc.oneof(
    { maxDepth: 2 },
    fc.tuple(atoms, times).map((pair) => pair.join('')),
    fc.tuple(tie('choice'), times).map(([inside, often]) => `(${inside})${often}`),
  ),
})).choice

test('FB-81 a pattern says of any text what JavaScript says of the whole of it', () => {
  fc.assert(
    fc.property(
      pattern,
      fc.array(fc.constantFrom('a', 'b', 'c', '1', '.', 'é', '-', '𝒜'), { maxLength: 8 }),
      (source, letters) => {
        const compiled = compilePattern(source)
        if (!compiled.ok) return
        const text = letters.join('')
        assert.equal(
          compiled.test(text),
          new RegExp(`^(?:${source})$`, 'u').test(text),
          `${source} on ${text}`,
        )
      },
    ),
    { numRuns: 1_000 },
  )
})

const slow: [pattern: string, text: string][] = [
  ['^(a+)+b$', 'a'.repeat(500)],
  ['(a|a)*b', 'a'.repeat(500)],
  ['(a*)*(a*)*(a*)*b', 'a'.repeat(500)],
  ['(.*a){20}', `${'a'.repeat(19)}${'b'.repeat(481)}`],
  ['(\\w+\\s?)*!', 'kata '.repeat(100)],
  // Needs two states for each of the last hundred letters: they are made anew again and again.
  ['[ab]*a[ab]{100}c', 'ab'.repeat(250)],
]
for (const [source, text] of slow) {
  test(`FB-81 ${source} over ${text.length} letters takes no time to speak of`, () => {
    const matches = testerOf(source)
    const from = performance.now()
    assert.equal(matches(text), false)
    const ms = performance.now() - from
    // Going back and trying again would take years; a loaded machine takes a few milliseconds.
    assert.ok(ms < 500, `${ms} ms`)
  })
}

const refused: [pattern: string, message: RegExp][] = [
  ['(?=a)b', /tidak didukung/],
  ['(a)\\1', /\\1 tidak didukung/],
  ['a**', /dua tanda pengulangan/],
  ['a{5,2}', /lebih kecil/],
  ['a{201}', /paling banyak 200 kali/],
  ['((a{50}){50}){50}', /terlalu panjang/],
  ['(((()  {200}){200}){200}){200}', /terlalu panjang|berurutan/],
  ['[z-a]', /bukan kelompok/],
  ['[ab', /tidak ditutup/],
  ['(ab', /tidak ditutup/],
  ['ab)', /tanpa pembuka/],
  ['a^b', /di awal atau akhir/],
  ['\\bkata', /tidak didukung/],
  ['+62', /tidak ada yang diulang/],
  ['x'.repeat(201), /paling banyak 200 huruf/],
]
for (const [source, message] of refused) {
  test(`FB-81 ${source.slice(0, 30)} is refused in words`, () => {
    const compiled = compilePattern(source)
    assert.match(compiled.ok ? '' : compiled.message, message)
  })
}

test('FB-81 the ready-made fields have patterns of ours, and signs at the ends mean nothing', () => {
  for (const field of CATALOGUE_FIELDS)
    if (field.type === 'text' && field.pattern !== undefined) testerOf(field.pattern)
  for (const source of ['[A-Z]{2}/\\d+', '^[A-Z]{2}/\\d+$']) {
    assert.deepEqual(['AB/12', 'AB/', 'xAB/12', 'AB/12x'].map(testerOf(source)), [true, false, false, false])
  }
  assert.equal(testerOf('harga\\$')('harga$'), true)
})
