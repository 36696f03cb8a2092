import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toCidr } from './network.ts'

const rows: [text: string, expect: string | undefined][] = [
  ['10.88.0.70', '10.88.0.70/32'],
  [' 10.88.0.70 ', '10.88.0.70/32'],
  ['10.88.0.0/24', '10.88.0.0/24'],
  ['10.88.0.0/024', '10.88.0.0/24'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['10.88.0.128/25', '10.88.0.128/25'],
  ['10.88.0.128/24', undefined],
  ['10.88.0.70/24', undefined],
  ['10.88.0.0/33', undefined],
  ['10.88.0.0/', undefined],
  ['10.88.0.0/-1', undefined],
  ['10.88.0.0/24/24', undefined],
  ['10.88.0', undefined],
  ['10.88.0.256', undefined],
  ['fd00:88::70', 'fd00:88::70/128'],
  ['fd00:88::/32', 'fd00:88::/32'],
  ['::/0', '::/0'],
  ['::1', '::1/128'],
  ['fd00:88::70/32', undefined],
  ['fd00:88::/129', undefined],
  ['::ffff:10.88.0.0/112', '::ffff:10.88.0.0/112'],
  ['::ffff:10.88.0.70/112', undefined],
  ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8/128'],
  ['fe80::1%eth0', undefined],
  ['simrs.contoh', undefined],
  ['', undefined],
]

for (const [text, expect] of rows) {
  test(`C-04 ${JSON.stringify(text)}: ${expect ?? 'refused'}`, () => assert.equal(toCidr(text), expect))
}
