import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { inTx } from '../kernel/database.ts'
import { loadRegionNames, type RegionNames, seedRegions } from './regions.ts'

let database: TestDatabase
let names: RegionNames
let seeded: number

before(async () => {
  database = await createTestDatabase()
  seeded = await inTx(database.pool, seedRegions)
  names = await inTx(database.pool, loadRegionNames)
})
after(() => database.drop())

test('R-01 seeding fills every level with the counts of the source', async () => {
  const { rows } = await database.pool.query<[level: number, count: string]>({
    text: 'select length(code), count(*)::text from region group by 1 order by 1',
    rowMode: 'array',
  })
  assert.deepEqual(rows, [
    [2, '38'],
    [4, '514'],
    [6, '7285'],
    [10, '83762'],
  ])
  assert.equal(seeded, 91_599)
})

test('R-01 seeding again changes nothing, and a lost row comes back', async () => {
  assert.equal(await inTx(database.pool, seedRegions), 0)
  await database.pool.query("delete from region where code = '3313062001'")
  assert.equal(await inTx(database.pool, seedRegions), 1)
})

const written = [
  { rule: 'a regency has no KABUPATEN', code: '3313012001', kab: 'KARANGANYAR', prop: 'JAWA TENGAH' },
  { rule: 'a city keeps KOTA', code: '3372011001', kab: 'KOTA SURAKARTA', prop: 'JAWA TENGAH' },
  {
    rule: 'a part of Jakarta has KOTA ADM.',
    code: '3171011001',
    kab: 'KOTA ADM. JAKARTA PUSAT',
    prop: 'DKI JAKARTA',
  },
  {
    rule: 'the islands of Jakarta have ADM.',
    code: '3101011001',
    kab: 'ADM. KEPULAUAN SERIBU',
    prop: 'DKI JAKARTA',
  },
]

for (const { rule, code, kab, prop } of written) {
  test(`R-02 ${rule}`, () => {
    const found = names.namesOf(code)
    assert.equal(found.kab, kab)
    assert.equal(found.prop?.replace('DAERAH KHUSUS IBUKOTA', 'DKI'), prop)
    assert.ok(names.hasVillage(code))
    assert.equal(found.kel, found.kel?.toUpperCase())
  })
}

test('R-03 a name keeps its commas and quotation marks', () => {
  assert.equal(names.namesOf('1207281007').kel, 'LUBUK PAKAM I,II')
  assert.equal(names.namesOf('3529222001').kec, 'RA"AS')
})

const unknown = [
  { rule: 'an unassigned region', code: '8801011001', expect: [null, null, null, null] },
  { rule: 'an empty code', code: '', expect: [null, null, null, null] },
  { rule: 'a code of a regency', code: '3313', expect: [null, null, null, null] },
  {
    rule: 'an unknown village of a known regency',
    code: '3313999999',
    expect: ['JAWA TENGAH', 'KARANGANYAR', null, null],
  },
]

for (const { rule, code, expect } of unknown) {
  test(`R-04 ${rule} has no names that are not known`, () => {
    const { prop, kab, kec, kel } = names.namesOf(code)
    assert.deepEqual([prop, kab, kec, kel], expect)
    assert.ok(!names.hasVillage(code))
  })
}
