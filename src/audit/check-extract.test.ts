import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { inTx } from '../kernel/database.ts'
import { append } from './append.ts'
import { checkExtract } from './check-extract.ts'
import { auditEntry } from './domain.ts'
import { openExtract } from './extract.ts'

let database: TestDatabase
let whole: string[]
let filtered: string[]

const OFFICE = 7

before(async () => {
  database = await createTestDatabase()
  await inTx(database.pool, (tx) =>
    append(
      tx,
      Array.from({ length: 12 }, (_, index) =>
        auditEntry({
          event: index % 3 === 0 ? 'agency.suspended' : 'verification.refused',
          requestId: `00000000-0000-4000-8000-0000000000${index + 10}`,
          officeId: index === 5 ? 8 : OFFICE,
          localOperator: `lökët "${index}" \u2028\\`,
          nikHash: index % 2 === 0 ? Buffer.alloc(16, index) : null,
          elementMask: 2 ** 36 + index,
          detail: index % 3 === 0 ? JSON.stringify({ by: 'staff:uji', reason: '…' }) : 'V-11 x',
        }),
      ),
    ),
  )
  whole = await take({})
  filtered = await take({ event: 'agency' })
})
after(() => database.drop())

async function take(filter: { event?: string }): Promise<string[]> {
  const { lines } = await openExtract(database.pool, {
    filter: { officeId: OFFICE, ...filter },
    by: 'staff:uji',
    address: '10.88.0.70',
  })
  let text = ''
  for await (const part of lines) text += part
  return text.trimEnd().split('\n')
}

const faultsOf = async (lines: readonly string[], expected?: { seq: number; hash: string }) => {
  const { faults } = await checkExtract(lines, expected === undefined ? {} : { expected })
  return [...new Set(faults.map(({ fault }) => fault))]
}

test("A-20 an extract agrees with itself; another office's entry is left out", async () => {
  const report = await checkExtract(whole)
  assert.deepEqual(report.faults, [])
  assert.deepEqual([report.entries, report.firstSeq, report.lastSeq, report.head?.seq], [12, 1, 13, 13])
  assert.deepEqual((await checkExtract(filtered)).faults, [])
  assert.equal((await checkExtract(filtered)).entries, 4)
})

test('A-20 taking an extract is an entry itself', async () => {
  const { rows } = await database.pool.query<{ detail: string }>(
    `select detail from audit_entry where event = 'audit.extracted' order by seq`,
  )
  assert.deepEqual(
    rows.map(({ detail }) => detail),
    ['{"by":"staff:uji","filter":{}}', '{"by":"staff:uji","filter":{"event":"agency"}}'],
  )
})

/** Changes line `at` (0 is the heading) as text. */
const changed = (at: number, from: string | RegExp, to: string) => (lines: readonly string[]) =>
  lines.map((line, index) => (index === at ? line.replace(from, to) : line))

const attacks: { name: string; attack: (lines: readonly string[]) => readonly string[]; fault: string }[] = [
  { name: 'a word changed', attack: changed(3, 'V-11', 'V-12'), fault: 'altered' },
  { name: 'an operator changed', attack: changed(3, 'lökët', 'loket'), fault: 'altered' },
  { name: 'a number changed', attack: changed(3, '"entry":[3,', '"entry":[30,'), fault: 'altered' },
  { name: 'a null filled in', attack: changed(3, ',null,', ',1,'), fault: 'altered' },
  { name: 'a hash changed', attack: changed(3, /"hash":"./, '"hash":"x'), fault: 'unreadable' },
  { name: 'a field added', attack: changed(3, '"entry":[', '"entry":[0,'), fault: 'unreadable' },
  {
    name: 'two lines exchanged',
    attack: (lines) => lines.toSpliced(3, 2, lines[4] ?? '', lines[3] ?? ''),
    fault: 'order',
  },
  { name: 'a line doubled', attack: (lines) => lines.toSpliced(3, 0, lines[3] ?? ''), fault: 'order' },
  { name: 'a line removed', attack: (lines) => lines.toSpliced(3, 1), fault: 'cut' },
  { name: 'the end cut off', attack: (lines) => lines.slice(0, -2), fault: 'cut' },
  { name: 'the closing line lost', attack: (lines) => lines.slice(0, -1), fault: 'cut' },
  {
    name: 'something behind the closing line',
    attack: (lines) => [...lines, lines[3] ?? ''],
    fault: 'order',
  },
  { name: 'no heading', attack: (lines) => lines.slice(1), fault: 'unreadable' },
  { name: 'a line that is no JSON', attack: changed(3, '{', '('), fault: 'unreadable' },
  { name: 'nothing at all', attack: () => [], fault: 'cut' },
]
for (const { name, attack, fault } of attacks) {
  test(`A-21 ${name}: ${fault}`, async () => {
    assert.ok((await faultsOf(attack(whole))).includes(fault as never), name)
  })
}

test('A-21 an entry that somebody linked anew does not follow the one before it', async () => {
  const { createHash } = await import('node:crypto')
  const forged = changed(3, 'V-11', 'V-12')(whole)
  const { previous, entry } = JSON.parse(forged[3] ?? '')
  const hash = createHash('sha256')
    .update(`${previous}\n${JSON.stringify(entry)}`)
    .digest('hex')
  assert.deepEqual(await faultsOf(forged.with(3, JSON.stringify({ previous, entry, hash }))), ['unlinked'])
})

test('A-22 a made-up extract is found by an entry noted elsewhere', async () => {
  const { seq, hash } = (await checkExtract(whole)).head ?? { seq: 0, hash: '' }
  assert.deepEqual(await faultsOf(whole, { seq, hash }), [])
  assert.deepEqual(await faultsOf(whole, { seq, hash: 'a'.repeat(64) }), ['cut'])
  assert.deepEqual(await faultsOf(whole, { seq: seq + 1, hash }), ['cut'])
})

test('I6 the check shares no code with the writers', async () => {
  const { readFileSync } = await import('node:fs')
  const source = readFileSync(new URL('./check-extract.ts', import.meta.url), 'utf8')
  assert.deepEqual(
    [...source.matchAll(/from '([^']+)'/g)].map(([, from]) => from),
    ['node:crypto'],
  )
})
