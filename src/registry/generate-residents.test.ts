import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toEpochDay } from './calendar-day.ts'
import { generateResidents, type PopulationOptions } from './generate-residents.ts'
import { isWellFormedKk, parseNik } from './nik.ts'
import { readVillages } from './region-source.ts'
import type { ResidentRow } from './resident-row.ts'
import { SYNTHETIC_SERIALS } from './synthetic/number-issuer.ts'

const draw = (change: Partial<PopulationOptions> = {}) => [
  ...generateResidents({ count: 2_000, seed: '1', serials: SYNTHETIC_SERIALS.dummy, ...change }),
]

const people = draw()
const byNik = new Map(people.map((person) => [person.nik, person]))
const today = '2026-01-01'

test('G-01 the same seed gives the same people, another seed others', () => {
  assert.deepEqual(draw(), people)
  assert.ok(draw({ seed: '2' }).every((person) => !byNik.has(person.nik)))
  assert.deepEqual(draw({ count: 500 }), people.slice(0, 500))
})

test('G-02 the two spaces never share a NIK, whatever the seeds', () => {
  const serialsOf = (rows: ResidentRow[]) => rows.map((row) => Number(row.nik.slice(12)))
  assert.ok(serialsOf(people).every((serial) => serial >= 9500))
  assert.ok(serialsOf(draw({ serials: SYNTHETIC_SERIALS.real })).every((s) => s >= 9000 && s <= 9499))
})

test('G-03 every NIK is issued once and tells the sex and birth date of its person', () => {
  assert.equal(byNik.size, people.length)
  for (const person of people) {
    const parsed = parseNik(person.nik)
    assert.ok(parsed.ok)
    assert.equal(parsed.sex, person.jenis_klmin)
    assert.ok(parsed.birthDate.candidates.includes(person.tgl_lhr))
    assert.ok(isWellFormedKk(person.no_kk))
    assert.ok(person.tgl_lhr <= today)
  }
})

test('G-04 a family card has one head, one address and parents who are among its people', () => {
  const whole = people.slice(0, -10)
  for (const [, members] of Map.groupBy(whole, (person) => person.no_kk)) {
    assert.equal(members.filter((member) => member.stat_hbkel === 1).length, 1)
    assert.equal(new Set(members.map((member) => member.village_code + member.alamat)).size, 1)
    assert.ok(members.filter((member) => member.stat_hbkel === 3).length <= 1)
  }
  for (const person of people) {
    const mother = person.nik_ibu === null ? undefined : byNik.get(person.nik_ibu)
    if (mother === undefined) continue
    assert.equal(mother.nama_lgkp, person.nama_lgkp_ibu)
    assert.equal(mother.jenis_klmin, 2)
    const years = (toEpochDay(person.tgl_lhr) - toEpochDay(mother.tgl_lhr)) / 365.25
    assert.ok(years > 16 && years < 46, `a mother of ${years}`)
  }
})

const WIDOWED = 4

test('G-05 certificates agree with the marital status', () => {
  for (const person of people) {
    const married = person.status_kawin !== 1
    const divorced = person.status_kawin === 3
    assert.equal(person.tgl_kwn !== null, married)
    assert.equal(person.no_akta_kwn !== null, married)
    assert.equal(person.tgl_crai !== null, divorced)
    assert.equal(person.no_akta_crai !== null, divorced)
    if (person.tgl_kwn !== null) assert.ok(person.tgl_kwn > person.tgl_lhr && person.tgl_kwn <= today)
    if (person.tgl_crai !== null) assert.ok(person.tgl_crai > (person.tgl_kwn ?? ''))
  }
  assert.ok(people.some((person) => person.status_kawin === WIDOWED))
})

test('G-06 cards exist from 17 years on', () => {
  for (const person of people) {
    const isOfAge = toEpochDay(today) - toEpochDay(person.tgl_lhr) > 17 * 365.2425 + 2
    assert.equal(person.ektp_status === 1, !isOfAge)
    if (person.ektp_created !== null) assert.ok(person.ektp_created <= today)
  }
})

const edges: { rule: string; is: (person: ResidentRow) => boolean }[] = [
  { rule: 'a man born on 29 February', is: (p) => p.jenis_klmin === 1 && p.tgl_lhr.endsWith('-02-29') },
  { rule: 'a woman born on 29 February 2000', is: (p) => p.jenis_klmin === 2 && p.tgl_lhr === '2000-02-29' },
  { rule: 'somebody born in 1926', is: (p) => p.tgl_lhr.startsWith('1926') },
  { rule: 'somebody born in this century', is: (p) => p.tgl_lhr > '2000' },
  { rule: 'an apostrophe', is: (p) => p.nama_lgkp.includes("'") },
  { rule: 'a name of 50 characters or more', is: (p) => p.nama_lgkp.length >= 50 },
  { rule: 'a name of one word', is: (p) => !p.nama_lgkp.includes(' ') },
  { rule: 'an unknown blood group', is: (p) => p.gol_darah === 13 },
  {
    rule: 'somebody who was first registered elsewhere',
    is: (p) => !p.village_code.startsWith(p.nik.slice(0, 6)),
  },
  { rule: 'somebody deceased', is: (p) => p.status === 2 },
  { rule: 'a duplicate', is: (p) => p.status === 3 },
  { rule: 'somebody inactive', is: (p) => p.status === 4 },
  { rule: 'twins with neighbouring serials', is: (p) => byNik.has(twinOf(p)) },
]

const twinOf = ({ nik }: ResidentRow) => nik.slice(0, 12) + String(Number(nik.slice(12)) + 1).padStart(4, '0')

for (const { rule, is } of edges) {
  test(`G-07 a population of 1,000 holds ${rule}`, () => {
    assert.ok(people.slice(0, 1_000).some(is))
  })
}

test('G-08 statuses are spread as in a registry', () => {
  const many = draw({ count: 20_000 })
  const share = (status: number) => many.filter((person) => person.status === status).length / many.length
  const expected = [
    [1, 0.94],
    [2, 0.03],
    [3, 0.015],
    [4, 0.015],
  ] as const
  for (const [status, near] of expected)
    assert.ok(Math.abs(share(status) - near) < 0.006, `${status}: ${share(status)}`)
})

test('G-09 people live in villages that exist, within the regions asked for', () => {
  const villages = new Set(readVillages().map((village) => village.code))
  assert.ok(people.every((person) => villages.has(person.village_code)))
  const here = draw({ regions: ['5171', '1371'] })
  assert.ok(here.every((person) => /^(5171|1371)/.test(person.village_code)))
  assert.ok(here.some((person) => /^NI? |^I /.test(person.nama_lgkp)))
  assert.throws(() => draw({ regions: ['8801'] }), RangeError)
})

test('G-10 another reference date moves the population, not before the edge households are born', () => {
  assert.ok(draw({ referenceDate: '2030-06-01' }).every((person) => person.tgl_lhr <= '2030-06-01'))
  assert.throws(() => draw({ referenceDate: '2020-01-01' }), RangeError)
})
