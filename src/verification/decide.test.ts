import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { question } from '../../test/support/gate.ts'
import { ELEMENT_NAMES, type Element, type ResidentView } from '../registry/index.ts'
import { decide } from './decide.ts'
import type { Decision, Grant } from './domain.ts'
import { isMatchable } from './matching/index.ts'

const biodata = (elements: readonly Element[]): Grant => ({
  operation: 'biodata',
  elements,
  space: 'real',
  quotaPerDay: null,
})
const match = (elements: readonly Element[]): Grant => ({ ...biodata(elements), operation: 'match' })

/** A resident who notes what is asked of them; each element's value is its own name. */
function resident(status: ResidentView['status'] = 'active') {
  const read = new Set<Element>()
  const view: ResidentView = {
    status,
    villageCode: '3313012003',
    valueOf: (element) => {
      read.add(element)
      return `nilai ${element}`
    },
  }
  return { view, read }
}

const outcome = (decision: Decision) => (decision.kind === 'refused' ? decision.outcome : decision.kind)

const rows: { rule: string; status: ResidentView['status'] | 'none'; expect: string }[] = [
  { rule: 'V-22 not in the registry', status: 'none', expect: 'not-found' },
  { rule: 'V-23 active', status: 'active', expect: 'disclosed' },
  { rule: 'V-23 deceased', status: 'deceased', expect: 'deceased' },
  { rule: 'V-23 duplicate', status: 'duplicate', expect: 'duplicate' },
  { rule: 'V-23 inactive', status: 'inactive', expect: 'inactive' },
  { rule: 'V-23 a status nobody knows', status: undefined, expect: 'not-processable' },
]
for (const { rule, status, expect } of rows) {
  for (const grant of [biodata(ELEMENT_NAMES), match(ELEMENT_NAMES)]) {
    const wanted = expect === 'disclosed' && grant.operation === 'match' ? 'matched' : expect
    test(`${rule}, ${grant.operation}: ${wanted}`, () => {
      const { view, read } = resident(status === 'none' ? undefined : status)
      if (status === undefined) Object.assign(view, { status: undefined })
      const decision = decide(question(), grant, status === 'none' ? undefined : view)
      assert.equal(outcome(decision), wanted)
      // A confirmation is given without a look at any value.
      if (decision.kind === 'refused') assert.equal(read.size, 0)
    })
  }
}

for (const element of ELEMENT_NAMES) {
  test(`I2 ${element}: granted alone it is disclosed, all but it leave it unread`, () => {
    const decision = decide(question(), biodata([element]), resident().view)
    assert.deepEqual(decision, { kind: 'disclosed', values: [[element, `nilai ${element}`]] })

    const others = ELEMENT_NAMES.filter((other) => other !== element)
    const { view, read } = resident()
    const withheld = decide(question(), biodata(others), view)
    assert.ok(withheld.kind === 'disclosed')
    assert.deepEqual(
      withheld.values,
      others.map((other) => [other, `nilai ${other}`]),
    )
    assert.ok(!read.has(element))
  })
}

const subset = fc.subarray(ELEMENT_NAMES)
const claimed = fc.dictionary(fc.constantFrom(...ELEMENT_NAMES), fc.string({ maxLength: 20 }))

test('I2 whatever is granted and claimed, nothing else is read or told', () => {
  fc.assert(
    fc.property(subset, claimed, fc.constantFrom('0', '100', null), (elements, claims, threshold) => {
      const asked = question({ threshold, claims: new Map(Object.entries(claims) as [Element, string][]) })
      for (const grant of [biodata(elements), match(elements)]) {
        const { view, read } = resident()
        const decision = decide(asked, grant, view)
        for (const element of read) assert.ok(elements.includes(element), element)
        if (decision.kind === 'disclosed')
          assert.deepEqual(
            decision.values.map(([e]) => e),
            elements,
          )
        else {
          assert.ok(decision.kind === 'matched')
          assert.deepEqual(
            decision.row.map(([e]) => e),
            elements.filter(isMatchable),
          )
        }
      }
    }),
  )
})

test('M-03 a claim for an element outside the grant does not change the row', () => {
  fc.assert(
    fc.property(subset, claimed, (elements, claims) => {
      const all = new Map(Object.entries(claims) as [Element, string][])
      const within = new Map([...all].filter(([element]) => elements.includes(element)))
      const told = (claims: ReadonlyMap<Element, string>) =>
        decide(question({ claims }), match(elements), resident().view)
      assert.deepEqual(told(all), told(within))
    }),
  )
})
