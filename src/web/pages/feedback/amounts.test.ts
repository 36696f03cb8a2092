import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amountsIn } from './amounts.ts'

const { bytes, time } = amountsIn('id-ID')

const ROWS: readonly [string, string, string][] = [
  ['half a kilobyte', bytes(512), '0,5 kB'],
  ['megabytes', bytes(2_097_152), '2,1 MB'],
  ['gigabytes', bytes(1_500_000_000), '1,5 GB'],
  ['never no time at all', time(0.2), '1 detik'],
  ['seconds', time(59), '59 detik'],
  ['minutes', time(170), '3 menit'],
  ['an hour and more', time(4_800), '1 jam 20 menit'],
]
for (const [name, given, expected] of ROWS) test(name, () => assert.equal(given, expected))
