import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, it } from 'node:test'
import { staleFiles } from '../../scripts/generate.ts'
import { SETTINGS } from '../../src/kernel/config.ts'
import { OUTCOMES } from '../../src/verification/outcomes.ts'
import { FILES, ROOT, read } from './repository.ts'

// Chapters of the portal's guide link to pages of the portal: src/web/guide/guide.test.ts.
const documents = FILES.filter((file) => file.endsWith('.md') && !file.startsWith('src/web/guide/chapters/'))
const rulePages = documents.filter(
  (file) => file.startsWith('docs/rules/') || ['docs/wire.md', 'docs/agreement-file.md'].includes(file),
)

const RULE = /\b([A-Z]{1,3})-([0-9]{2,3})\b/g

/** What looks like the number of a rule but is none. */
const NO_RULE = new Set(['UTF-16', 'UTF-32', 'P-256', 'AES-256', 'SHA-256', 'SHA-384', 'SHA-512'])

/** Every rule that a page states; `G-04 – G-06` and `C-01 to C-14` name those between as well. */
function rulesStated(text: string): Set<string> {
  const stated = new Set([...text.matchAll(RULE)].map(([rule]) => rule))
  for (const [, prefix, from, until] of text.matchAll(
    /\b([A-Z]{1,3})-([0-9]{2,3})(?: to | – |–|…)\1-([0-9]{2,3})\b/g,
  )) {
    for (let number = Number(from); number <= Number(until); number += 1) {
      stated.add(`${prefix}-${String(number).padStart(2, '0')}`)
    }
  }
  return stated
}

describe('documents', () => {
  it('what is generated is up to date (npm run generate)', () => {
    assert.deepEqual(staleFiles(), [])
  })

  it('every setting is in the README, by both its names', () => {
    const text = read('README.md')
    const names = SETTINGS.flatMap(({ key, env }) => [key, env])
    assert.deepEqual(
      names.filter((name) => !text.includes(`\`${name}\``)),
      [],
    )
  })

  it('every outcome is in the wire contract', () => {
    const text = read('docs/wire.md')
    assert.deepEqual(
      Object.keys(OUTCOMES).filter((outcome) => !text.includes(`\`${outcome}\``)),
      [],
    )
  })

  it('every outcome is in a test', () => {
    const tests = FILES.filter((file) => file.endsWith('.test.ts') && !file.startsWith('test/house/'))
      .map(read)
      .join('\n')
    assert.deepEqual(
      Object.keys(OUTCOMES).filter((outcome) => !new RegExp(`['"\`]${outcome}['"\`]`).test(tests)),
      [],
    )
  })

  it('every rule that code or a test cites is stated on a page', () => {
    const stated = rulesStated(rulePages.map(read).join('\n'))
    const citing = FILES.filter(
      (file) => /^(src|test|scripts|bench|migrations)\//.test(file) && !file.startsWith('test/house/'),
    )
    const missing = citing.flatMap((file) =>
      [...read(file).matchAll(RULE)]
        .map(([rule]) => rule)
        .filter((rule) => !stated.has(rule) && !NO_RULE.has(rule))
        .map((rule) => `${rule} in ${file}`),
    )
    assert.deepEqual([...new Set(missing)], [])
  })

  it('every link between documents leads somewhere', () => {
    const broken = documents.flatMap((file) =>
      [...read(file).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(ROOT, dirname(file), target)))
        .map((target) => `${file} → ${target}`),
    )
    assert.deepEqual(broken, [])
  })

  it('every file that a document names in full exists', () => {
    const named =
      /`((?:src|test|docs|scripts|migrations|demo|bench)\/[A-Za-z0-9_./-]+\.(?:ts|mjs|md|json|sql|sha256))`/g
    const missing = documents.flatMap((file) =>
      [...read(file).matchAll(named)]
        .map(([, target = '']) => target)
        .filter((target) => !existsSync(join(ROOT, target)))
        .map((target) => `${file}: ${target}`),
    )
    assert.deepEqual(missing, [])
  })

  it('every invariant names a test that exists, and every test of an invariant is named', () => {
    const rows = [...read('ARCHITECTURE.md').matchAll(/^\| (I[1-9]) \|.*$/gm)]
    assert.deepEqual(
      rows.map(([, invariant]) => invariant),
      ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9'],
    )
    const text = rows.map(([row]) => row).join('\n')
    assert.ok(rows.every(([row]) => /`[^`]+\.test\.ts`/.test(row)))
    const tests = FILES.filter((file) => /^test\/invariants\/i[1-9]-.*\.test\.ts$/.test(file))
    assert.deepEqual(
      tests.filter((file) => !text.includes(`\`${file}\``)),
      [],
    )
  })

  it('decisions are numbered without gaps and have their four parts', () => {
    const pages = documents.filter((file) => file.startsWith('docs/adr/'))
    pages.forEach((page, index) => {
      assert.ok(page.startsWith(`docs/adr/${String(index + 1).padStart(4, '0')}-`), page)
      const parts = [...read(page).matchAll(/^## (.+)$/gm)].map(([, title]) => title)
      assert.deepEqual(parts, ['Context', 'Decision', 'Consequences', 'Rejected'], page)
    })
    assert.ok(pages.length >= 11)
  })
})
