import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { openLog } from './log.ts'
import { startTimer } from './timer.ts'

const log = openLog('silent')

test('goes on after an act that fails', async () => {
  let turns = 0
  const timer = startTimer(1, log, 'uji', async () => {
    turns += 1
    throw new Error('uji')
  })
  await wait(100)
  await timer.stop()
  assert.ok(turns > 1, `${turns} turns`)
})

test('stops when the act under way has ended, which is told to', async () => {
  let ended = 0
  const began = Promise.withResolvers<void>()
  const timer = startTimer(1, log, 'uji', async (signal) => {
    began.resolve()
    while (!signal.aborted) await wait(1)
    await wait(20)
    ended += 1
  })
  await began.promise
  await timer.stop()
  assert.equal(ended, 1)
  await wait(20)
  assert.equal(ended, 1, 'no further turn is planned')
})

test('stops at once when nothing is under way', async () => {
  const timer = startTimer(60_000, log, 'uji', async () => assert.fail('its turn has not come'))
  await timer.stop()
})
