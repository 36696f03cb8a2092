import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { call, inRow, METHODS, told, watched } from '../../test/support/seen-calls.ts'
import type { Rule } from './checklist.ts'
import type { Verdict, Watched } from './domain.ts'
import { grade } from './grade.ts'

const rows: { rule: Rule; what: string; watched: Watched; expect: Verdict }[] = [
  { rule: 'PC-01', what: 'nothing was called', watched: watched([]), expect: 'unseen' },
  { rule: 'PC-01', what: 'data came', watched: watched([call()]), expect: 'met' },
  { rule: 'PC-01', what: 'a match came', watched: watched([call({ outcome: 'matched' })]), expect: 'met' },
  {
    rule: 'PC-01',
    what: 'only a dead person was asked about',
    watched: watched([call({ outcome: 'deceased' })]),
    expect: 'unseen',
  },
  { rule: 'PC-02', what: 'a dead person', watched: watched([call({ outcome: 'deceased' })]), expect: 'met' },
  { rule: 'PC-03', what: 'a duplicate', watched: watched([call({ outcome: 'duplicate' })]), expect: 'met' },
  {
    rule: 'PC-04',
    what: 'somebody inactive',
    watched: watched([call({ outcome: 'inactive' })]),
    expect: 'met',
  },
  { rule: 'PC-05', what: 'nobody', watched: watched([call({ outcome: 'not-found' })]), expect: 'met' },
  {
    rule: 'PC-06',
    what: 'no NIK at all',
    watched: watched([call({ outcome: 'malformed', nik: null })]),
    expect: 'met',
  },
  { rule: 'PC-07', what: 'one failed log-in', watched: watched(told('login-failed')), expect: 'met' },
  {
    rule: 'PC-07',
    what: 'a wrong password, without a scenario',
    watched: watched([call({ outcome: 'login-failed' })]),
    expect: 'met',
  },
  {
    rule: 'PC-07',
    what: 'five more in the minute',
    watched: watched(told('login-failed', 6, 9_000)),
    expect: 'met',
  },
  {
    rule: 'PC-07',
    what: 'six more in the minute',
    watched: watched(told('login-failed', 7, 8_000)),
    expect: 'broken',
  },
  {
    rule: 'PC-07',
    what: 'so many that the log only counts',
    watched: watched([], { counted: [{ outcome: 'login-failed', count: 9 }] }),
    expect: 'broken',
  },
  { rule: 'PC-08', what: 'the quota used up', watched: watched(told('quota-exhausted')), expect: 'met' },
  {
    rule: 'PC-09',
    what: 'an address that is not registered',
    watched: watched(told('address-not-registered')),
    expect: 'met',
  },
  { rule: 'PC-10', what: 'outside the hours', watched: watched(told('outside-hours')), expect: 'met' },
  { rule: 'PC-11', what: 'the agency not active', watched: watched(told('agency-inactive')), expect: 'met' },
  {
    rule: 'PC-12',
    what: 'the User ID not active',
    watched: watched(told('credential-inactive')),
    expect: 'met',
  },
  {
    rule: 'PC-13',
    what: 'tried again with pauses',
    watched: watched(told('registry-unavailable', 4, 25_000)),
    expect: 'met',
  },
  {
    rule: 'PC-13',
    what: 'tried again every second',
    watched: watched(told('registry-unavailable', 10, 1_000)),
    expect: 'broken',
  },
  { rule: 'PC-14', what: 'all from a registered address', watched: watched([call()]), expect: 'met' },
  {
    rule: 'PC-14',
    what: 'the scenario of an address',
    watched: watched(told('address-not-registered')),
    expect: 'met',
  },
  {
    rule: 'PC-14',
    what: 'one from elsewhere',
    watched: watched([call(), call({ outcome: 'address-not-registered' })]),
    expect: 'broken',
  },
  {
    rule: 'PC-14',
    what: 'one that declared another',
    watched: watched([call({ outcome: 'declared-address-invalid' })]),
    expect: 'broken',
  },
  { rule: 'PC-15', what: 'each with its operator', watched: watched([call(), call()]), expect: 'met' },
  {
    rule: 'PC-15',
    what: 'one without',
    watched: watched([call(), call({ localOperator: null })]),
    expect: 'broken',
  },
  {
    rule: 'PC-16',
    what: 'one NIK three times in a minute',
    watched: watched(inRow(3, 10_000, () => ({ nik: 'a' }))),
    expect: 'met',
  },
  {
    rule: 'PC-16',
    what: 'one NIK four times in a minute',
    watched: watched(inRow(4, 10_000, () => ({ nik: 'a' }))),
    expect: 'broken',
  },
  {
    rule: 'PC-16',
    what: 'one NIK four times, a minute for three',
    watched: watched(inRow(4, 20_000, () => ({ nik: 'a' }))),
    expect: 'met',
  },
  {
    rule: 'PC-16',
    what: 'one NIK under one scenario after the other',
    watched: watched(
      [...told('quota-exhausted'), ...told('login-failed'), call()].map((one) => ({ ...one, nik: 'a' })),
    ),
    expect: 'met',
  },
  { rule: 'PC-17', what: 'twenty in ten seconds', watched: watched(inRow(20, 500)), expect: 'met' },
  { rule: 'PC-17', what: 'twenty-one in ten seconds', watched: watched(inRow(21, 470)), expect: 'broken' },
  {
    rule: 'PC-18',
    what: 'three in a row',
    watched: watched(inRow(3, 30_000, (index) => ({ number: 100n + BigInt(index) }))),
    expect: 'met',
  },
  {
    rule: 'PC-18',
    what: 'four in a row',
    watched: watched(inRow(4, 30_000, (index) => ({ number: 100n + BigInt(index) }))),
    expect: 'broken',
  },
  {
    rule: 'PC-18',
    what: 'four in a row downwards, each twice',
    watched: watched(inRow(8, 30_000, (index) => ({ number: 900n - 7n * BigInt(Math.floor(index / 2)) }))),
    expect: 'broken',
  },
  { rule: 'PC-19', what: 'no HTTPS is offered', watched: watched([call()]), expect: 'not-applicable' },
  {
    rule: 'PC-19',
    what: 'HTTPS is offered',
    watched: watched([call()], { isEncryptionOffered: true }),
    expect: 'by-examiner',
  },
  { rule: 'PC-20', what: 'no feedback came', watched: watched([call()]), expect: 'unseen' },
  {
    rule: 'PC-20',
    what: 'feedback was refused only',
    watched: watched([call()], { feedback: { stored: 0, refused: 2 } }),
    expect: 'unseen',
  },
  {
    rule: 'PC-20',
    what: 'feedback was mended and taken',
    watched: watched([call()], { feedback: { stored: 1, refused: 2 } }),
    expect: 'met',
  },
]

describe('grading a run', () => {
  for (const { rule, what, watched: seen, expect } of rows) {
    it(`${rule} ${what}: ${expect}`, () => assert.equal(grade(seen, METHODS)[rule].verdict, expect))
  }

  it('PC-93 without a web service everything is told by the examiner', () => {
    const verdicts = Object.values(grade(watched([]), ['web-portal'])).map(({ verdict }) => verdict)
    assert.deepEqual(new Set(verdicts), new Set(['by-examiner']))
  })
})
