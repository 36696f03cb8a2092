import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { inWords, MAX_IN_WORDS, romanMonth, withWords } from './number-words.ts'

/** Reads words back; written apart from what it tests: by units, from the left. */
function fromWords(text: string): number {
  const digits = ['nol', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan']
  const scales: Record<string, number> = {
    ribu: 1e3,
    juta: 1e6,
    miliar: 1e9,
    triliun: 1e12,
    kuadriliun: 1e15,
  }
  let total = 0
  let group = 0
  let digit = 0
  for (const word of text.replaceAll(/\bse(ratus|ribu|puluh|belas)\b/g, 'satu $1').split(' ')) {
    if (digits.includes(word)) digit = digits.indexOf(word)
    else if (word === 'belas') [group, digit] = [group + 10 + digit, 0]
    else if (word === 'puluh') [group, digit] = [group + digit * 10, 0]
    else if (word === 'ratus') [group, digit] = [group + digit * 100, 0]
    else {
      const scale = scales[word]
      assert.ok(scale !== undefined, `no such word: ${word}`)
      total += (group + digit) * scale
      group = digit = 0
    }
  }
  return total + group + digit
}

describe('LT-03 numbers in words', () => {
  for (const [number, words] of [
    [0, 'nol'],
    [10, 'sepuluh'],
    [11, 'sebelas'],
    [17, 'tujuh belas'],
    [20, 'dua puluh'],
    [100, 'seratus'],
    [111, 'seratus sebelas'],
    [1_000, 'seribu'],
    [1_001, 'seribu satu'],
    [2_025, 'dua ribu dua puluh lima'],
    [11_000, 'sebelas ribu'],
    [100_000, 'seratus ribu'],
    [101_000, 'seratus satu ribu'],
    [1_000_000, 'satu juta'],
    [1_001_000, 'satu juta seribu'],
    [1_000_000_000, 'satu miliar'],
    [
      2_147_483_647,
      'dua miliar seratus empat puluh tujuh juta empat ratus delapan puluh tiga ribu enam ratus empat puluh tujuh',
    ],
    [1e15, 'satu kuadriliun'],
  ] as const) {
    it(`${number} is ${words}`, () => assert.equal(inWords(number), words))
  }

  it('say the number and nothing else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_IN_WORDS }), (number) => {
        assert.equal(fromWords(inWords(number)), number)
      }),
    )
    for (let number = 0; number <= 12_000; number += 1) assert.equal(fromWords(inWords(number)), number)
  })

  it('there are none for other numbers', () => {
    for (const number of [-1, 0.5, Number.NaN, MAX_IN_WORDS + 1])
      assert.throws(() => inWords(number), RangeError)
  })

  it('stand behind the digits', () => assert.equal(withWords(1_000), '1.000 (seribu)'))
})

it('LT-03 months in Roman numerals', () => {
  assert.deepEqual(
    Array.from({ length: 12 }, (_, index) => romanMonth(index + 1)),
    ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'],
  )
})
