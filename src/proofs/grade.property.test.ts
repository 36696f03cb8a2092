import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { call, METHODS, START, watched } from '../../test/support/seen-calls.ts'
import type { SeenCall } from './domain.ts'
import { grade } from './grade.ts'
import { longestProgression, mostWithin } from './patterns.ts'

const OUTCOMES: readonly SeenCall['outcome'][] = [
  'disclosed',
  'deceased',
  'malformed',
  'login-failed',
  'quota-exhausted',
  'registry-unavailable',
]

const anyCalls = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 0, max: 40_000 }),
      outcome: fc.constantFrom(...OUTCOMES),
      nik: fc.constantFrom('a', 'b', 'c', null),
      step: fc.bigInt({ min: -3n, max: 3n }),
      hasOperator: fc.boolean(),
    }),
    { maxLength: 40 },
  )
  .map((steps) => {
    let at = START
    let number = 8801015708850001n
    return steps.map(({ gap, outcome, nik, step, hasOperator }): SeenCall => {
      at += gap
      number += step
      return call({ at, outcome, nik, number, localOperator: hasOperator ? 'loket-1' : null })
    })
  })

const LIMIT_RULES = ['PC-07', 'PC-13', 'PC-14', 'PC-15', 'PC-16', 'PC-17', 'PC-18'] as const

describe('grading any run', () => {
  it('PC-91 what is broken stays broken whatever is called afterwards', () => {
    fc.assert(
      fc.property(anyCalls, anyCalls, (calls, more) => {
        const end = calls.at(-1)?.at ?? START
        const before = grade(watched(calls), METHODS)
        const after = grade(
          watched([...calls, ...more.map((one) => ({ ...one, at: one.at - START + end }))]),
          METHODS,
        )
        for (const rule of LIMIT_RULES) {
          if (before[rule].verdict === 'broken') assert.equal(after[rule].verdict, 'broken', rule)
          if (before[rule].verdict === 'met') assert.notEqual(after[rule].verdict, 'unseen', rule)
        }
      }),
    )
  })

  it('depends neither on when the run was nor on which NIKs they were', () => {
    fc.assert(
      fc.property(
        anyCalls,
        fc.integer({ min: 0, max: 1e9 }),
        fc.bigInt({ min: 0n, max: 999n }),
        (calls, later, offset) => {
          const moved = calls.map((one) => ({
            ...one,
            at: one.at + later,
            nik: one.nik === null ? null : `other-${one.nik}`,
            number: one.number === null ? null : one.number + offset,
          }))
          assert.deepEqual(grade(watched(moved), METHODS), grade(watched(calls), METHODS))
        },
      ),
    )
  })

  it('counts as slowly and plainly as one can', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 300 })),
        fc.integer({ min: 1, max: 60 }),
        (unsorted, span) => {
          const times = unsorted.sort((a, b) => a - b)
          const plainly = Math.max(
            0,
            ...times.map((from) => times.filter((time) => time >= from && time < from + span).length),
          )
          assert.equal(mostWithin(times, span), plainly)
        },
      ),
    )
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 6n }), { maxLength: 12 }), (numbers) => {
        const steps = numbers.filter((number, index) => number !== numbers[index - 1])
        let longest = Math.min(1, steps.length)
        for (let from = 0; from < steps.length; from += 1) {
          for (let until = from + 2; until <= steps.length; until += 1) {
            const part = steps.slice(from, until)
            const gaps = part.slice(1).map((number, index) => number - (part[index] ?? 0n))
            if (new Set(gaps).size === 1) longest = Math.max(longest, part.length)
          }
        }
        assert.equal(longestProgression(numbers), longest)
      }),
    )
  })
})
