import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { daysInMonth } from './calendar-day.ts'
import { isWellFormedKk, isWellFormedNik, Nik, type NikFault, parseNik } from './nik.ts'

const two = (value: number) => String(value).padStart(2, '0')

/** A NIK written from its parts, so that the parser is compared with a writer that shares no code with it. */
const parts = fc
  .record({
    province: fc.integer({ min: 11, max: 99 }),
    regency: fc.integer({ min: 1, max: 99 }),
    district: fc.integer({ min: 1, max: 99 }),
    year: fc.integer({ min: 1900, max: 2099 }),
    month: fc.integer({ min: 1, max: 12 }),
    dayFraction: fc.double({ min: 0, max: 0.999, noNaN: true }),
    sex: fc.constantFrom(1 as const, 2 as const),
    serial: fc.integer({ min: 1, max: 9999 }),
  })
  .map((drawn) => ({
    ...drawn,
    day: 1 + Math.floor(drawn.dayFraction * daysInMonth(drawn.year, drawn.month)),
  }))

type Parts = typeof parts extends fc.Arbitrary<infer T> ? T : never

const write = (p: Parts) =>
  two(p.province) +
  two(p.regency) +
  two(p.district) +
  two(p.day + (p.sex === 2 ? 40 : 0)) +
  two(p.month) +
  two(p.year % 100) +
  String(p.serial).padStart(4, '0')

test('N-01 every NIK written from parts is read back into the same parts', () => {
  fc.assert(
    fc.property(parts, fc.constantFrom('', ' ', '\t', '\r\n', '\u00a0'), (p, space) => {
      const parsed = parseNik(`${space}${write(p)}${space}`)
      assert.ok(parsed.ok)
      assert.equal(parsed.regionCode, two(p.province) + two(p.regency) + two(p.district))
      assert.equal(parsed.sex, p.sex)
      assert.equal(parsed.serial, p.serial)
      assert.equal(parsed.birthDate.day, p.day)
      assert.equal(parsed.birthDate.month, p.month)
      assert.equal(parsed.birthDate.yearOfCentury, p.year % 100)
      assert.ok(parsed.birthDate.candidates.includes(`${p.year}-${two(p.month)}-${two(p.day)}`))
      assert.equal(parsed.nik.reveal(), write(p))
    }),
  )
})

test('N-02 the quick check agrees with the parser on every input', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 16, maxLength: 16 })
  const damaged = fc
    .tuple(parts.map(write), fc.nat({ max: 15 }), fc.string({ maxLength: 2 }))
    .map(([nik, at, graft]) => nik.slice(0, at) + graft + nik.slice(at + 1))
  fc.assert(
    fc.property(fc.oneof(fc.string(), digits, damaged, parts.map(write)), (text) => {
      assert.equal(isWellFormedNik(text), parseNik(text).ok)
    }),
    { numRuns: 3_000 },
  )
})

const GOOD = '8801010101900001'

const faults: { rule: string; nik: string; fault: NikFault; names: string }[] = [
  { rule: 'fifteen digits', nik: '880101010190001', fault: 'length', names: '16 digit' },
  { rule: 'seventeen digits', nik: '88010101019000011', fault: 'length', names: '17 karakter' },
  { rule: 'empty', nik: '  ', fault: 'length', names: '0 karakter' },
  { rule: 'a letter O', nik: '88O1010101900001', fault: 'digits', names: 'ke-3' },
  { rule: 'Arabic-Indic digits', nik: '٨٨01010101900001', fault: 'digits', names: 'ke-1' },
  { rule: 'province 10', nik: `10${GOOD.slice(2)}`, fault: 'region', names: '1–2' },
  { rule: 'regency 00', nik: '8800010101900001', fault: 'region', names: '3–4' },
  { rule: 'district 00', nik: '8801000101900001', fault: 'region', names: '5–6' },
  { rule: 'day 00', nik: '8801010001900001', fault: 'date', names: '7–8' },
  { rule: 'day 32', nik: '8801013201900001', fault: 'date', names: '7–8' },
  { rule: 'day 40', nik: '8801014001900001', fault: 'date', names: '7–8' },
  { rule: 'day 72', nik: '8801017201900001', fault: 'date', names: '7–8' },
  { rule: 'month 00', nik: '8801010100900001', fault: 'date', names: '9–10' },
  { rule: 'month 13', nik: '8801010113900001', fault: 'date', names: '9–10' },
  { rule: '31 April', nik: '8801013104900001', fault: 'date', names: '7–12' },
  { rule: '29 February of a common year', nik: '8801012902010001', fault: 'date', names: '7–12' },
  { rule: 'serial 0000', nik: '8801010101900000', fault: 'serial', names: '13–16' },
]

for (const { rule, nik, fault, names } of faults) {
  test(`N-03 ${rule} is a ${fault} fault that names the digits and not their values`, () => {
    const parsed = parseNik(nik)
    assert.ok(!parsed.ok)
    assert.equal(parsed.fault, fault)
    assert.match(parsed.message, new RegExp(names))
    assert.ok(nik.trim() === '' || !parsed.message.includes(nik.trim()))
  })
}

test('N-04 29 February is accepted when either century has it', () => {
  const in2000 = parseNik('8801016902000001')
  assert.ok(in2000.ok)
  assert.deepEqual(in2000.birthDate.candidates, ['2000-02-29'])
  const in1996 = parseNik('8801012902960001')
  assert.ok(in1996.ok)
  assert.deepEqual(in1996.birthDate.candidates, ['1996-02-29', '2096-02-29'])
})

test('N-05 a Nik cannot be printed by accident', () => {
  const nik = new Nik(GOOD)
  for (const printed of [`${nik}`, JSON.stringify({ nik }), inspect({ nik }), String(Object.values(nik))]) {
    assert.ok(!printed.includes(GOOD.slice(6)), printed)
  }
  assert.equal(nik.reveal(), GOOD)
  assert.throws(() => new Nik('8801010101900000'), { message: 'Not a well-formed NIK' })
})

const cards = [
  { rule: 'a registration date', kk: '8801010101120001', accepted: true },
  { rule: 'a woman’s birth date on an old card', kk: '8801014101120001', accepted: true },
  { rule: 'a day the month does not have', kk: '8801013102120001', accepted: true },
  { rule: 'day 35', kk: '8801013501120001', accepted: false },
  { rule: 'month 13', kk: '8801010113120001', accepted: false },
  { rule: 'serial 0000', kk: '8801010101120000', accepted: false },
  { rule: 'province 10', kk: `10${GOOD.slice(2)}`, accepted: false },
  { rule: 'fifteen digits', kk: '880101010112001', accepted: false },
  { rule: 'a letter', kk: '88010101O1120001', accepted: false },
]

for (const { rule, kk, accepted } of cards) {
  test(`N-06 a KK with ${rule} is ${accepted ? 'accepted' : 'refused'}`, () => {
    assert.equal(isWellFormedKk(kk), accepted)
  })
}

test('N-06 every NIK has the structure of a KK', () => {
  fc.assert(fc.property(parts.map(write), (nik) => isWellFormedKk(nik)))
})
