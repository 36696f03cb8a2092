import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openWays, type WaysOf } from './ways.ts'

const ROWS: readonly [string, WaysOf, ReturnType<typeof openWays>][] = [
  [
    'FB-70 the ways that the paper names, and no others',
    { state: 'in_force', methods: ['web-service', 'upload'] },
    ['upload', 'web-service'],
  ],
  [
    'FB-70 every way where the paper names none',
    { state: 'in_force', methods: [] },
    ['form', 'upload', 'web-service', 'offline-media'],
  ],
  ['FB-71 what is owed outlives the agreement', { state: 'ended', methods: ['form'] }, ['form']],
  ['FB-71 a suspension stops look-ups, not duties', { state: 'suspended', methods: ['form'] }, ['form']],
  ['FB-71 a revoked agreement takes nothing', { state: 'revoked', methods: ['form'] }, []],
]

for (const [name, agreement, expected] of ROWS) {
  test(name, () => assert.deepEqual(openWays(agreement), expected))
}
