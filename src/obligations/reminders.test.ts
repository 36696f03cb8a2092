import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { stateOf } from './domain.ts'
import { distanceText, reminderDueOn, remindersOf } from './reminders.ts'

describe('how an obligation stands', () => {
  const base = {
    obligation: { dueOn: '2026-07-14', metOn: null },
    stored: undefined,
    today: '2026-07-14',
    overSince: null,
  }
  type Row = {
    rule: string
    change: Partial<{
      obligation: { dueOn: string; metOn: string | null }
      stored: { state: 'open' | 'submitted' | 'done' | 'waived' } | undefined
      today: string
      overSince: string | null
    }>
    state: string
  }
  const met = { dueOn: '2026-07-14', metOn: '2026-07-01' }
  const rows: Row[] = [
    { rule: 'the last day is in time', change: {}, state: 'due' },
    { rule: 'the day after is late', change: { today: '2026-07-15' }, state: 'late' },
    {
      rule: 'handed in',
      change: { stored: { state: 'submitted' }, today: '2026-07-15' },
      state: 'submitted',
    },
    { rule: 'accepted', change: { stored: { state: 'done' }, today: '2026-07-15' }, state: 'done' },
    { rule: 'waived', change: { stored: { state: 'waived' }, today: '2026-07-15' }, state: 'waived' },
    {
      rule: 'rejected, and so open again',
      change: { stored: { state: 'open' }, today: '2026-07-15' },
      state: 'late',
    },
    { rule: 'met by the life of the agreement', change: { obligation: met }, state: 'done' },
    {
      rule: 'opened again although met',
      change: { obligation: met, stored: { state: 'open' } },
      state: 'due',
    },
    {
      rule: 'sixty days after the end',
      change: { overSince: '2026-07-01', today: '2026-08-30' },
      state: 'late',
    },
    { rule: 'one more', change: { overSince: '2026-07-01', today: '2026-08-31' }, state: 'lapsed' },
    {
      rule: 'done stays done after the end',
      change: { overSince: '2026-01-01', stored: { state: 'done' } },
      state: 'done',
    },
  ]
  for (const { rule, change, state } of rows) {
    it(`OB-12 ${rule}: ${state}`, () => {
      const { obligation, stored, today, overSince } = { ...base, ...change }
      assert.equal(stateOf(obligation, stored, { today, overSince }), state)
    })
  }
})

describe('reminders', () => {
  it('OB-21 of a renewal six, three, two and one months before the end', () => {
    assert.deepEqual(
      remindersOf({ kind: 'renewal-request', dueOn: '2027-07-16' }, '2027-09-16').map(({ on }) => on),
      ['2027-03-16', '2027-06-16', '2027-07-16', '2027-08-16'],
    )
  })
  const rows: [string, string | undefined][] = [
    ['2026-06-13', undefined],
    ['2026-06-14', 'days-30'],
    ['2026-07-06', 'days-30'],
    ['2026-07-07', 'days-7'],
    ['2026-07-14', 'days-0'],
    ['2026-07-15', 'late'],
    ['2027-01-01', 'late'],
  ]
  for (const [today, mark] of rows) {
    it(`OB-20, OB-22 on ${today}: ${mark ?? 'none'}`, () =>
      assert.equal(
        reminderDueOn({ kind: 'semester-report', dueOn: '2026-07-14' }, '2027-09-16', today)?.mark,
        mark,
      ))
  }
  it('says how far the day is', () => {
    assert.equal(distanceText('2026-07-14', '2026-07-14'), 'hari ini')
    assert.equal(distanceText('2026-07-15', '2026-07-14'), 'besok')
    assert.equal(distanceText('2026-07-24', '2026-07-14'), '10 hari lagi')
    assert.equal(distanceText('2026-07-01', '2026-07-14'), 'terlambat 13 hari')
  })
})
