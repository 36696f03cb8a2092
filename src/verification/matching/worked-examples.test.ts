import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { similarity } from './similarity.ts'

const page = readFileSync(new URL('../../../docs/rules/matching.md', import.meta.url), 'utf8')
const rows = [...page.matchAll(/^\| (name|place|address) \| (.+?) \| (.+?) \| (\d+) \|$/gm)]

test('M-28 the page has worked examples', () => assert.ok(rows.length >= 10))

for (const [, kind, claimed = '', stored = '', score] of rows) {
  test(`M-28 worked example: ${claimed} ~ ${stored}`, () => {
    assert.ok(kind === 'name' || kind === 'place' || kind === 'address')
    assert.equal(similarity(kind, claimed, stored), Number(score))
  })
}
