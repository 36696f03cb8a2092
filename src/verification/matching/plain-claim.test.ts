import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isClaimedDay, isClaimedFamilyCard, isClaimedNumber } from './plain-claim.ts'

const days: { claim: string; stored?: string; expect: boolean }[] = [
  { claim: '05-03-1990', expect: true },
  { claim: '05/03/1990', expect: true },
  { claim: '1990-03-05', expect: true },
  { claim: '1990/03/05', expect: true },
  { claim: '5-3-1990', expect: true },
  { claim: '05.03.1990', expect: true },
  { claim: '05 03 1990', expect: true },
  { claim: ' 05 - 03 - 1990 ', expect: true },
  { claim: '03-05-1990', expect: false },
  { claim: '05-03-1991', expect: false },
  { claim: '05-03-90', expect: false },
  { claim: '05031990', expect: false },
  { claim: '5 Maret 1990', expect: false },
  { claim: '29-02-2000', stored: '2000-02-29', expect: true },
  { claim: '29-02-1900', stored: '1900-02-29', expect: false },
  { claim: '31-04-1990', stored: '1990-05-01', expect: false },
  { claim: '00-00-0000', stored: '0000-00-00', expect: false },
  { claim: '', expect: false },
]

for (const { claim, stored = '1990-03-05', expect } of days) {
  test(`M-11 ${claim} ${expect ? 'is' : 'is not'} ${stored}`, () =>
    assert.equal(isClaimedDay(claim, stored), expect))
}

const numbers: { claim: string; stored: string; expect: boolean }[] = [
  { claim: '1', stored: '1', expect: true },
  { claim: '001', stored: '1', expect: true },
  { claim: '1', stored: '001', expect: true },
  { claim: ' 01 ', stored: '1', expect: true },
  { claim: '000', stored: '0', expect: true },
  { claim: '10', stored: '1', expect: false },
  { claim: '1a', stored: '1', expect: false },
  { claim: '', stored: '0', expect: false },
  { claim: '-1', stored: '1', expect: false },
  { claim: '0'.repeat(10_000), stored: '0', expect: false },
]

for (const { claim, stored, expect } of numbers) {
  test(`M-13 number ${claim.slice(0, 20)} ${expect ? 'is' : 'is not'} ${stored}`, () =>
    assert.equal(isClaimedNumber(claim, stored), expect))
}

test('M-13 a family card number is compared digit by digit', () => {
  assert.equal(isClaimedFamilyCard(' 8801010101200001 ', '8801010101200001'), true)
  assert.equal(isClaimedFamilyCard('8801010101200002', '8801010101200001'), false)
  assert.equal(isClaimedFamilyCard('880101010120000', '880101010120000'), false)
  assert.equal(isClaimedFamilyCard('08801010101200001', '8801010101200001'), false)
})
