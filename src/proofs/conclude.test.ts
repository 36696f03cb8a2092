import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { METHODS } from '../../test/support/seen-calls.ts'
import { CHECKLIST, RULES, type Rule } from './checklist.ts'
import type { Tick, Verdict } from './domain.ts'
import { conclude, isComplete } from './grade.ts'

const tick = (isMet: boolean): Tick => ({
  isMet,
  note: 'terlihat',
  by: 'Penguji',
  at: '2026-11-21T02:00:00Z',
})

describe('what stands in the report', () => {
  const reports: { what: string; rule: Rule; seen: Verdict; tick: Tick | undefined; expect: Verdict }[] = [
    {
      what: 'PC-92 what the log shows needs no tick',
      rule: 'PC-01',
      seen: 'met',
      tick: undefined,
      expect: 'met',
    },
    {
      what: 'PC-92 the examiner finds fault with what the log shows',
      rule: 'PC-01',
      seen: 'met',
      tick: tick(false),
      expect: 'broken',
    },
    {
      what: 'PC-92 no tick mends what the log shows broken',
      rule: 'PC-16',
      seen: 'broken',
      tick: tick(true),
      expect: 'broken',
    },
    {
      what: 'PC-92 no tick stands for what the log must show',
      rule: 'PC-02',
      seen: 'unseen',
      tick: tick(true),
      expect: 'unseen',
    },
    {
      what: 'PC-92 a NIK refused before the call is ticked',
      rule: 'PC-06',
      seen: 'unseen',
      tick: tick(true),
      expect: 'met',
    },
    {
      what: 'PC-92 what only eyes can tell waits for them',
      rule: 'PC-22',
      seen: 'by-examiner',
      tick: undefined,
      expect: 'by-examiner',
    },
    {
      what: 'PC-92 and is told by them',
      rule: 'PC-22',
      seen: 'by-examiner',
      tick: tick(true),
      expect: 'met',
    },
  ]
  for (const { what, rule, seen, tick: ticked, expect } of reports) {
    it(what, () => assert.equal(conclude(rule, METHODS, { verdict: seen, seen: '' }, ticked), expect))
  }

  it('PC-94 is complete with nothing broken and nothing missing', () => {
    assert.equal(isComplete(['met', 'not-applicable']), true)
    for (const verdict of ['broken', 'unseen', 'by-examiner'] as const) {
      assert.equal(isComplete(['met', verdict]), false, verdict)
    }
  })

  it('every rule has its number, and the numbers have no gaps', () => {
    assert.deepEqual(
      RULES,
      RULES.map((_, index) => `PC-${String(index + 1).padStart(2, '0')}`),
    )
    assert.equal(new Set(Object.values(CHECKLIST).map(({ title }) => title)).size, RULES.length)
  })
})
