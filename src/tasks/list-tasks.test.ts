import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Task } from '../offices/index.ts'
import { inOrder } from './list-tasks.ts'

const day = fc.constantFrom('2026-01-01', '2026-06-30', '2026-12-31')
const task = fc.record<Task>({
  kind: fc.constant('uji'),
  title: fc.constant('Uji'),
  detail: fc.constant(''),
  path: fc.constant('/tugas'),
  since: day.map((one) => `${one}T00:00:00Z`),
  due: fc.option(day, { nil: null }),
  isLate: fc.boolean(),
})

describe('the order of tasks', () => {
  it('TK-02 what is late stands before what is not, then the earlier due date, then the longer wait', () => {
    fc.assert(
      fc.property(fc.array(task, { maxLength: 20 }), (tasks) => {
        const sorted = tasks.toSorted(inOrder)
        for (const [index, one] of sorted.entries()) {
          const next = sorted[index + 1]
          if (next === undefined) continue
          assert.ok(one.isLate || !next.isLate)
          if (one.isLate !== next.isLate) continue
          assert.ok((one.due ?? '9') <= (next.due ?? '9'))
          if (one.due === next.due) assert.ok(one.since <= next.since)
        }
      }),
    )
  })

  it('TK-02 is one order, whatever came first', () => {
    fc.assert(
      fc.property(fc.array(task, { maxLength: 12 }), (tasks) => {
        const keyOf = ({ due, isLate, since }: Task) => `${isLate} ${due} ${since}`
        assert.deepEqual(tasks.toSorted(inOrder).map(keyOf), tasks.toReversed().sort(inOrder).map(keyOf))
      }),
    )
  })
})
