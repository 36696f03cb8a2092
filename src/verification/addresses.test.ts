import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRegisteredAddress, plainAddress } from './addresses.ts'

const LIST = '{10.88.0.0/24,10.99.0.70/32,fd00:88::/32,::1/128}'

const rows: { address: string | null; expect: boolean; list?: string }[] = [
  { address: '10.88.0.0', expect: true },
  { address: '10.88.0.255', expect: true },
  { address: '10.88.1.0', expect: false },
  { address: '10.87.255.255', expect: false },
  { address: '10.99.0.70', expect: true },
  { address: '10.99.0.7', expect: false },
  { address: ' 10.99.0.70 ', expect: true },
  { address: '::ffff:10.99.0.70', expect: true },
  { address: '::FFFF:10.99.0.70', expect: true },
  { address: '::ffff:10.99.0.71', expect: false },
  { address: 'fd00:88:1::5', expect: true },
  { address: 'fd00:89::5', expect: false },
  { address: '::1', expect: true },
  { address: '0:0:0:0:0:0:0:1', expect: true },
  { address: '::', expect: false },
  { address: '127.0.0.1', expect: false },
  { address: null, expect: false },
  { address: '', expect: false },
  { address: 'x', expect: false },
  { address: '10.88.0.256', expect: false },
  { address: '010.088.000.070', expect: false },
  { address: '10.88.0.70/24', expect: false },
  { address: '10.88.0.70, 10.1.1.1', expect: false },
  { address: '10.88.0.70\0', expect: false },
  { list: '{}', address: '10.88.0.70', expect: false },
  { list: '{0.0.0.0/0}', address: '10.88.0.70', expect: true },
  { list: '{0.0.0.0/0}', address: 'fd00::1', expect: false },
  { list: '{::/0}', address: 'fd00::1', expect: true },
]

for (const { list = LIST, address, expect } of rows) {
  test(`V-11 ${JSON.stringify(address)} ${expect ? 'lies' : 'does not lie'} in ${list}`, () => {
    assert.equal(isRegisteredAddress(list, address), expect)
    // Remembered answers are the same.
    assert.equal(isRegisteredAddress(list, address), expect)
  })
}

test('V-11 a changed list is a new question', () => {
  assert.equal(isRegisteredAddress('{10.1.0.0/16}', '10.1.2.3'), true)
  assert.equal(isRegisteredAddress('{10.2.0.0/16}', '10.1.2.3'), false)
})

test('V-11 an IPv4 address on an IPv6 socket is that IPv4 address, no other is changed', () => {
  assert.equal(plainAddress('::ffff:10.0.0.1'), '10.0.0.1')
  assert.equal(plainAddress('::ffff:999.0.0.1'), '::ffff:999.0.0.1')
  assert.equal(plainAddress('fd00::1'), 'fd00::1')
})
