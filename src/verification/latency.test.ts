import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createLatencyMeter, LATENCY_MINUTES } from './latency.ts'

const MINUTE_MS = 60_000

test('P-40 nothing answered, nothing told', () => {
  assert.equal(createLatencyMeter(() => 0).view(), null)
})

test('P-40 a figure is not lower than it was, and at most a sixteenth and a microsecond higher', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 60_000, noNaN: true }), (elapsed) => {
      const meter = createLatencyMeter(() => 0)
      meter.record(elapsed, 0)
      const told = meter.view()?.p50 ?? -1
      // Three digits are told.
      assert.ok(told >= elapsed * 0.995 - 0.001 && told <= elapsed * (17 / 16) * 1.005 + 0.002, `${told}`)
    }),
  )
})

test('P-40 half, and all but one in a hundred', () => {
  const meter = createLatencyMeter(() => 0)
  for (let ms = 1; ms <= 1_000; ms += 1) meter.record(ms, 0)
  const view = meter.view()
  assert.equal(view?.count, 1_000)
  assert.ok(view.p50 >= 500 && view.p50 < 540, `${view.p50}`)
  assert.ok(view.p99 >= 990 && view.p99 < 1_060, `${view.p99}`)
})

test('P-40 what is older than the last minutes is gone, also when nothing came since', () => {
  let now = 0
  const meter = createLatencyMeter(() => now)
  meter.record(5, 0)
  now = (LATENCY_MINUTES - 1) * MINUTE_MS
  assert.equal(meter.view()?.count, 1)
  meter.record(5, now)
  assert.equal(meter.view()?.count, 2)
  now = LATENCY_MINUTES * MINUTE_MS
  assert.equal(meter.view()?.count, 1)
  meter.record(5, now)
  assert.equal(meter.view()?.count, 2)
  now += LATENCY_MINUTES * MINUTE_MS
  assert.equal(meter.view(), null)
})

test('P-40 a clock that stands or runs backwards breaks nothing', () => {
  const meter = createLatencyMeter(() => 0)
  for (const elapsed of [-1, 0, Number.NaN, 1e12]) meter.record(elapsed, 0)
  assert.equal(meter.view()?.count, 4)
})
