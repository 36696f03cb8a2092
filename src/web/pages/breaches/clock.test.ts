import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { standingOf, worstOf } from './clock.ts'

const OPEN = {
  dueAt: '2026-11-24T03:00:00Z',
  hoursLeft: 10,
  decision: null,
  peopleToldAt: null,
  peopleToldHow: null,
  authorityToldAt: null,
  authorityToldHow: null,
}
const IN_TIME = { peopleToldAt: '2026-11-23T00:00:00Z', peopleToldHow: 'surat' }
const LATE = { authorityToldAt: '2026-11-25T00:00:00Z', authorityToldHow: 'surel' }

describe('BR-02 the clock of a duty', () => {
  it('runs, in whole hours that are left', () =>
    assert.deepEqual(standingOf(OPEN, 'people'), { is: 'running', hours: 10 }))
  it('is late from the first second after its end, by whole hours', () => {
    assert.deepEqual(standingOf({ ...OPEN, hoursLeft: -1 }, 'people'), { is: 'late', hours: 0 })
    assert.deepEqual(standingOf({ ...OPEN, hoursLeft: -9 }, 'people'), { is: 'late', hours: 8 })
  })
  it('knows what was done in time and what was not', () => {
    const both = { ...OPEN, ...IN_TIME, ...LATE, hoursLeft: -30 }
    assert.equal(standingOf(both, 'people').is, 'in-time')
    assert.equal(standingOf(both, 'authority').is, 'too-late')
    assert.equal(worstOf(both).is, 'too-late')
  })
  it('an open duty stands before a done one', () =>
    assert.deepEqual(worstOf({ ...OPEN, ...IN_TIME }), { is: 'running', hours: 10 }))
  it('nobody need be told of what did not happen', () =>
    assert.equal(worstOf({ ...OPEN, hoursLeft: -3, decision: 'unfounded' as const }).is, 'not-needed'))
})
