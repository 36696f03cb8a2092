import assert from 'node:assert/strict'
import { test } from 'node:test'
import { question } from '../../test/support/gate.ts'
import { openCase, refuseCase } from './case.ts'
import type { Authorisation, Grant } from './domain.ts'

const grant: Grant = { operation: 'biodata', elements: ['NIK'], space: 'real', quotaPerDay: 1 }
const granted: Authorisation = { kind: 'granted', grant }
const refused: Authorisation = { kind: 'refused', outcome: 'outside-hours', reason: 'V-13' }

const NIK = '8801015708850001'

const rows: { rule: string; nik: string; judged: Authorisation; expect: string }[] = [
  { rule: 'V-18 a well-formed NIK', nik: NIK, judged: granted, expect: 'open' },
  { rule: 'V-18 fifteen digits', nik: NIK.slice(1), judged: granted, expect: 'malformed' },
  { rule: 'V-18 seventeen digits', nik: `${NIK}0`, judged: granted, expect: 'malformed' },
  { rule: 'V-18 a letter', nik: `${NIK.slice(1)}A`, judged: granted, expect: 'malformed' },
  { rule: 'V-18 a wildcard', nik: `${NIK.slice(1)}%`, judged: granted, expect: 'malformed' },
  { rule: 'V-18 the 32nd', nik: '8801013208850001', judged: granted, expect: 'malformed' },
  { rule: 'V-18 digits of another script', nik: '٨٨٠١٠١٥٧٠٨٨٥٠٠٠١', judged: granted, expect: 'malformed' },
  { rule: 'I5 who is refused does not learn the form', nik: '1', judged: refused, expect: 'outside-hours' },
  { rule: 'V-01 a stale log-in stays one', nik: '1', judged: { kind: 'stale-login' }, expect: 'stale-login' },
]

for (const { rule, nik, judged, expect } of rows) {
  test(`${rule}: ${expect}`, () => {
    const { state } = openCase(question({ nik }), undefined, judged)
    const found =
      state.kind === 'decided' && state.decision.kind === 'refused' ? state.decision.outcome : state.kind
    assert.equal(found, expect)
  })
}

test('V-20 a case is refused once: what was decided before stays', () => {
  const open = openCase(question({ nik: NIK }), undefined, granted)
  refuseCase(open, 'quota-exhausted', 'V-20')
  refuseCase(open, 'registry-unavailable', 'V-21')
  assert.deepEqual(open.state, {
    kind: 'decided',
    grant,
    decision: { kind: 'refused', outcome: 'quota-exhausted', reason: 'V-20' },
  })
})
