import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { countedDays, isMet, loweredQuota, standingOf } from './domain.ts'

const TARGET = { targetPercent: 80, graceDays: 14, spanDays: 180 }
const RULE = { kind: 'lower', ...TARGET, floorQuota: 10, baseQuota: null, warnDays: 7 } as const

describe('FB-127 the formula', () => {
  const rows = [
    { granted: 200, answered: 40, people: 100, quota: 100, why: 'half of the target leaves half' },
    { granted: 200, answered: 80, people: 100, quota: 200, why: 'the target leaves everything' },
    { granted: 200, answered: 79, people: 100, quota: 198, why: 'a fraction is rounded up: 197.5' },
    { granted: 200, answered: 0, people: 100, quota: 10, why: 'never below the floor' },
    { granted: 5, answered: 0, people: 100, quota: 5, why: 'the floor never raises a quota' },
    { granted: 200, answered: 0, people: 0, quota: 200, why: 'nobody looked up: nothing is owed' },
    { granted: 1, answered: 1, people: 1_000_000, quota: 1, why: 'one stays one' },
  ]
  for (const { why, quota, granted, ...counts } of rows) {
    it(why, () => assert.equal(loweredQuota(granted, counts, RULE), quota))
  }

  const counts = fc
    .tuple(fc.nat(10_000_000), fc.nat(10_000_000))
    .map(([one, other]) => ({ people: Math.max(one, other), answered: Math.min(one, other) }))
  const params = fc.record({
    targetPercent: fc.integer({ min: 1, max: 100 }),
    floorQuota: fc.integer({ min: 1, max: 1_000_000 }),
  })
  const granted = fc.integer({ min: 1, max: 1_000_000 })

  it('is at least the floor, at most what is granted, and whole exactly when the target is met or nothing is taken', () => {
    fc.assert(
      fc.property(granted, counts, params, (quota, given, rule) => {
        const left = loweredQuota(quota, given, rule)
        assert.ok(Number.isInteger(left))
        assert.ok(left <= quota && left >= Math.min(quota, rule.floorQuota))
        if (isMet(given, rule)) assert.equal(left, quota)
      }),
    )
  })

  it('never gives less for one answer more', () => {
    fc.assert(
      fc.property(granted, counts, params, (quota, given, rule) => {
        fc.pre(given.answered < given.people)
        const more = { ...given, answered: given.answered + 1 }
        assert.ok(loweredQuota(quota, more, rule) >= loweredQuota(quota, given, rule))
      }),
    )
  })
})

describe('FB-126 what an evening finds', () => {
  const bad = { people: 100, answered: 10 }
  const today = '2026-11-21'
  const base = { today, before: null, exceptedUntil: null }
  const rows = [
    { why: 'met', counts: { people: 100, answered: 80 }, given: {}, expect: { result: 'met' } },
    {
      why: 'a first miss warns, and seven whole days go by before a quota is lowered',
      counts: bad,
      given: {},
      expect: { result: 'warned', warnedOn: today, lowersFrom: '2026-11-29' },
    },
    {
      why: 'the evening before the last whole day warns still',
      counts: bad,
      given: { before: { warnedOn: '2026-11-14' } },
      expect: { result: 'lowered', warnedOn: '2026-11-14', lowersFrom: '2026-11-22' },
    },
    {
      why: 'one day less',
      counts: bad,
      given: { before: { warnedOn: '2026-11-15' } },
      expect: { result: 'warned', warnedOn: '2026-11-15', lowersFrom: '2026-11-23' },
    },
    {
      why: 'after the target was met a miss warns anew',
      counts: bad,
      given: { before: { warnedOn: null } },
      expect: { result: 'warned', warnedOn: today, lowersFrom: '2026-11-29' },
    },
    {
      why: 'an appeal takes out its last day',
      counts: bad,
      given: { before: { warnedOn: '2026-11-01' }, exceptedUntil: '2026-11-22' },
      expect: { result: 'excepted', warnedOn: '2026-11-01', lowersFrom: '2026-11-09' },
    },
    {
      why: 'and not the day after',
      counts: bad,
      given: { before: { warnedOn: '2026-11-01' }, exceptedUntil: '2026-11-21' },
      expect: { result: 'lowered', warnedOn: '2026-11-01', lowersFrom: '2026-11-09' },
    },
  ]
  for (const { why, counts, given, expect } of rows) {
    it(why, () => assert.deepEqual(standingOf(RULE, counts, { ...base, ...given }), expect))
  }

  it('a rule that only warns never lowers', () => {
    const standing = standingOf({ kind: 'warn', ...TARGET }, bad, {
      ...base,
      before: { warnedOn: '2026-01-01' },
    })
    assert.deepEqual(standing, { result: 'warned', warnedOn: '2026-01-01', lowersFrom: null })
  })

  it('counts the days of the span that are older than the grace days', () => {
    assert.deepEqual(countedDays('2026-11-21', { targetPercent: 80, graceDays: 14, spanDays: 7 }), {
      from: '2026-11-01',
      until: '2026-11-07',
    })
  })
})
