import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { ELEMENT_NAMES } from '../../registry/elements.ts'
import { OUTCOMES } from '../outcomes.ts'
import { exampleAnswers, exampleRequest } from './examples.ts'

const elements = ['NIK', 'NAMA_LGKP', 'TGL_LHR', 'NO_RT'] as const

const rowOf = (body: string) => JSON.parse(body).content[0]

describe('examples of the wire contract', () => {
  it('W-07 there is one for every outcome of the operation, with its code', () => {
    for (const operation of ['biodata', 'match'] as const) {
      const answers = exampleAnswers(
        { operation, elements },
        { profile: 'G2', idStyle: 'string', isUnlimited: false },
      )
      const other = operation === 'biodata' ? 'matched' : 'disclosed'
      assert.deepEqual(
        answers.map(({ outcome }) => outcome).sort(),
        Object.keys(OUTCOMES)
          .filter((name) => name !== other)
          .sort(),
      )
      for (const { outcome, code, status, body } of answers) {
        if (code !== null) assert.equal(rowOf(body).RESPONSE_CODE, code, outcome)
        assert.equal(status, outcome === 'registry-unavailable' ? 503 : 200)
      }
    }
  })

  it('W-05 the data are the granted elements and no others, whatever is granted', () => {
    fc.assert(
      fc.property(fc.subarray([...ELEMENT_NAMES], { minLength: 1 }), (granted) => {
        const shape = { profile: 'G1', idStyle: 'string', isUnlimited: false } as const
        const [found] = exampleAnswers({ operation: 'biodata', elements: granted }, shape)
        assert.deepEqual(Object.keys(rowOf(found?.body ?? '')), granted)
      }),
    )
  })

  it('W-08 a match shows a score, and what was asked is in the request', () => {
    const shape = { profile: 'G3', idStyle: 'number', isUnlimited: true } as const
    const [found] = exampleAnswers({ operation: 'match', elements }, shape)
    assert.match(rowOf(found?.body ?? '').NAMA_LGKP, /^Sesuai \([0-9]+\)$/)
    assert.deepEqual(Object.keys(exampleRequest({ operation: 'match', elements })), [
      'nik',
      'TRESHOLD',
      'NAMA_LGKP',
      'TGL_LHR',
      'NO_RT',
    ])
  })

  it('W-06 the newer profile tells hits left: as many as there are, none for who has no right', () => {
    const shape = { profile: 'G3', idStyle: 'number', isUnlimited: false } as const
    const left = new Map(
      exampleAnswers({ operation: 'biodata', elements }, shape).map(({ outcome, body }) => [
        outcome,
        JSON.parse(body).quotaLimiter,
      ]),
    )
    assert.equal(left.get('disclosed'), 199)
    assert.equal(left.get('malformed'), 200)
    assert.equal(left.get('quota-exhausted'), 0)
    assert.equal(left.get('login-failed'), 0)
  })
})
