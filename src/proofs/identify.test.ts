import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import { identify } from './identify.ts'

const hash = (nik: string) => createHash('sha256').update(nik).digest()
const keyOf = (number: bigint) => hash(String(number)).toString('hex')

const FIRST = 8801015708850001n
const known = new Map([[keyOf(FIRST), FIRST]])

const rows: { rule: string; seen: bigint[]; expect: bigint[] }[] = [
  { rule: 'PC-18 a known number', seen: [FIRST], expect: [FIRST] },
  { rule: 'PC-18 one beside it', seen: [FIRST, FIRST + 1n], expect: [FIRST, FIRST + 1n] },
  {
    rule: 'PC-18 a row of them to its end',
    seen: [FIRST, FIRST + 9n, FIRST + 18n, FIRST + 27n],
    expect: [FIRST, FIRST + 9n, FIRST + 18n, FIRST + 27n],
  },
  { rule: 'PC-18 one far away', seen: [FIRST, FIRST + 500n], expect: [FIRST] },
  { rule: 'PC-18 nothing known', seen: [FIRST + 1n], expect: [] },
]

describe('recognising numbers behind keyed hashes', () => {
  for (const { rule, seen, expect } of rows) {
    it(rule, () => {
      const found = identify(new Set(seen.map(keyOf)), known, hash)
      assert.deepEqual([...found.values()].sort(), expect)
    })
  }
})
